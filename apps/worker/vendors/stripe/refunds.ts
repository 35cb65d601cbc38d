import type Stripe from "stripe"
import type { Merchant, RefundOutcome, RefundPayment } from "@entrepot/domain/billing"
import { toStripeAmount } from "./amounts.ts"
import { failureOf, isMissing, refusalOfRead } from "./failures.ts"
import { isReplayed, on } from "./requests.ts"
import { refundOutcome, versionOf } from "./outcomes.ts"
import { findSince } from "./search.ts"

type ReadRefund = { readonly merchant: Merchant; readonly refundRef: string | null; readonly refundId: string }

export async function sendRefund(stripe: Stripe, { merchant, refundId, paymentRef, amount, reason }: RefundPayment): Promise<RefundOutcome> {
  const exact = toStripeAmount(amount)
  if (!exact) return { status: "failed", version: versionOf(undefined, "failed"), refundRef: null, code: "amount_not_expressible" }
  const metadata = { network_id: String(merchant.networkId), tenant_id: String(merchant.tenantId), refund_id: refundId, reason: reason.slice(0, 500) || "-" }
  try {
    const refund = await stripe.refunds.create({ payment_intent: paymentRef, amount: exact.amount, metadata }, { ...on(merchant), idempotencyKey: `refund-${refundId}` })
    return isReplayed(refund.lastResponse.headers) ? await readRefund(stripe, { merchant, refundRef: refund.id, refundId }) : refundOutcome(refund, refund.lastResponse.headers)
  } catch (thrown) {
    const { what, error } = failureOf(thrown)
    if (what === "unknown") return { status: "unknown", version: versionOf(error.headers, "unknown"), message: error.message }
    return { status: "failed", version: versionOf(error.headers, "failed"), refundRef: null, code: error.code ?? error.type }
  }
}

export async function readRefund(stripe: Stripe, { merchant, refundRef, refundId }: ReadRefund): Promise<RefundOutcome> {
  try {
    const id = refundRef ?? (await findSince(refundId, (created) => stripe.refunds.list({ created, limit: 100 }, on(merchant)), ({ metadata }) => metadata?.["refund_id"] === refundId))?.id
    if (id === undefined) return { status: "not_found", version: versionOf(undefined, "not_found") }
    const refund = await stripe.refunds.retrieve(id, {}, on(merchant))
    return refundOutcome(refund, refund.lastResponse.headers)
  } catch (error) {
    const refused = refusalOfRead(error)
    if (isMissing(refused)) return { status: "not_found", version: versionOf(refused.headers, "not_found") }
    throw refused
  }
}
