import { getTranslations } from "next-intl/server"
import { Alert, Badge, Link } from "@entrepot/ui"
import type { DisputeStatus, DisputeView } from "@entrepot/domain/billing/contract"
import type { MoneyJson } from "@entrepot/kernel"
import { isNothing } from "#invoices/amount.ts"
import { formats as theFormats } from "#server/formats.ts"
import type { Formats } from "../format.ts"

const TONE = { inquiry: "warning", needs_response: "warning", under_review: "info", won: "success", lost: "danger", closed: "neutral" } as const satisfies Record<DisputeStatus, string>
const ALERT = { inquiry: "warning", needs_response: "warning", under_review: "info", won: "success", lost: "danger", closed: "info" } as const satisfies Record<DisputeStatus, string>

/** What is disputed, what to do about it and by when; whoever paid sees that it was disputed, and no more. `withAccount`: on a page of several accounts. */
export async function Disputes({ disputes, withAccount = false }: { disputes: readonly DisputeView[]; withAccount?: boolean }) {
  if (disputes.length === 0) return null
  const [t, domain, formats] = await Promise.all([getTranslations("receivables.disputes"), getTranslations("domain"), theFormats()])
  return disputes.map((dispute) => <Dispute key={dispute.disputeId} dispute={dispute} withAccount={withAccount} t={t as never} domain={domain as never} formats={formats} />)
}

type Words = (key: string, values?: Record<string, string>) => string

function Dispute({ dispute: { amount, staff, accountId, accountName, invoices, paymentId }, withAccount, t, domain, formats }: { dispute: DisputeView; withAccount: boolean; t: Words; domain: Words; formats: Formats }) {
  if (!staff) return <Alert tone="info" title={t("customer", { amount: formats.money(amount) })}>{t("customerText")}</Alert>
  const reason = domain(`billing.dispute_reason.${staff.reason}`)
  return (
    <Alert tone={ALERT[staff.status]} title={t("heading", { amount: formats.money(amount) })}>
      <div className="grid gap-1">
        <p>{withAccount ? <><Link href={`/receivables/${accountId}`}>{accountName}</Link>{` · ${reason}`}</> : t("of", { account: accountName, reason })}</p>
        <p>{t(staff.status, { ref: staff.ref, by: staff.answerBy ? formats.instant(staff.answerBy) : t("noDay") })}</p>
        <p>{t("away", { amount: formats.money(staff.withdrawn), fee: formats.money(staff.fee) })} {!isNothing(staff.uncovered) && t("uncovered", { amount: formats.money(staff.uncovered) })}</p>
        <p className="flex flex-wrap gap-x-3">{invoices.map((invoice) => <Link key={invoice.invoiceId} href={`/invoices/${invoice.invoiceId}`}>{invoice.number}</Link>)}<Link href={`/payments?payment=${paymentId}`}>{t("toPayment")}</Link></p>
      </div>
    </Alert>
  )
}

/** On the payment's own line: how far it is, and by when to answer; how much only where that is not all of it. */
export function DisputeBadge({ dispute: { staff, amount }, paid, t, domain, formats }: { dispute: DisputeView; paid: MoneyJson; t: Words; domain: Words; formats: Pick<Formats, "money" | "instant"> }) {
  const notes = [...(amount.amount === paid.amount ? [] : [formats.money(amount)]), ...(staff?.answerBy ? [formats.instant(staff.answerBy)] : [])]
  return <><Badge tone={staff ? TONE[staff.status] : "info"}>{staff ? t("badge", { state: domain(`billing.dispute.${staff.status}`) }) : t("badgePlain")}</Badge>{notes.length > 0 && <span className="text-sm text-muted"> {notes.join(" · ")}</span>}</>
}
