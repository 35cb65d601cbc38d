import type Stripe from "stripe"
import { newId, type Account } from "../account.ts"
import { route, type Call, type Route } from "../call.ts"
import { expand, momentRange, paging, parametersOf, text } from "../fields.ts"
import { isCreatedWithin, pageOf } from "../lists.ts"

const list = parametersOf<Stripe.ChargeListParams>()({ ...paging, ...expand, created: momentRange, customer: text(), payment_intent: text() }, ["transfer_group"])
const retrieve = parametersOf<Stripe.ChargeRetrieveParams>()(expand, [])
const listBalance = parametersOf<Stripe.BalanceTransactionListParams>()({ ...paging, ...expand, created: momentRange, currency: text(3), source: text(), type: text() }, ["payout"])
const retrieveBalance = parametersOf<Stripe.BalanceTransactionRetrieveParams>()(expand, [])

export const charges: readonly Route[] = [
  route("GET", "/v1/charges", list, ({ account }, { created, customer, payment_intent, ...page }) =>
    pageOf(account.list("charge").filter((each) => isCreatedWithin(each.created, created) && (customer ?? each.customer) === each.customer && (payment_intent ?? each.payment_intent) === each.payment_intent), page, "/v1/charges")),
  route("GET", "/v1/charges/{id}", retrieve, ({ account }, _given, id) => account.get("charge", id)),
  route("GET", "/v1/balance_transactions", listBalance, ({ account }, { created, currency, source, type, ...page }) =>
    pageOf(account.list("balance_transaction").filter((each) => isCreatedWithin(each.created, created) && (currency ?? each.currency) === each.currency && (source ?? each.source) === each.source && (type ?? each.type) === each.type), page, "/v1/balance_transactions")),
  route("GET", "/v1/balance_transactions/{id}", retrieveBalance, ({ account }, _given, id) => account.get("balance_transaction", id)),
]

export type Failure = { readonly code: string; readonly decline_code?: string; readonly message: string }

/** One try at the card: what was taken, or why it was not. */
export function makeCharge(call: Call, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, failure?: Failure): Stripe.Charge {
  const id = newId("ch")
  const paid = failure === undefined
  const balance = paid ? makeBalanceTransaction(call.account, { amount: intent.amount, currency: intent.currency, source: id, type: "charge", now: call.now }) : undefined
  const charge = {
    id, object: "charge", amount: intent.amount, amount_captured: paid ? intent.amount : 0, amount_refunded: 0, application: null, application_fee: null, application_fee_amount: null, balance_transaction: balance?.id ?? null,
    billing_details: structuredClone(method.billing_details), calculated_statement_descriptor: "ENTREPOT", captured: paid, created: call.now, currency: intent.currency, customer: intent.customer, description: intent.description, disputed: false,
    failure_balance_transaction: null, failure_code: failure?.code ?? null, failure_message: failure?.message ?? null, fraud_details: {}, livemode: false, metadata: { ...intent.metadata }, on_behalf_of: null, outcome: outcomeOf(failure), paid,
    payment_intent: intent.id, payment_method: method.id, payment_method_details: null, receipt_email: intent.receipt_email, receipt_number: null, receipt_url: null, refunded: false, review: null, shipping: null, source: null, source_transfer: null,
    statement_descriptor: intent.statement_descriptor, statement_descriptor_suffix: intent.statement_descriptor_suffix, status: paid ? "succeeded" : "failed", transfer_data: null, transfer_group: null,
  } satisfies Stripe.Charge
  call.emit(paid ? "charge.succeeded" : "charge.failed", call.account.put("charge", charge))
  return charge
}

function outcomeOf(failure: Failure | undefined): Stripe.Charge.Outcome {
  const common = { advice_code: null, network_advice_code: null, network_decline_code: null, risk_level: "normal", risk_score: 12 }
  return failure
    ? { ...common, network_status: "declined_by_network", reason: failure.decline_code ?? failure.code, seller_message: failure.message, type: "issuer_declined" }
    : { ...common, network_status: "approved_by_network", reason: null, seller_message: "Payment complete.", type: "authorized" }
}

type Moved = { amount: number; currency: string; source: string; type: "charge" | "refund" | "adjustment"; now: number; fee?: number }

/** Money that came in, less what Stripe keeps; a refund takes the amount back and not the fee. */
export function makeBalanceTransaction(account: Account, { amount, currency, source, type, now, fee = type === "charge" ? Math.round(amount * 0.015) : 0 }: Moved): Stripe.BalanceTransaction {
  const transaction = {
    id: newId("txn"), object: "balance_transaction", amount, available_on: now + 2 * 86_400, balance_type: "payments", created: now, currency, description: null, exchange_rate: null, fee,
    fee_details: fee > 0 ? [{ amount: fee, application: null, currency, description: "Stripe processing fees", type: "stripe_fee" }] : [], net: amount - fee, reporting_category: type === "adjustment" ? (amount < 0 ? "dispute" : "dispute_reversal") : type, source, status: "pending", type,
  } satisfies Stripe.BalanceTransaction
  return account.put("balance_transaction", transaction)
}
