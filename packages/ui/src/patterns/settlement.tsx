import type { ReactNode } from "react"
import { Badge, StatusBadge, type Tone } from "../primitives/badge.tsx"
import { Card } from "../primitives/card.tsx"
import { Link } from "../primitives/link.tsx"
import { DescriptionList } from "../primitives/lists.tsx"
import { RowKeys } from "../primitives/row-keys.tsx"
import { Table, TBody, TD, TH, THead, TR } from "../primitives/table.tsx"
import { CodeText, MoneyText } from "../primitives/text.tsx"

const NONE = "–"

/** How far a statement or a dispute is; the word for it is its reader's. */
const TONES = {
  draft: "neutral", issued: "info", disputed: "warning", settled: "success",
  open: "warning", accepted: "success", rejected: "danger", withdrawn: "neutral",
} as const satisfies Record<string, Tone>
export type SettlementState = { state: keyof typeof TONES; label: string }

export function SettlementBadge({ state, label }: SettlementState) {
  return <StatusBadge tone={TONES[state]}>{label}</StatusBadge>
}

export type StatementTableProps = {
  caption: string
  /** `partner` only where statements of several partners stand together. */
  labels: { statement: string; partner?: string; period: string; state: string; dueOn: string; total: string; adjusted: string; due: string }
  /** All already formatted; `disputes` says how many are open, `adjusted` what disputes took off, null where there are none. */
  rows: readonly { id: string; href: string; name: string; partner?: string; period: string; status: SettlementState; disputes: string | null; dueOn: string | null; total: string; adjusted: string | null; due: string }[]
}

/** Statements, the newest first; arrows walk, Enter opens one. */
export function StatementTable({ caption, labels, rows }: StatementTableProps) {
  return (
    <RowKeys>
      <Table caption={caption} stack>
        <THead><TR><TH>{labels.statement}</TH>{labels.partner && <TH>{labels.partner}</TH>}<TH>{labels.period}</TH><TH>{labels.state}</TH><TH>{labels.dueOn}</TH><TH align="end">{labels.total}</TH><TH align="end">{labels.adjusted}</TH><TH align="end">{labels.due}</TH></TR></THead>
        <TBody>
          {rows.map((row, at) => (
            <TR key={row.id} data-row tabIndex={at === 0 ? 0 : -1}>
              <TH scope="row"><Link data-row-link tone="quiet" href={row.href} className="font-medium">{row.name}</Link></TH>
              {labels.partner && <TD label={labels.partner}>{row.partner}</TD>}
              <TD label={labels.period} className="whitespace-nowrap">{row.period}</TD>
              <TD label={labels.state}><SettlementBadge {...row.status} />{row.disputes && <Badge tone="warning" className="ms-1">{row.disputes}</Badge>}</TD>
              <TD label={labels.dueOn} muted>{row.dueOn ?? NONE}</TD>
              <TD label={labels.total} align="end"><MoneyText>{row.total}</MoneyText></TD>
              <TD label={labels.adjusted} align="end" muted>{row.adjusted ? <MoneyText>{row.adjusted}</MoneyText> : NONE}</TD>
              <TD label={labels.due} align="end" className="font-medium"><MoneyText>{row.due}</MoneyText></TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}

export type StatementLineTableProps = {
  caption: string
  /** `actions` only where something can be done with a line. */
  labels: { on: string; kind: string; order: string; what: string; quantity: string; price: string; amount: string; tax: string; actions?: string }
  /** All already formatted; `price` is the price of one unit or the share that was taken, `tax` what is charged on the amount and why, null where nothing is supplied. */
  rows: readonly {
    id: string; on: string; kind: string; dispute: SettlementState | null; document: ReactNode; order: { number: string; href: string } | null
    sku: string | null; name: string; quantity: string | null; unit: string | null; price: string | null; amount: string; tax: { amount: string | null; rule: string } | null; action?: ReactNode
  }[]
}

/** What a statement is made of: each line with the fact that it comes from. */
export function StatementLineTable({ caption, labels, rows }: StatementLineTableProps) {
  return (
    <Table caption={caption} stack>
      <THead><TR><TH>{labels.on}</TH><TH>{labels.kind}</TH><TH>{labels.what}</TH><TH align="end">{labels.quantity}</TH><TH align="end">{labels.price}</TH><TH align="end">{labels.amount}</TH><TH align="end">{labels.tax}</TH>{labels.actions && <TH><span className="sr-only">{labels.actions}</span></TH>}</TR></THead>
      <TBody>
        {rows.map((row) => (
          <TR key={row.id}>
            <TH scope="row" className="whitespace-nowrap">{row.on}</TH>
            <TD label={labels.kind}>
              <span className="whitespace-nowrap">{row.kind}</span>{row.dispute && <span className="ms-2 inline-block"><SettlementBadge {...row.dispute} /></span>}
              <span className="block text-xs text-muted"><span className="whitespace-nowrap">{row.document}</span>{row.order && <> · <Link tone="quiet" href={row.order.href} className="whitespace-nowrap" aria-label={`${labels.order} ${row.order.number}`}>{row.order.number}</Link></>}</span>
            </TD>
            <TD label={labels.what} className="min-w-44">{row.sku && <CodeText className="block">{row.sku}</CodeText>}<span className="text-muted">{row.name}</span></TD>
            <TD label={labels.quantity} align="end">{row.quantity === null ? NONE : <>{row.quantity} {row.unit && <span className="text-muted">{row.unit}</span>}</>}</TD>
            <TD label={labels.price} align="end" muted>{row.price ?? NONE}</TD>
            <TD label={labels.amount} align="end" className="font-medium"><MoneyText>{row.amount}</MoneyText></TD>
            <TD label={labels.tax} align="end" muted className="min-w-36 whitespace-normal">{row.tax ? <>{row.tax.amount && <MoneyText>{row.tax.amount}</MoneyText>} <span className="block text-xs">{row.tax.rule}</span></> : NONE}</TD>
            {labels.actions && <TD align="end">{row.action}</TD>}
          </TR>
        ))}
      </TBody>
    </Table>
  )
}

export type StatementTaxTableProps = {
  caption: string
  labels: { rule: string; net: string; tax: string; accounted: string; adjusted: string }
  /** All already formatted. `tax` is what is charged, `accounted` what the partner owes its own authority; null where there is none. What accepted disputes changed is `adjusted`. */
  rows: readonly { id: string; rule: string; adjusted: boolean; net: string; tax: string | null; accounted: string | null }[]
}

/** What stands on a statement under each law and rate, and what disputes changed of it. */
export function StatementTaxTable({ caption, labels, rows }: StatementTaxTableProps) {
  return (
    <Table caption={caption} stack>
      <THead><TR><TH>{labels.rule}</TH><TH align="end">{labels.net}</TH><TH align="end">{labels.tax}</TH><TH align="end">{labels.accounted}</TH></TR></THead>
      <TBody>
        {rows.map((row) => (
          <TR key={row.id}>
            <TH scope="row">{row.rule}{row.adjusted && <Badge className="ms-2">{labels.adjusted}</Badge>}</TH>
            <TD label={labels.net} align="end"><MoneyText>{row.net}</MoneyText></TD>
            <TD label={labels.tax} align="end" className="font-medium">{row.tax ? <MoneyText>{row.tax}</MoneyText> : NONE}</TD>
            <TD label={labels.accounted} align="end" muted>{row.accounted ? <MoneyText>{row.accounted}</MoneyText> : NONE}</TD>
          </TR>
        ))}
      </TBody>
    </Table>
  )
}

export type StatementPartiesProps = {
  labels: { numbers: string }
  parties: readonly { role: string; legalName: string; address: string; taxNumbers: readonly string[] }[]
}

/** Both sides by law, as an invoice names them. */
export function StatementParties({ labels, parties }: StatementPartiesProps) {
  return (
    <DescriptionList items={parties.flatMap(({ role, legalName, address, taxNumbers }) => [
      { term: role, value: legalName, hint: address },
      { term: labels.numbers, value: taxNumbers.length === 0 ? NONE : taxNumbers.map((number) => <CodeText key={number} className="block whitespace-nowrap">{number}</CodeText>) },
    ])} />
  )
}

export type StatementTaxProps = {
  /** Nothing is said of tax where there are no rows. */
  taxes: { title: string } & Pick<StatementTaxTableProps, "labels" | "rows">
  /** A draft is between nobody yet. */
  parties: ({ title: string } & StatementPartiesProps) | null
}

/** What is taxed at which rate, and between whom: what an invoice has to say. */
export function StatementTax({ taxes: { title, ...table }, parties }: StatementTaxProps) {
  const taxes = table.rows.length > 0 && <Card title={title} flush><StatementTaxTable caption={title} {...table} /></Card>
  if (!parties) return taxes
  return <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">{taxes}<Card title={parties.title}><StatementParties {...parties} /></Card></div>
}

export type DisputeCardsProps = {
  labels: { statement: string; what: string; claim: string; answer: string; granted: string; correction: string }
  /** All already formatted; `statement` only where the disputes of several stand together. */
  disputes: readonly {
    id: string; title: string; status: SettlementState; raised: string; action: ReactNode; reason: string; statement: { number: string; href: string } | null
    line: { kind: string; on: string; document: ReactNode; sku: string | null; amount: string }
    claim: string; answer: { text: string; by: string } | null; granted: string | null
    /** The document of what was taken off, with its files. */
    correction: { number: string; on: string; files: ReactNode } | null
  }[]
}

/** Lines that a partner does not agree with: why, how much of it, and what the distributor answered. */
export function DisputeCards({ labels, disputes }: DisputeCardsProps) {
  return (
    <ul className="grid gap-3">
      {disputes.map(({ id, title, status, raised, action, reason, statement, line, claim, answer, granted, correction }) => (
        <li key={id}>
          <Card title={<span className="flex flex-wrap items-center gap-2">{title} <SettlementBadge {...status} /></span>} description={raised} actions={action}>
            <p className="mb-3 max-w-prose text-sm">{reason}</p>
            <DescriptionList items={[
              ...(statement ? [{ term: labels.statement, value: <Link href={statement.href}>{statement.number}</Link> }] : []),
              { term: labels.what, value: <>{line.kind}, {line.on}: {line.document}{line.sku && <> · <CodeText>{line.sku}</CodeText></>}</>, hint: <MoneyText>{line.amount}</MoneyText> },
              { term: labels.claim, value: <MoneyText strong>{claim}</MoneyText> },
              ...(answer ? [{ term: labels.answer, value: answer.text || NONE, hint: answer.by }] : []),
              ...(granted ? [{ term: labels.granted, value: <MoneyText strong>{granted}</MoneyText> }] : []),
              ...(correction ? [{ term: labels.correction, value: <CodeText>{correction.number}</CodeText>, hint: correction.on }] : []),
            ]} />
            {correction && <div className="mt-3 flex flex-wrap gap-2">{correction.files}</div>}
          </Card>
        </li>
      ))}
    </ul>
  )
}
