import { Link, MoneyText, StatusBadge } from "@entrepot/ui"
import type { TrailInvoice } from "@entrepot/domain/billing/contract"
import type { Formats } from "../format.ts"
import { isNothing } from "./amount.ts"
import { InvoiceStatusBadges } from "./status.tsx"

type Words = { (key: string, values?: Record<string, string | number>): string }
type Props = { rows: readonly TrailInvoice[]; /** Of invoices. */ t: Words; domain: Words; formats: Formats; /** Whether the reader may look at the list of all payments. */ payments: boolean }

const NOTE_TONE = { awaiting_approval: "warning", issued: "success", rejected: "neutral", withdrawn: "neutral" } as const

/** Invoices on the page of what they came from: how each stands, what corrects it and what was paid, every document a link. */
export function InvoiceTrail({ rows, t, domain, formats, payments }: Props) {
  return (
    <ul className="grid gap-4 text-sm">
      {rows.map((invoice) => (
        <li key={invoice.invoiceId} className="grid gap-1">
          <span className="flex flex-wrap items-center gap-2"><Link href={`/invoices/${invoice.invoiceId}`} className="font-medium whitespace-nowrap">{invoice.number}</Link><InvoiceStatusBadges status={invoice.status} overdueDays={invoice.overdueDays} t={t} domain={domain} /></span>
          <span className="flex flex-wrap justify-between gap-x-2 text-muted"><span>{formats.day(invoice.issuedOn)}{invoice.shipmentNumber && ` · ${invoice.shipmentNumber}`}</span>
            <MoneyText>{isNothing(invoice.open) ? formats.money(invoice.total) : t("openOf", { open: formats.money(invoice.open), total: formats.money(invoice.total) })}</MoneyText></span>
          {invoice.creditNotes.map((note) => (
            <span key={note.creditNoteId} className="flex flex-wrap justify-between gap-x-2 ps-3"><span><Link href={`/credit-notes/${note.creditNoteId}`}>{note.number ?? t("creditNote")}</Link>{note.status !== "issued" && <> <StatusBadge tone={NOTE_TONE[note.status]}>{domain(`billing.credit_note.${note.status}`)}</StatusBadge></>}</span><MoneyText>{formats.money(note.total)}</MoneyText></span>
          ))}
          {invoice.clearings.filter(({ kind, sourceId }) => kind !== "credit" || invoice.creditNotes.every(({ creditNoteId }) => creditNoteId !== sourceId)).map((clearing, index) => <Cleared key={index} clearing={clearing} t={t} domain={domain} formats={formats} payments={payments} />)}
        </li>
      ))}
    </ul>
  )
}

/** What was taken off; a credit note of the invoice itself stands above already. */
function Cleared({ clearing: { kind, sourceId, paidBy, on, amount }, t, domain, formats, payments }: Omit<Props, "rows"> & { clearing: TrailInvoice["clearings"][number] }) {
  const what = paidBy && kind === "payment" ? domain(`billing.paid_by.${paidBy}`) : t(`clearing.${kind}`)
  return (
    <span className="flex flex-wrap justify-between gap-x-2 ps-3"><span>{kind === "payment" && sourceId && payments ? <Link href={`/payments?payment=${sourceId}`}>{what}</Link> : what} <span className="text-muted">{formats.day(on)}</span></span><MoneyText>{formats.money(amount)}</MoneyText></span>
  )
}
