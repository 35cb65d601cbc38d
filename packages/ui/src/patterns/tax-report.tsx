import type { ReactNode } from "react"
import { cn } from "../cn.ts"
import { Badge } from "../primitives/badge.tsx"
import { Button } from "../primitives/button.tsx"
import { Card } from "../primitives/card.tsx"
import { Alert, EmptyState } from "../primitives/feedback.tsx"
import { Field } from "../primitives/field.tsx"
import { Input } from "../primitives/input.tsx"
import { Link } from "../primitives/link.tsx"
import { RowKeys } from "../primitives/row-keys.tsx"
import { Stat } from "../primitives/stat.tsx"
import { Table, TBody, TD, TH, THead, TR } from "../primitives/table.tsx"
import { LinkTabs } from "../primitives/tabs.tsx"
import { CodeText, MoneyText } from "../primitives/text.tsx"
import { FilterBar, StatGrid } from "./page.tsx"

type Labels = { law: string; treatment: string; rate: string; documents: string; net: string; payable: string; recoverable: string; total: string }
type Amounts = { net: string; payable: string; recoverable: string }
type Foreign = { currency: string; net: string; payable: string | null; recoverable: string | null }

/** All already formatted, in the books' own currency. */
export type TaxReportProps = {
  filter: { labels: { views: string; filters: string; from: string; until: string; show: string }; path: string; from: string; until: string; error: string | null; spans: readonly { label: string; href: string; current: boolean }[] }
  agreement: {
    agrees: boolean; title: string; text: string | null; caption: string; labels: { account: string; books: string; report: string; difference: string }
    rows: readonly { id: string; code: string; name: string; href: string | null; books: string; report: string; difference: string; differs: boolean }[]
  }
  /** That some documents do not say why they are taxed as they are. */
  unrecorded: { title: string; text: string } | null
  stats: readonly { label: string; value: string }[]
  sides: readonly TaxSideProps[]
  /** What returns ask for beside the sums; a table without rows is left out. */
  further: readonly { caption: string; columns: readonly { label: string; end?: boolean }[]; rows: readonly { id: string; cells: readonly string[] }[] }[]
  empty: { title: string; text: string }
}

export type TaxSideProps = {
  id: string; title: string; labels: Labels; all: { href: string; label: string }
  /** Only a purchase has tax that is due back. */
  recovers: boolean
  rows: readonly (Amounts & { id: string; href: string; law: string; treatment: string; rate: string; documents: string; foreign: readonly Foreign[] })[]
  total: Amounts & { documents: string }
}

/** What a legal entity owes of tax for some days: the period, whether the books agree, each side by law, treatment and rate, and what returns ask for beside. */
export function TaxReport({ filter, agreement, unrecorded, stats, sides, further, empty }: TaxReportProps) {
  return (
    <>
      <TaxPeriod {...filter} />
      <Alert tone={agreement.agrees ? "success" : "danger"} title={agreement.title}>{agreement.text}</Alert>
      {unrecorded && <Alert tone="info" title={unrecorded.title}>{unrecorded.text}</Alert>}
      {stats.length > 0 && <StatGrid>{stats.map(({ label, value }) => <Stat key={label} label={label} value={value} />)}</StatGrid>}
      {sides.length === 0 && <Card flush><EmptyState title={empty.title} description={empty.text} /></Card>}
      {sides.map((side) => <Card key={side.id} title={side.title} flush actions={<Link href={side.all.href} aria-label={`${side.all.label}: ${side.title}`}>{side.all.label}</Link>}><TaxSideTable {...side} /></Card>)}
      {further.map(({ caption, columns, rows }) => <Card key={caption} title={caption} flush><FurtherTable caption={caption} columns={columns} rows={rows} /></Card>)}
      {agreement.rows.length > 0 && <Card title={agreement.caption} flush><AgreementTable {...agreement} /></Card>}
    </>
  )
}

/** The spans that are asked for most, and any other; the address keeps both, without a script. */
function TaxPeriod({ labels, path, from, until, error, spans }: TaxReportProps["filter"]) {
  return (
    <div className="grid gap-3">
      <LinkTabs label={labels.views} tabs={spans} />
      <form action={path} method="get">
        <FilterBar label={labels.filters}>
          <Field label={labels.from} name="from" error={error ?? undefined}><Input type="date" name="from" defaultValue={from} key={from} required /></Field>
          <Field label={labels.until} name="until"><Input type="date" name="until" defaultValue={until} key={until} required /></Field>
          <Button type="submit" className="self-end">{labels.show}</Button>
        </FilterBar>
      </form>
    </div>
  )
}

function TaxSideTable({ title, labels, recovers, rows, total }: TaxSideProps) {
  return (
    <RowKeys>
      <Table caption={title} stack>
        <THead><TR><TH>{labels.law}</TH><TH>{labels.treatment}</TH><TH align="end">{labels.rate}</TH><TH align="end">{labels.documents}</TH><TH align="end">{labels.net}</TH><TH align="end">{labels.payable}</TH>{recovers && <TH align="end">{labels.recoverable}</TH>}</TR></THead>
        <TBody>
          {rows.map((row, at) => (
            <TR key={row.id} data-row tabIndex={at === 0 ? 0 : -1}>
              <TH scope="row"><Link data-row-link tone="quiet" href={row.href} className="font-medium">{row.law}</Link></TH>
              <TD label={labels.treatment}>{row.treatment}</TD>
              <TD label={labels.rate} align="end">{row.rate}</TD>
              <TD label={labels.documents} align="end" muted>{row.documents}</TD>
              <Amount label={labels.net} own={row.net} foreign={row.foreign.map(({ net }) => net)} />
              <Amount label={labels.payable} own={row.payable} foreign={row.foreign.map(({ payable }) => payable)} strong />
              {recovers && <Amount label={labels.recoverable} own={row.recoverable} foreign={row.foreign.map(({ recoverable }) => recoverable)} strong />}
            </TR>
          ))}
        </TBody>
        {/* A row like the others, because the foot of a table is not stacked on a phone. */}
        <TBody><TR><TH scope="row" colSpan={3} className="font-semibold">{labels.total}</TH><TD label={labels.documents} align="end" className="font-semibold">{total.documents}</TD><TD label={labels.net} align="end" className="font-semibold">{total.net}</TD><TD label={labels.payable} align="end" className="font-semibold">{total.payable}</TD>{recovers && <TD label={labels.recoverable} align="end" className="font-semibold">{total.recoverable}</TD>}</TR></TBody>
      </Table>
    </RowKeys>
  )
}

function Amount({ label, own, foreign, strong = false }: { label: string; own: string; foreign: readonly (string | null)[]; strong?: boolean }) {
  return <TD label={label} align="end" className={cn(strong && "font-medium")}><MoneyText>{own}</MoneyText>{foreign.map((text) => text && <MoneyText key={text} muted className="block text-xs">{text}</MoneyText>)}</TD>
}

function FurtherTable({ caption, columns, rows }: TaxReportProps["further"][number]) {
  return (
    <Table caption={caption} stack>
      <THead><TR>{columns.map(({ label, end }) => <TH key={label} {...(end && { align: "end" as const })}>{label}</TH>)}</TR></THead>
      <TBody>{rows.map(({ id, cells }) => <TR key={id}>{cells.map((cell, at) => (at === 0 ? <TH key={columns[at]!.label} scope="row">{cell}</TH> : <TD key={columns[at]!.label} label={columns[at]!.label} {...(columns[at]!.end && { align: "end" as const })}>{cell}</TD>))}</TR>)}</TBody>
    </Table>
  )
}

function AgreementTable({ caption, labels, rows }: TaxReportProps["agreement"]) {
  return (
    <Table caption={caption} stack density="tight">
      <THead><TR><TH>{labels.account}</TH><TH align="end">{labels.books}</TH><TH align="end">{labels.report}</TH><TH align="end">{labels.difference}</TH></TR></THead>
      <TBody>
        {rows.map((row) => (
          <TR key={row.id}>
            <TH scope="row">{row.href ? <Link tone="quiet" href={row.href}><CodeText className="me-2 text-muted">{row.code}</CodeText>{row.name}</Link> : row.name}</TH>
            <TD label={labels.books} align="end">{row.books}</TD>
            <TD label={labels.report} align="end">{row.report}</TD>
            <TD label={labels.difference} align="end">{row.differs ? <Badge tone="danger">{row.difference}</Badge> : row.difference}</TD>
          </TR>
        ))}
      </TBody>
    </Table>
  )
}

export type TaxDocumentTableProps = {
  caption: string
  /** The way to a document, in the app's own addresses. */
  link: (document: { kind: string; id: string; number: string }) => ReactNode
  labels: Labels & { booked: string; document: string; party: string; own: string }
  rows: readonly (Amounts & { id: string; kind: string; documentId: string; number: string; statement: { statementId: string; number: string | null } | null; booked: string; dated: string | null; party: string; partyNumber: string | null; law: string; treatment: string; own: string | null })[]
}

/** Documents with their part of a row of the report; another day than that of the books, and another currency, stand below. */
export function TaxDocumentTable({ caption, labels, rows, link }: TaxDocumentTableProps) {
  return (
    <Table caption={caption} stack>
      <THead><TR><TH>{labels.booked}</TH><TH>{labels.document}</TH><TH>{labels.party}</TH><TH>{labels.treatment}</TH><TH align="end">{labels.net}</TH><TH align="end">{labels.payable}</TH><TH align="end">{labels.recoverable}</TH></TR></THead>
      <TBody>
        {rows.map((row) => (
          <TR key={row.id}>
            <TH scope="row" className="whitespace-nowrap">{row.booked}{row.dated && <span className="block text-xs font-normal text-muted">{row.dated}</span>}</TH>
            <TD label={labels.document}>{link({ kind: row.kind, id: row.documentId, number: row.number })}{row.statement?.number && <span className="block text-xs">{link({ kind: "statement", id: row.statement.statementId, number: row.statement.number })}</span>}</TD>
            <TD label={labels.party}>{row.party}{row.partyNumber && <CodeText className="block text-xs text-muted">{row.partyNumber}</CodeText>}</TD>
            <TD label={labels.treatment}>{row.law}<span className="block text-xs text-muted">{row.treatment}</span></TD>
            <TD label={labels.net} align="end"><MoneyText>{row.net}</MoneyText>{row.own && <MoneyText muted className="block text-xs">{row.own}</MoneyText>}</TD>
            <TD label={labels.payable} align="end" className="font-medium"><MoneyText>{row.payable}</MoneyText></TD>
            <TD label={labels.recoverable} align="end"><MoneyText>{row.recoverable}</MoneyText></TD>
          </TR>
        ))}
      </TBody>
    </Table>
  )
}
