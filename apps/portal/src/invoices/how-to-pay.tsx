import { Alert, DescriptionList } from "@entrepot/ui"
import { cardRefusal, type InvoiceView } from "@entrepot/domain/billing/contract"
import type { Formats } from "../format.ts"

type Words = (key: string, values?: Record<string, string | number>) => string
type Props = { invoice: InvoiceView; t: Words; domain: Words; formats: Formats }

/** The terms, and where to send money to by hand. */
export function HowToPay({ invoice, t, domain, formats }: Props) {
  const { remitTo, discount, dueOn, netDays, number, open } = invoice
  const refused = cardRefusal(open)
  return (
    <div className="grid gap-3">
      <p className="text-sm">{t(netDays === 0 ? "dueAtOnce" : "dueBy", { day: dueOn ? formats.day(dueOn) : "", days: netDays })}</p>
      {discount?.inTime && <Alert tone="info">{t("discountUntil", { percent: formats.percent(discount.percent), amount: formats.money(discount.amount), day: formats.day(discount.until) })}</Alert>}
      {refused && <Alert tone="info">{domain(refused.code, refused.facts)}</Alert>}
      {remitTo.iban || remitTo.accountNumber ? (
        <DescriptionList items={[
          { term: t("remit.holder"), value: remitTo.holder || "–" }, ...(remitTo.iban ? [{ term: "IBAN", value: <span className="break-all">{remitTo.iban.replace(/(.{4})(?=.)/g, "$1 ")}</span> }] : []),
          ...(remitTo.accountNumber ? [{ term: t("remit.accountNumber"), value: remitTo.accountNumber }] : []), ...(remitTo.routingNumber ? [{ term: t("remit.routingNumber"), value: remitTo.routingNumber }] : []), ...(remitTo.bic ? [{ term: "BIC", value: remitTo.bic }] : []),
          ...(remitTo.bank ? [{ term: t("remit.bank"), value: remitTo.bank }] : []), { term: t("remit.reference"), value: number ?? "–" }, { term: t("remit.amount"), value: formats.money(open) },
        ]} />
      ) : <p className="text-sm text-muted">{t("noRemitTo")}</p>}
    </div>
  )
}
