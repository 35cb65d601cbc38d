import type Stripe from "stripe"
import { newId } from "../account.ts"
import { checkGranularity } from "../amounts.ts"
import { invalid, refused } from "../api-error.ts"
import { route, type Call, type Route } from "../call.ts"
import { expand, integer, metadata, momentRange, oneOf, paging, parametersOf, text, type Read } from "../fields.ts"
import { isCreatedWithin, pageOf } from "../lists.ts"
import { makeBalanceTransaction } from "./charges.ts"

const create = parametersOf<Stripe.RefundCreateParams>()({ amount: integer, charge: text(), metadata, payment_intent: text(), reason: oneOf("duplicate", "fraudulent", "requested_by_customer"), ...expand }, [
  "currency", "customer", "instructions_email", "origin", "refund_application_fee", "reverse_transfer",
])
const retrieve = parametersOf<Stripe.RefundRetrieveParams>()(expand, [])
const list = parametersOf<Stripe.RefundListParams>()({ ...paging, ...expand, charge: text(), created: momentRange, payment_intent: text() }, [])

export const refunds: readonly Route[] = [
  route("POST", "/v1/refunds", create, createRefund),
  route("GET", "/v1/refunds", list, ({ account }, { charge, created, payment_intent, ...page }) =>
    pageOf(account.list("refund").filter((each) => isCreatedWithin(each.created, created) && (charge ?? each.charge) === each.charge && (payment_intent ?? each.payment_intent) === each.payment_intent), page, "/v1/refunds")),
  route("GET", "/v1/refunds/{id}", retrieve, ({ account }, _given, id) => account.get("refund", id)),
]

function createRefund(call: Call, given: Read<typeof create.fields>): Stripe.Refund {
  const charge = chargeOf(call, given)
  const left = charge.amount - charge.amount_refunded
  if (!charge.paid) throw refused(`Charge ${charge.id} was not successful and cannot be refunded.`, { code: "charge_not_refundable" })
  if (left === 0) throw refused(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" })
  const amount = given.amount ?? left
  if (amount < 1) throw invalid("Invalid positive integer", { param: "amount", code: "parameter_invalid_integer" })
  if (amount > left) throw invalid(`Refund amount (${amount} ${charge.currency}) is greater than unrefunded amount on charge (${left} ${charge.currency})`, { param: "amount" })
  checkGranularity(amount, charge.currency)
  const id = newId("re")
  const balance = makeBalanceTransaction(call.account, { amount: -amount, currency: charge.currency, source: id, type: "refund", now: call.now })
  const refund = {
    id, object: "refund", amount, balance_transaction: balance.id, charge: charge.id, created: call.now, currency: charge.currency, customer: charge.customer, customer_account: null, metadata: given.metadata ?? {},
    payment_intent: charge.payment_intent, payment_method: charge.payment_method, reason: given.reason ?? null, receipt_number: null, source_transfer_reversal: null, status: "succeeded", transfer_reversal: null,
  } satisfies Stripe.Refund
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount
  call.emit("refund.created", call.account.put("refund", refund))
  call.emit("charge.refunded", charge)
  return refund
}

/** A bank sends a refund back, days after it was paid. */
export function failRefund(call: Call, refund: Stripe.Refund): void {
  const charge = call.account.get("charge", refund.charge as string)
  const balance = makeBalanceTransaction(call.account, { amount: refund.amount, currency: refund.currency, source: refund.id, type: "refund", now: call.now })
  Object.assign(refund, { status: "failed", failure_reason: "lost_or_stolen_card", failure_balance_transaction: balance.id })
  charge.amount_refunded -= refund.amount
  charge.refunded = false
  call.emit("refund.updated", refund)
  call.emit("refund.failed", refund)
}

/** Somebody pays money back on Stripe's own pages. */
export function refundByHand(call: Call, charge: Stripe.Charge, amount: number): Stripe.Refund {
  return createRefund(call, { charge: charge.id, amount })
}

function chargeOf({ account }: Call, given: Read<typeof create.fields>): Stripe.Charge {
  if (given.charge !== undefined) return account.get("charge", given.charge, "charge")
  if (given.payment_intent === undefined) throw invalid("One of the following params should be provided for this request: payment_intent or charge.", { code: "parameter_missing" })
  const intent = account.get("payment_intent", given.payment_intent, "payment_intent")
  if (intent.status !== "succeeded") throw refused("This PaymentIntent does not have a successful charge to refund.", { code: "payment_intent_unexpected_state", param: "payment_intent" })
  return account.get("charge", intent.latest_charge as string)
}
