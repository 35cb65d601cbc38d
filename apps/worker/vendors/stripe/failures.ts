import { Outage } from "@entrepot/kernel"
import Stripe from "stripe"
import type { DeclineKind } from "@entrepot/domain/billing"

type StripeError = InstanceType<typeof Stripe.errors.StripeError>

/** What an exception of the SDK means for whatever was asked. */
export type Failure =
  /** Stripe heard it and said no: it has no effect, or the effect that the error's own object tells. */
  | { readonly what: "refused"; readonly error: StripeError }
  /** Nobody can tell whether it had an effect. */
  | { readonly what: "unknown"; readonly error: StripeError }

const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH"])

/** Sorts an exception. Where nothing can have happened it is an outage, and thrown: the job is tried again. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Stripe.errors.StripeError)) throw error
  if (error instanceof Stripe.errors.StripeConnectionError) {
    if (NEVER_SENT.has(codeOf(error.detail))) throw outage(error)
    return { what: "unknown", error }
  }
  if (error instanceof Stripe.errors.StripeRateLimitError || error instanceof Stripe.errors.StripeAuthenticationError || error instanceof Stripe.errors.StripePermissionError) throw outage(error)
  // The same key is being answered right now, or was used for other words: something of ours is there already.
  if (error instanceof Stripe.errors.StripeIdempotencyError || error.statusCode === 409) return { what: "unknown", error }
  if (error.statusCode === undefined || error.statusCode >= 500) return { what: "unknown", error }
  return { what: "refused", error }
}

/** Reading changes nothing, so that whatever keeps us from it is an outage. */
export function refusalOfRead(error: unknown): StripeError {
  const failure = failureOf(error)
  if (failure.what === "unknown") throw outage(failure.error)
  return failure.error
}

export function isMissing(error: StripeError): boolean {
  return error.code === "resource_missing"
}

function outage(error: StripeError): Outage {
  return new Outage("stripe", error.message, { cause: error })
}

function codeOf(detail: unknown): string {
  return typeof detail === "object" && detail !== null && "code" in detail && typeof detail.code === "string" ? detail.code : ""
}

/**
 * Declines after which the same card may succeed later. Everything else that a bank says is about the card or its holder:
 * only another method will do. Source: docs.stripe.com/declines/codes.
 */
const SOFT = new Set([
  "approve_with_id", "authentication_required", "card_velocity_exceeded", "do_not_honor", "do_not_try_again_later", "generic_decline", "insufficient_funds", "issuer_not_available", "no_action_taken", "offline_pin_required", "processing_error",
  "reenter_transaction", "service_not_allowed", "temporary_hold", "try_again_later", "withdrawal_count_limit_exceeded", "payment_intent_authentication_failure", "payment_intent_payment_attempt_expired", "rate_limit", "lock_timeout",
])
/** Refusals that blame the method itself. */
const OF_THE_METHOD = /^(expired_card|incorrect_|invalid_|payment_method_|card_|account_closed|card_declined)/

export function declineKind(reason: string, isCard: boolean): DeclineKind {
  if (SOFT.has(reason)) return "soft"
  return isCard || OF_THE_METHOD.test(reason) ? "hard" : "soft"
}
