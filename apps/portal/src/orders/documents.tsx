import { Card, EmptyState, Link, MoneyText } from "@entrepot/ui"
import type { TrailInvoice } from "@entrepot/domain/billing/contract"
import type { OrderEntry } from "@entrepot/domain/settlement/contract"
import type { OrderOrigin } from "@entrepot/domain/subscriptions"
import type { Formats } from "../format.ts"
import { sumOf } from "../invoices/amount.ts"
import { InvoiceTrail } from "../invoices/trail.tsx"

type Words = { (key: string, values?: Record<string, string | number>): string }
/** What an order came from and led to; null is what the reader may not see. */
export type OrderDocuments = { readonly origin: OrderOrigin | null; readonly invoices: readonly TrailInvoice[] | null; readonly settlement: readonly OrderEntry[] | null }
type Props = { documents: OrderDocuments; t: Words; invoices: Words; domain: Words; formats: Formats; /** Whether the reader may look at the list of all payments. */ payments: boolean }

/** The papers of an order: the subscription that made it, its invoices with what is open, credit notes and payments, and what is settled with the distributor. */
export function Documents({ documents: { origin, invoices, settlement }, t, invoices: say, domain, formats, payments }: Props) {
  if (!origin && !invoices && !settlement) return null
  return (
    <Card title={t("documents.title")}>
      {!origin && !invoices?.length && !settlement?.length ? <EmptyState level={3} title={t("documents.none")} description={t("documents.noneText")} /> : (
        <div className="grid gap-4 text-sm">
          {origin && <p><Link href={`/subscriptions/${origin.subscriptionId}`} className="font-medium">{origin.number}</Link> {origin.name}<span className="block text-muted">{t("documents.dateOf", { day: formats.day(origin.dueOn) })}</span></p>}
          {invoices && invoices.length > 0 && <InvoiceTrail rows={invoices} t={say} domain={domain} formats={formats} payments={payments} />}
          {settlement && settlement.length > 0 && <Settled entries={settlement} t={t} formats={formats} />}
        </div>
      )}
    </Card>
  )
}

/** What the distributor charges for the order, by the statement on which it stands. */
function Settled({ entries, t, formats }: { entries: readonly OrderEntry[]; t: Words; formats: Formats }) {
  const keyOf = ({ statement, amount }: OrderEntry) => `${statement?.statementId ?? ""} ${amount.currency}`
  const parts = [...new Set(entries.map(keyOf))].map((key) => entries.filter((entry) => keyOf(entry) === key))
  return (
    <ul className="grid gap-1" aria-label={t("documents.settled")}>
      {parts.map(([first, ...more]) => (
        <li key={keyOf(first!)} className="flex flex-wrap justify-between gap-x-2">
          <span>{t("documents.settled")}: {first!.statement ? <Link href={`/settlement/${first!.statement.statementId}`}>{first!.statement.number}</Link> : <Link href="/settlement/next">{t("documents.nextStatement")}</Link>}</span>
          <MoneyText>{formats.money(sumOf([first!, ...more].map(({ amount }) => amount), first!.amount.currency))}</MoneyText>
        </li>
      ))}
    </ul>
  )
}
