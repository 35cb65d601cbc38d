import type Stripe from "stripe"
import type { DisputeOutcome, Merchant, ProviderRefund } from "@entrepot/domain/billing"
import { isUuid } from "@entrepot/kernel"
import { fromStripeAmount } from "./amounts.ts"
import { refusalOfRead } from "./failures.ts"
import { refundOutcome, versionAt } from "./outcomes.ts"
import { on } from "./requests.ts"

type Headers = Readonly<Record<string, unknown>> | undefined

/** Far more than any tenant has in some weeks; throws rather than say that it has seen everything. */
const MOST_SEEN = 5_000

/** Stripe's states as ours. An appeal is a dispute that goes on; one that was prevented or only asked about ends without a word on who was right. */
const STATUS: Readonly<Record<string, DisputeOutcome["status"]>> = {
  warning_needs_response: "inquiry", warning_under_review: "under_review", warning_closed: "closed", prevented: "closed", needs_response: "needs_response", under_review: "under_review", appeal_needs_response: "needs_response",
  appeal_under_review: "under_review", won: "won", lost: "lost",
}

/**
 * A dispute as it is now. What is away is the sum of its balance transactions: one takes it, another gives it back. Where the account is kept in
 * another currency than the payment's, they say only whether it is away.
 */
export function disputeOutcome(dispute: Stripe.Dispute, headers: Headers): DisputeOutcome {
  const { id, amount, currency, balance_transactions: movements, created, evidence_details: evidence } = dispute
  const status = STATUS[dispute.status] ?? "under_review"
  const inCurrency = movements.every((each) => each.currency === currency)
  const away = -movements.reduce((sum, each) => sum + each.amount, 0)
  const withdrawn = inCurrency ? Math.max(0, away) : away > 0 ? amount : 0
  const fee = { amount: movements.reduce((sum, each) => sum + each.fee, 0), currency: movements[0]?.currency ?? currency }
  const answers = status === "inquiry" || status === "needs_response"
  return {
    disputeRef: id, paymentRef: idOf(dispute.payment_intent), version: versionAt(headers, Math.min(9, 3 * movements.length + RANK[status])), status, reason: dispute.reason, amount: fromStripeAmount({ amount, currency }), withdrawn: fromStripeAmount({ amount: withdrawn, currency }), fee: fromStripeAmount(fee),
    evidenceDueAt: answers && evidence.due_by !== null ? instant(evidence.due_by) : null, openedAt: instant(created),
  }
}

/** How far a state is; what has moved more money is further, because no state takes that back. */
const RANK = { inquiry: 0, needs_response: 0, under_review: 1, won: 2, lost: 2, closed: 2 } as const

const instant = (seconds: number) => new Date(seconds * 1_000).toISOString()
const idOf = (object: string | { readonly id: string } | null): string | null => (typeof object === "string" ? object : (object?.id ?? null))

/** Whoever owns the account may write what they like on an object: what is no id of ours is none. */
export function providerRefund(refund: Stripe.Refund, headers: Headers): ProviderRefund {
  const mark = refund.metadata?.["refund_id"]
  return { refundId: isUuid(mark) ? mark : null, paymentRef: idOf(refund.payment_intent), reason: refund.metadata?.["reason"] ?? refund.reason ?? "", outcome: refundOutcome(refund, headers) }
}

/** The refunds of one payment. */
export async function refundsOf(stripe: Stripe, merchant: Merchant, payment_intent: string): Promise<readonly ProviderRefund[]> {
  return listed((page) => stripe.refunds.list({ payment_intent, ...page }, on(merchant)), providerRefund)
}

/** Everything that was disputed or paid back since. Reading changes nothing, so that whatever keeps us from it is an outage. */
export async function readReversals(stripe: Stripe, { merchant, since }: { readonly merchant: Merchant; readonly since: string }): Promise<{ readonly disputes: readonly DisputeOutcome[]; readonly refunds: readonly ProviderRefund[] }> {
  const created = { gte: Math.floor(Date.parse(since) / 1_000) }
  try {
    const disputes = await listed((page) => stripe.disputes.list({ created, ...page }, on(merchant)), disputeOutcome)
    return { disputes, refunds: await listed((page) => stripe.refunds.list({ created, ...page }, on(merchant)), providerRefund) }
  } catch (error) {
    throw refusalOfRead(error)
  }
}

/** Every page of a list, each with the moment at which it was answered. */
async function listed<T extends { readonly id: string }, R>(list: (page: Stripe.PaginationParams) => Promise<Stripe.Response<Stripe.ApiList<T>>>, read: (each: T, headers: Headers) => R): Promise<R[]> {
  const found: R[] = []
  let after: string | undefined
  for (;;) {
    const page = await list({ limit: 100, ...(after && { starting_after: after }) })
    found.push(...page.data.map((each) => read(each, page.lastResponse.headers)))
    after = page.data.at(-1)?.id
    if (!page.has_more || after === undefined) return found
    if (found.length >= MOST_SEEN) throw new Error(`More than ${MOST_SEEN} disputes or refunds are listed; not all of them were looked at.`)
  }
}
