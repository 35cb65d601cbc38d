import type { ReactNode } from "react"
import { Badge, StatusBadge } from "../primitives/badge.tsx"
import { Link } from "../primitives/link.tsx"
import { RowKeys } from "../primitives/row-keys.tsx"
import { MoneyText } from "../primitives/text.tsx"
import { Table, TBody, TD, TH, THead, TR } from "../primitives/table.tsx"

/** Instead of an amount in the books' own currency, where it would only repeat the document's. */
const SAME = "–"

export type JournalTableProps = {
  caption: string
  labels: { postedOn: string; document: string; documentOn: string; memo: string; amount: string; base: string; reversal: string }
  /** All already formatted; `base` only where the books' currency is another than the document's. */
  rows: readonly { id: string; href: string; postedOn: string; document: ReactNode; documentOn: string; memo: string; amount: string; base: string | null; reversal: boolean }[]
}

/** Journals, the newest first; each opens with its lines. */
export function JournalTable({ caption, labels, rows }: JournalTableProps) {
  return (
    <RowKeys>
      <Table caption={caption} stack density="tight">
        <THead><TR><TH>{labels.postedOn}</TH><TH>{labels.document}</TH><TH>{labels.documentOn}</TH><TH>{labels.memo}</TH><TH align="end">{labels.amount}</TH><TH align="end">{labels.base}</TH></TR></THead>
        <TBody>
          {rows.map((row, at) => (
            <TR key={row.id} data-row tabIndex={at === 0 ? 0 : -1}>
              <TH scope="row"><Link data-row-link tone="quiet" href={row.href} className="font-medium whitespace-nowrap">{row.postedOn}</Link></TH>
              <TD label={labels.document}>{row.document}{row.reversal && <Badge tone="warning" className="ms-2">{labels.reversal}</Badge>}</TD>
              <TD label={labels.documentOn} muted className="whitespace-nowrap">{row.documentOn}</TD>
              <TD label={labels.memo} muted>{row.memo || SAME}</TD>
              <TD label={labels.amount} align="end"><MoneyText>{row.amount}</MoneyText></TD>
              <TD label={labels.base} align="end" muted>{row.base === null ? SAME : <MoneyText>{row.base}</MoneyText>}</TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}

export type LedgerTableProps = {
  caption: string
  labels: { postedOn: string; document: string; memo: string; amount: string; base: string; balance: string }
  /** All already formatted; `amount` only where the document's currency is another than the books'. */
  rows: readonly { id: string; href: string; postedOn: string; document: ReactNode; memo: string; amount: string | null; base: string; balance: string }[]
}

/** What was posted to one account, with the balance after each. */
export function LedgerTable({ caption, labels, rows }: LedgerTableProps) {
  return (
    <RowKeys>
      <Table caption={caption} stack density="tight">
        <THead><TR><TH>{labels.postedOn}</TH><TH>{labels.document}</TH><TH>{labels.memo}</TH><TH align="end">{labels.amount}</TH><TH align="end">{labels.base}</TH><TH align="end">{labels.balance}</TH></TR></THead>
        <TBody>
          {rows.map((row, at) => (
            <TR key={row.id} data-row tabIndex={at === 0 ? 0 : -1}>
              <TH scope="row"><Link data-row-link tone="quiet" href={row.href} className="font-medium whitespace-nowrap">{row.postedOn}</Link></TH>
              <TD label={labels.document}>{row.document}</TD>
              <TD label={labels.memo} muted>{row.memo || SAME}</TD>
              <TD label={labels.amount} align="end" muted>{row.amount === null ? SAME : <MoneyText>{row.amount}</MoneyText>}</TD>
              <TD label={labels.base} align="end"><MoneyText>{row.base}</MoneyText></TD>
              <TD label={labels.balance} align="end" className="font-medium"><MoneyText>{row.balance}</MoneyText></TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}

export type PeriodTableProps = {
  caption: string
  labels: { period: string; state: string; journals: string; last: string; actions: string }
  rows: readonly {
    id: string; name: string; href: string; closed: boolean; state: string
    /** How many, formatted, with the way to them; null where there are none. */
    journals: { count: string; href: string } | null
    /** Who closed or reopened it last, when, and why. */
    last: { text: string; reason: string } | null
    action: ReactNode
  }[]
}

/** The months of books: which are closed, by whom, and what can be done with each. */
export function PeriodTable({ caption, labels, rows }: PeriodTableProps) {
  return (
    <Table caption={caption} stack>
      <THead><TR><TH>{labels.period}</TH><TH>{labels.state}</TH><TH align="end">{labels.journals}</TH><TH>{labels.last}</TH><TH><span className="sr-only">{labels.actions}</span></TH></TR></THead>
      <TBody>
        {rows.map((row) => (
          <TR key={row.id}>
            <TH scope="row"><Link tone="quiet" className="font-medium" href={row.href}>{row.name}</Link></TH>
            <TD label={labels.state}><StatusBadge tone={row.closed ? "neutral" : "success"}>{row.state}</StatusBadge></TD>
            <TD label={labels.journals} align="end">{row.journals ? <Link tone="quiet" href={row.journals.href}>{row.journals.count}</Link> : "–"}</TD>
            <TD label={labels.last} muted>{row.last ? <>{row.last.text}{row.last.reason && <span className="block text-xs">{row.last.reason}</span>}</> : "–"}</TD>
            <TD align="end">{row.action}</TD>
          </TR>
        ))}
      </TBody>
    </Table>
  )
}
