import type { ReactNode } from "react"
import { CodeText, MoneyText } from "../primitives/text.tsx"
import { Link } from "../primitives/link.tsx"
import { RowKeys } from "../primitives/row-keys.tsx"
import { Table, TBody, TD, TFoot, TH, THead, TR } from "../primitives/table.tsx"

export type BalanceRow = {
  id: string
  /** The account's number in the chart. */
  code: string
  name: ReactNode
  href: string
  /** All already formatted, in the books' own currency. */
  opening: string
  debit: string
  credit: string
  closing: string
}

export type BalanceTableProps = {
  caption: string
  labels: { account: string; opening: string; debit: string; credit: string; closing: string }
  /** Assets, liabilities, income, expenses; a group without rows is left out. */
  groups: readonly { id: string; label: string; rows: readonly BalanceRow[] }[]
  /** What the period moved: the two are equal in books that are right. */
  total: { label: string; debit: string; credit: string }
}

/** A trial balance: what every account stood at, moved and stands at. Arrows walk, Enter opens the account. */
export function BalanceTable({ caption, labels, groups, total }: BalanceTableProps) {
  const shown = groups.filter(({ rows }) => rows.length > 0)
  return (
    <RowKeys>
      <Table caption={caption} stack density="tight">
        <THead><TR><TH>{labels.account}</TH><TH align="end">{labels.opening}</TH><TH align="end">{labels.debit}</TH><TH align="end">{labels.credit}</TH><TH align="end">{labels.closing}</TH></TR></THead>
        {shown.map(({ id, label, rows }, group) => (
          <TBody key={id}>
            <TR><TH scope="rowgroup" colSpan={5} className="bg-surface-sunken/60 text-xs font-medium text-muted max-sm:block max-sm:border-b-0 max-sm:bg-transparent max-sm:px-0">{label}</TH></TR>
            {rows.map((row, at) => (
              <TR key={row.id} data-row tabIndex={group === 0 && at === 0 ? 0 : -1}>
                <TH scope="row"><Link data-row-link tone="quiet" href={row.href}><CodeText className="me-2 text-muted">{row.code}</CodeText><span className="font-medium">{row.name}</span></Link></TH>
                <TD label={labels.opening} align="end" muted>{row.opening}</TD>
                <TD label={labels.debit} align="end">{row.debit}</TD>
                <TD label={labels.credit} align="end">{row.credit}</TD>
                <TD label={labels.closing} align="end" className="font-medium">{row.closing}</TD>
              </TR>
            ))}
          </TBody>
        ))}
        <TFoot><TR><TH scope="row" colSpan={2} className="font-semibold">{total.label}</TH><TD align="end" label={labels.debit}>{total.debit}</TD><TD align="end" label={labels.credit}>{total.credit}</TD><TD className="max-sm:hidden" /></TR></TFoot>
      </Table>
    </RowKeys>
  )
}

export type JournalLinesProps = {
  caption: string
  labels: { account: string; about: string; debit: string; credit: string }
  lines: readonly { id: string; code: string; name: ReactNode; href: string; about: ReactNode; debit: string | null; credit: string | null; baseDebit?: string | null | undefined; baseCredit?: string | null | undefined }[]
  total: { label: string; debit: string; credit: string }
}

/** The lines of one journal, debits and credits in their own columns; where the books' currency is another, it stands below. */
export function JournalLines({ caption, labels, lines, total }: JournalLinesProps) {
  return (
    <Table caption={caption} stack>
      <THead><TR><TH>{labels.account}</TH><TH>{labels.about}</TH><TH align="end">{labels.debit}</TH><TH align="end">{labels.credit}</TH></TR></THead>
      <TBody>
        {lines.map((line) => (
          <TR key={line.id}>
            <TH scope="row"><Link tone="quiet" href={line.href}><CodeText className="me-2 text-muted">{line.code}</CodeText><span className="font-medium">{line.name}</span></Link></TH>
            <TD label={labels.about} muted>{line.about}</TD>
            <TD label={labels.debit} align="end"><Amount own={line.debit} base={line.baseDebit} /></TD>
            <TD label={labels.credit} align="end"><Amount own={line.credit} base={line.baseCredit} /></TD>
          </TR>
        ))}
      </TBody>
      <TFoot><TR><TH scope="row" colSpan={2} className="font-semibold">{total.label}</TH><TD align="end" label={labels.debit}>{total.debit}</TD><TD align="end" label={labels.credit}>{total.credit}</TD></TR></TFoot>
    </Table>
  )
}

function Amount({ own, base }: { own: string | null; base?: string | null | undefined }) {
  if (own === null) return null
  return <><MoneyText>{own}</MoneyText>{base && base !== own && <MoneyText muted className="block text-xs">{base}</MoneyText>}</>
}
