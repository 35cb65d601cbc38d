import { FileMinus } from "lucide-react"
import { LinkButton } from "@entrepot/ui"
import type { InvoiceView } from "@entrepot/domain/billing/contract"
import { whyNot } from "@entrepot/domain/tenancy/contract"

type Words = { (key: string): string; has: (key: string) => boolean }

/** Leads to crediting an invoice, or says why there is nothing to credit. Whoever has no business with it does not see it. */
export function CreditAction({ invoice, label, domain }: { invoice: Pick<InvoiceView, "invoiceId" | "status" | "actions">; label: string; domain: Words }) {
  const { credit } = invoice.actions
  if (invoice.status === "draft" || (!credit.allowed && credit.why === "tenancy.not_permitted")) return null
  return <LinkButton href={`/invoices/${invoice.invoiceId}/credit`} icon={<FileMinus aria-hidden />} disabledReason={whyNot(credit, domain)}>{label}</LinkButton>
}
