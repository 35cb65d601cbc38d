import type Stripe from "stripe"
import { ApiError, invalid, refused } from "../api-error.ts"
import type { Call } from "../call.ts"
import { declineOf } from "../cards.ts"
import { makeCharge, type Failure } from "./charges.ts"
import { attachPaymentMethod, cardOf, findPaymentMethod } from "./payment-methods.ts"

type Confirmation = { readonly payment_method?: string | undefined; readonly return_url?: string | undefined; readonly off_session?: boolean | undefined; readonly error_on_requires_action?: boolean | undefined }

/** Tries the card. A decline is kept on the intent, and thrown: its holder may try again with another card. */
export function confirmPaymentIntent(call: Call, intent: Stripe.PaymentIntent, given: Confirmation): Stripe.PaymentIntent {
  if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status)) throw unexpectedState(intent, "confirm", "requires_payment_method, requires_confirmation, requires_action")
  if (intent.automatic_payment_methods?.enabled && intent.automatic_payment_methods.allow_redirects !== "never" && given.return_url === undefined) {
    throw invalid("This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`.", { param: "return_url" })
  }
  const methodId = given.payment_method ?? (intent.payment_method as string | null)
  if (methodId === null) throw refused("You cannot confirm this PaymentIntent because it's missing a payment method.", { code: "payment_intent_unexpected_state", payment_intent: structuredClone(intent) })
  const method = findPaymentMethod(call, methodId, "payment_method")
  Object.assign(intent, { payment_method: method.id, last_payment_error: null, next_action: null })
  const { authentication } = cardOf(call.account, method)
  const asks = authentication === "always" || (authentication === "setup" && !call.account.authenticated.has(method.id))
  if (!asks) return takeMoney(call, intent, method)
  if (given.off_session || given.error_on_requires_action) return failPayment(call, intent, method, declineOf("authentication_required"))
  return askHolder(call, intent, given.return_url)
}

function askHolder(call: Call, intent: Stripe.PaymentIntent, returnUrl: string | undefined): Stripe.PaymentIntent {
  intent.status = "requires_action"
  intent.next_action = returnUrl === undefined
    ? { type: "use_stripe_sdk", use_stripe_sdk: {} }
    : { type: "redirect_to_url", redirect_to_url: { return_url: returnUrl, url: `${call.origin}/authenticate/${call.account.id}/${intent.id}` } }
  call.emit("payment_intent.requires_action", intent)
  return intent
}

/** The holder has answered the bank. */
export function settlePayment(call: Call, intent: Stripe.PaymentIntent, agreed: boolean): void {
  const method = call.account.get("payment_method", intent.payment_method as string)
  try {
    if (agreed) takeMoney(call, intent, method)
    else failPayment(call, intent, method, { code: "payment_intent_authentication_failure", message: "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again." })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
  }
}

function takeMoney(call: Call, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): Stripe.PaymentIntent {
  const { payment } = cardOf(call.account, method)
  if (payment) return failPayment(call, intent, method, declineOf(payment))
  if (intent.setup_future_usage !== null && intent.customer !== null) {
    attachPaymentMethod(call, method, intent.customer as string)
    call.account.authenticated.add(method.id)
  }
  const charge = makeCharge(call, intent, method)
  Object.assign(intent, { status: "succeeded", amount_received: intent.amount, latest_charge: charge.id, next_action: null, last_payment_error: null })
  call.emit("payment_intent.succeeded", intent)
  return intent
}

function failPayment(call: Call, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, failure: Failure): never {
  const tried = failure.code === "payment_intent_authentication_failure" ? undefined : makeCharge(call, intent, method, failure)
  const error = { type: tried ? "card_error" as const : "invalid_request_error" as const, ...failure, ...(tried ? { charge: tried.id } : {}) }
  Object.assign(intent, { status: "requires_payment_method", payment_method: null, next_action: null, latest_charge: tried?.id ?? intent.latest_charge, last_payment_error: { ...error, payment_method: structuredClone(method) } })
  call.emit("payment_intent.payment_failed", intent)
  throw new ApiError(402, { ...error, payment_intent: structuredClone(intent), payment_method: structuredClone(method) })
}

export function unexpectedState(intent: Stripe.PaymentIntent, verb: string, allowed: string): ApiError {
  const already = verb === "confirm" && intent.status === "succeeded" ? " It has already been confirmed." : ""
  return refused(`You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be ${verb}ed: ${allowed}.${already}`, { code: "payment_intent_unexpected_state", payment_intent: structuredClone(intent) })
}
