import type Stripe from "stripe"
import { newId } from "../account.ts"
import { refused } from "../api-error.ts"
import { route, type Call, type Route } from "../call.ts"
import { expand, momentRange, paging, parametersOf, text } from "../fields.ts"
import { isCreatedWithin, pageOf } from "../lists.ts"
import { makeBalanceTransaction } from "./charges.ts"

const list = parametersOf<Stripe.DisputeListParams>()({ ...paging, ...expand, charge: text(), created: momentRange, payment_intent: text() }, [])
const retrieve = parametersOf<Stripe.DisputeRetrieveParams>()(expand, [])
const close = parametersOf<Stripe.DisputeCloseParams>()(expand, [])

export const disputes: readonly Route[] = [
  route("GET", "/v1/disputes", list, ({ account }, { charge, created, payment_intent, ...page }) =>
    pageOf(account.list("dispute").filter((each) => isCreatedWithin(each.created, created) && (charge ?? each.charge) === each.charge && (payment_intent ?? each.payment_intent) === each.payment_intent), page, "/v1/disputes")),
  route("GET", "/v1/disputes/{id}", retrieve, ({ account }, _given, id) => account.get("dispute", id)),
  route("POST", "/v1/disputes/{id}/close", close, (call, _given, id) => {
    const dispute = call.account.get("dispute", id)
    if (dispute.status !== "needs_response") throw refused("This dispute is already closed.", { code: "charge_disputed" })
    return decideDispute(call, dispute, "lost")
  }),
]

const ANSWER_DAYS = 9
/** What Stripe keeps for one, in the smallest unit. */
const FEE = 2_000

export type Disputing = { readonly amount?: number; readonly reason?: string; /** The bank asks first, and takes nothing yet. */ readonly inquiry?: boolean }

/** The holder of a card goes to their bank. The bank takes the money at once, unless it only asks. */
export function disputeCharge(call: Call, charge: Stripe.Charge, { amount = charge.amount - charge.amount_refunded, reason = "product_not_received", inquiry = false }: Disputing): Stripe.Dispute {
  const method = call.account.find("payment_method", charge.payment_method ?? "")?.card
  const dispute = {
    id: newId("du"), object: "dispute", amount, balance_transactions: [], charge: charge.id, created: call.now, currency: charge.currency, enhanced_eligibility_types: [], evidence: NO_EVIDENCE,
    evidence_details: { due_by: call.now + ANSWER_DAYS * 86_400, enhanced_eligibility: {}, has_evidence: false, past_due: false, submission_count: 0, submission_method: "not_submitted" }, intended_submission_method: null,
    is_charge_refundable: inquiry, livemode: false, metadata: {}, network_reason_code: "13.1", payment_intent: charge.payment_intent,
    payment_method_details: { card: { brand: method?.brand ?? "visa", case_type: inquiry ? "inquiry" : "chargeback", network: method?.brand ?? "visa", network_reason_code: "13.1" }, type: "card" }, reason,
    status: inquiry ? "warning_needs_response" : "needs_response",
  } satisfies Stripe.Dispute
  charge.disputed = true
  call.emit("charge.dispute.created", call.account.put("dispute", dispute))
  if (!inquiry) withdraw(call, dispute)
  return call.account.get("dispute", dispute.id)
}

function withdraw(call: Call, dispute: Stripe.Dispute): void {
  dispute.balance_transactions.push(makeBalanceTransaction(call.account, { amount: -dispute.amount, currency: dispute.currency, source: dispute.id, type: "adjustment", now: call.now, fee: FEE }))
  call.emit("charge.dispute.funds_withdrawn", dispute)
}

/** Evidence was handed in on Stripe's own pages. */
export function answerDispute(call: Call, dispute: Stripe.Dispute): void {
  Object.assign(dispute, { status: dispute.status.startsWith("warning") ? "warning_under_review" : "under_review" })
  Object.assign(dispute.evidence_details, { has_evidence: true, submission_count: 1, submission_method: "manual" })
  call.emit("charge.dispute.updated", dispute)
}

/** The bank decides. Where the holder was not right the money comes again, without what Stripe keeps. */
export function decideDispute(call: Call, dispute: Stripe.Dispute, to: "won" | "lost" | "warning_closed"): Stripe.Dispute {
  dispute.status = to
  dispute.is_charge_refundable = to !== "lost"
  call.emit("charge.dispute.closed", dispute)
  if (to === "won") {
    dispute.balance_transactions.push(makeBalanceTransaction(call.account, { amount: dispute.amount, currency: dispute.currency, source: dispute.id, type: "adjustment", now: call.now, fee: 0 }))
    call.emit("charge.dispute.funds_reinstated", dispute)
  }
  return dispute
}

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null, billing_address: null, cancellation_policy: null, cancellation_policy_disclosure: null, cancellation_rebuttal: null, customer_communication: null, customer_email_address: null, customer_name: null, customer_purchase_ip: null,
  customer_signature: null, duplicate_charge_documentation: null, duplicate_charge_explanation: null, duplicate_charge_id: null, enhanced_evidence: {}, product_description: null, receipt: null, refund_policy: null, refund_policy_disclosure: null,
  refund_refusal_explanation: null, service_date: null, service_documentation: null, shipping_address: null, shipping_carrier: null, shipping_date: null, shipping_documentation: null, shipping_tracking_number: null, uncategorized_file: null, uncategorized_text: null,
}
