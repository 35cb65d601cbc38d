import { CodeText, Link, Table, TBody, TD, TFoot, TH, THead, TR } from "@entrepot/ui"
import { PAID_BY, type StatementEntry, type StatementView } from "@entrepot/domain/billing/contract"
import type { Formats } from "../format.ts"

type Words = (key: string, values?: Record<string, string | number>) => string
type Props = { statement: StatementView; t: Words; domain: Words; formats: Formats }

/** Each document of the period with the balance after it. */
export function StatementEntries({ statement, t, domain, formats }: Props) {
  const edge = (label: string, value: string) => <TR><TD className="max-sm:hidden" /><TH scope="row" className="font-semibold">{label}</TH><TD className="max-sm:hidden" /><TD className="max-sm:hidden" /><TD align="end" label={t("balance")} className="font-semibold">{value}</TD></TR>
  return (
    <Table caption={t("entries")} stack>
      <THead><TR><TH>{t("date")}</TH><TH>{t("document")}</TH><TH align="end">{t("debit")}</TH><TH align="end">{t("credit")}</TH><TH align="end">{t("balance")}</TH></TR></THead>
      <TBody>
        {edge(t("opening"), formats.money(statement.opening))}
        {statement.entries.map((entry, index) => (
          <TR key={`${entry.documentId}-${entry.kind}-${index}`}>
            <TD label={t("date")} className="whitespace-nowrap">{formats.day(entry.on)}</TD>
            <TH scope="row" className="font-normal">{domain(`billing.entry.${entry.kind}`)} <Named entry={entry} />{entry.reference && <span className="block text-sm text-muted">{PAID_BY.some((by) => by === entry.reference) ? domain(`billing.paid_by.${entry.reference}`) : entry.reference}</span>}{entry.occurredOn && <span className="block text-sm text-muted">{t("occurredOn", { day: formats.day(entry.occurredOn) })}</span>}</TH>
            <TD align="end" label={t("debit")}>{entry.debit ? formats.money(entry.debit) : ""}</TD>
            <TD align="end" label={t("credit")}>{entry.credit ? formats.money(entry.credit) : ""}</TD>
            <TD align="end" label={t("balance")}>{formats.money(entry.balance)}</TD>
          </TR>
        ))}
      </TBody>
      <TFoot>{edge(t("closing"), formats.money(statement.closing))}</TFoot>
    </Table>
  )
}

function Named({ entry }: { entry: StatementEntry }) {
  if (entry.kind === "invoice") return <Link tone="quiet" href={`/invoices/${entry.documentId}`}><CodeText>{entry.number}</CodeText></Link>
  if (entry.kind === "credit_note") return <Link tone="quiet" href={`/credit-notes/${entry.documentId}`}><CodeText>{entry.number}</CodeText></Link>
  return <CodeText>{entry.number}</CodeText>
}
