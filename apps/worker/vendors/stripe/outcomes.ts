import type Stripe from "stripe"
import type { PaymentOutcome, RefundOutcome, SavedMethod, SetupOutcome } from "@entrepot/domain/billing"
import { fromStripeAmount } from "./amounts.ts"
import { declineKind } from "./failures.ts"

type Headers = Readonly<Record<string, unknown>> | undefined

/** Later in a second wins by where it leads: what is final is never older than what led to it. */
const RANK = { requires_action: 1, processing: 2, redirect: 1, failed: 3, expired: 3, succeeded: 4, unknown: 0, not_found: 0 } as const

/**
 * The version of what Stripe says now. Its objects carry no version of their own, so it is Stripe's clock at the moment of the
 * answer, in seconds, with the state's rank behind it.
 */
export function versionOf(headers: Headers, status: keyof typeof RANK): number {
  return versionAt(headers, RANK[status])
}

/** The same where an object has a rank of its own, 0 to 9: how far it has come. */
export function versionAt(headers: Headers, rank: number): number {
  const said = Date.parse(String(headers?.["date"] ?? ""))
  return Math.floor((Number.isNaN(said) ? Date.now() : said) / 1_000) * 10 + rank
}

export function paymentOutcome(intent: Stripe.PaymentIntent, headers: Headers): PaymentOutcome {
  const paymentRef = intent.id
  switch (intent.status) {
    case "succeeded":
      return { status: "succeeded", version: versionOf(headers, "succeeded"), paymentRef, amount: fromStripeAmount({ amount: intent.amount_received, currency: intent.currency }), ...feeOf(intent) }
    case "requires_action": {
      const redirectUrl = intent.next_action?.redirect_to_url?.url
      if (!redirectUrl) return failed(intent, headers, { code: "authentication_required", message: "The bank wants to ask the holder of the card, in a way that we do not offer." })
      return { status: "requires_action", version: versionOf(headers, "requires_action"), paymentRef, redirectUrl }
    }
    case "processing":
    case "requires_capture":
      return { status: "processing", version: versionOf(headers, "processing"), paymentRef }
    case "canceled":
      return failed(intent, headers, { code: "canceled", message: "The payment was cancelled." })
    default:
      return failed(intent, headers, intent.last_payment_error ?? { code: "not_confirmed", message: "The payment was never confirmed." })
  }
}

function failed(intent: Stripe.PaymentIntent, headers: Headers, error: { readonly code?: string; readonly decline_code?: string; readonly message?: string; readonly type?: string }): PaymentOutcome {
  const code = error.decline_code ?? error.code ?? "declined"
  return { status: "failed", version: versionOf(headers, "failed"), paymentRef: intent.id, decline: declineKind(code, error.type === "card_error"), code, message: error.message ?? "" }
}

/** What Stripe kept, where it kept it in the currency of the payment. */
function feeOf({ latest_charge: charge, currency }: Stripe.PaymentIntent): { feeMinor?: string } {
  const balance = typeof charge === "object" ? charge?.balance_transaction : undefined
  if (typeof balance !== "object" || balance === null || balance.currency !== currency) return {}
  return { feeMinor: fromStripeAmount({ amount: balance.fee, currency }).amount }
}

export function setupOutcome(session: Stripe.Checkout.Session, headers: Headers): SetupOutcome {
  const setupRef = session.id
  if (session.status === "open") return session.url ? { status: "redirect", version: versionOf(headers, "redirect"), setupRef, redirectUrl: session.url } : { status: "failed", version: versionOf(headers, "failed"), setupRef, code: "no_page" }
  if (session.status === "expired") return { status: "expired", version: versionOf(headers, "expired"), setupRef, code: "expired" }
  const intent = session.setup_intent
  if (typeof intent !== "object" || intent === null || typeof intent.payment_method !== "object" || intent.payment_method === null) return { status: "failed", version: versionOf(headers, "failed"), setupRef, code: "no_method" }
  return { status: "succeeded", version: versionOf(headers, "succeeded"), setupRef, method: savedMethod(intent.payment_method) }
}

export function savedMethod({ id, type, card, sepa_debit: debit }: Stripe.PaymentMethod): SavedMethod {
  if (card) return { methodRef: id, kind: "card", brand: card.brand, last4: card.last4, expMonth: card.exp_month, expYear: card.exp_year }
  if (debit) return { methodRef: id, kind: "sepa_debit", brand: "sepa", last4: debit.last4 ?? "", expMonth: null, expYear: null }
  return { methodRef: id, kind: "other", brand: type, last4: "", expMonth: null, expYear: null }
}

export function refundOutcome(refund: Stripe.Refund, headers: Headers): RefundOutcome {
  const refundRef = refund.id
  if (refund.status === "failed" || refund.status === "canceled") return { status: "failed", version: versionOf(headers, "failed"), refundRef, code: refund.failure_reason ?? refund.status }
  const status = refund.status === "succeeded" ? "succeeded" : "processing"
  return { status, version: versionOf(headers, status), refundRef, amount: fromStripeAmount(refund) }
}
