import type Stripe from "stripe"
import { isUuid } from "@entrepot/kernel"
import type { Charge, EnsureCustomer, Merchant, ObjectOutcome, PaymentGateway, PaymentOutcome, ReadPayment, WebhookObject } from "@entrepot/domain/billing"
import { toStripeAmount } from "./amounts.ts"
import { createStripe, type StripeConfig } from "./client.ts"
import { disputeOutcome, providerRefund, readReversals, refundsOf } from "./disputes.ts"
import { declineKind, failureOf, isMissing, refusalOfRead } from "./failures.ts"
import { paymentOutcome, versionOf } from "./outcomes.ts"
import { readMethod } from "./methods.ts"
import { readRefund, sendRefund } from "./refunds.ts"
import { isReplayed, marks, on } from "./requests.ts"
import { findSince } from "./search.ts"
import { beginSetup, readSetup } from "./setups.ts"
import { verifyWebhook } from "./webhooks.ts"

const EXPAND = ["latest_charge.balance_transaction"]

/** Collects with Stripe: on the platform's own account, or on the tenant's where it has one (Connect, direct charges). */
export function createStripeGateway(config: StripeConfig): PaymentGateway {
  const stripe = createStripe(config)
  return {
    ensureCustomer: (ask) => ensureCustomer(stripe, ask),
    beginSetup: (ask) => beginSetup(stripe, ask),
    readSetup: (ask) => readSetup(stripe, ask.merchant, ask.setupRef),
    charge: (ask) => charge(stripe, ask),
    readPayment: (ask) => readPayment(stripe, ask),
    cancelPayment: (ask) => cancelPayment(stripe, ask.merchant, ask.paymentRef),
    refund: (ask) => sendRefund(stripe, ask),
    readRefund: (ask) => readRefund(stripe, ask),
    readMethod: (ask) => readMethod(stripe, ask),
    detachMethod: (ask) => detachMethod(stripe, ask.merchant, ask.methodRef),
    readReversals: (ask) => readReversals(stripe, ask),
    verifyWebhook: (ask) => Promise.resolve(verifyWebhook(config.webhookSecrets, ask)),
    readObject: (ask) => readObject(stripe, ask),
  }
}

/**
 * Made with nothing but our own ids, so that the same key always means the same request; the name follows. Stripe forgets keys
 * after a day and its search lags by a minute: each covers for the other.
 */
async function ensureCustomer(stripe: Stripe, { merchant, accountId, name, email, locale }: EnsureCustomer): Promise<{ customerRef: string }> {
  const options = on(merchant)
  try {
    const { data: [found] } = await stripe.customers.search({ query: `metadata["account_id"]:"${accountId}"`, limit: 1 }, options)
    const id = found?.id ?? (await stripe.customers.create({ metadata: marks(merchant, accountId) }, { ...options, idempotencyKey: `customer-${accountId}` })).id
    await stripe.customers.update(id, { name: name.slice(0, 256), ...(email ? { email } : {}), preferred_locales: [locale] }, options)
    return { customerRef: id }
  } catch (error) {
    throw refusalOfRead(error)
  }
}

async function charge(stripe: Stripe, ask: Charge): Promise<PaymentOutcome> {
  const amount = toStripeAmount(ask.amount)
  if (!amount) return { status: "failed", version: versionOf(undefined, "failed"), paymentRef: null, decline: "soft", code: "amount_not_expressible", message: `Stripe cannot charge exactly ${ask.amount.amount} minor units of ${ask.amount.currency}.` }
  try {
    const intent = await stripe.paymentIntents.create({
      ...amount, customer: ask.customerRef, payment_method: ask.methodRef, allowed_payment_method_types: ["card"], confirm: true, description: ask.description.slice(0, 1_000), metadata: marks(ask.merchant, ask.accountId, { attempt_id: ask.attemptId }),
      ...(ask.onSession ? { return_url: ask.returnUrl } : { off_session: true }), expand: EXPAND,
    }, { ...on(ask.merchant), idempotencyKey: `attempt-${ask.attemptId}` })
    // A repeated answer is as old as the first one was: what is true now is read anew.
    return isReplayed(intent.lastResponse.headers) ? await readIntent(stripe, ask.merchant, intent.id) : paymentOutcome(intent, intent.lastResponse.headers)
  } catch (error) {
    return whatBecameOf(stripe, ask.merchant, error)
  }
}

async function whatBecameOf(stripe: Stripe, merchant: Merchant, thrown: unknown): Promise<PaymentOutcome> {
  const { what, error } = failureOf(thrown)
  if (what === "unknown") return { status: "unknown", version: versionOf(error.headers, "unknown"), message: error.message }
  const intent = error.payment_intent
  if (intent) return isReplayed(error.headers) ? readIntent(stripe, merchant, intent.id) : paymentOutcome(intent, error.headers)
  const code = error.decline_code ?? error.code ?? error.type
  const ofMethod = isMissing(error) && error.param === "payment_method"
  return { status: "failed", version: versionOf(error.headers, "failed"), paymentRef: null, decline: ofMethod ? "hard" : declineKind(code, error.type === "StripeCardError"), code, message: error.message }
}

async function readIntent(stripe: Stripe, merchant: Merchant, id: string): Promise<PaymentOutcome> {
  try {
    const intent = await stripe.paymentIntents.retrieve(id, { expand: EXPAND }, on(merchant))
    return paymentOutcome(intent, intent.lastResponse.headers)
  } catch (error) {
    const refused = refusalOfRead(error)
    if (isMissing(refused)) return { status: "not_found", version: versionOf(refused.headers, "not_found") }
    throw refused
  }
}

async function readPayment(stripe: Stripe, { merchant, attemptId, paymentRef }: ReadPayment): Promise<PaymentOutcome> {
  if (paymentRef !== null) return readIntent(stripe, merchant, paymentRef)
  try {
    const found = await findSince(attemptId, (created) => stripe.paymentIntents.list({ created, limit: 100 }, on(merchant)), ({ metadata }) => metadata["attempt_id"] === attemptId)
    return found ? await readIntent(stripe, merchant, found.id) : { status: "not_found", version: versionOf(undefined, "not_found") }
  } catch (error) {
    throw refusalOfRead(error)
  }
}

async function cancelPayment(stripe: Stripe, merchant: Merchant, paymentRef: string): Promise<PaymentOutcome> {
  try {
    await stripe.paymentIntents.cancel(paymentRef, { cancellation_reason: "abandoned" }, on(merchant))
  } catch (error) {
    // Its holder was faster: what came of it is read, as it is after every other answer.
    if (failureOf(error).error.code !== "payment_intent_unexpected_state") refusalOfRead(error)
  }
  return readIntent(stripe, merchant, paymentRef)
}

async function detachMethod(stripe: Stripe, merchant: Merchant, methodRef: string): Promise<void> {
  try {
    await stripe.paymentMethods.detach(methodRef, {}, on(merchant))
  } catch (error) {
    // Gone already, or never attached: that is what was wanted.
    const refused = refusalOfRead(error)
    if (!isMissing(refused) && refused.code !== "payment_method_unexpected_state") throw refused
  }
}

async function readObject(stripe: Stripe, { merchant, kind, objectRef }: { readonly merchant: Merchant; readonly kind: WebhookObject; readonly objectRef: string }): Promise<ObjectOutcome> {
  try {
    if (kind === "payment") {
      const intent = await stripe.paymentIntents.retrieve(objectRef, { expand: EXPAND }, on(merchant))
      return { kind, attemptId: ours(intent.metadata["attempt_id"]), outcome: paymentOutcome(intent, intent.lastResponse.headers) }
    }
    if (kind === "setup") {
      const session = await stripe.checkout.sessions.retrieve(objectRef, {}, on(merchant))
      return { kind, setupId: ours(session.metadata?.["setup_id"]), outcome: await readSetup(stripe, merchant, objectRef) }
    }
    if (kind === "refund") {
      const refund = await stripe.refunds.retrieve(objectRef, {}, on(merchant))
      return { kind: "refunds", refunds: [providerRefund(refund, refund.lastResponse.headers)] }
    }
    if (kind === "refunds") return { kind, refunds: await refundsOf(stripe, merchant, objectRef) }
    if (kind === "dispute") {
      const dispute = await stripe.disputes.retrieve(objectRef, {}, on(merchant))
      return { kind, outcome: disputeOutcome(dispute, dispute.lastResponse.headers) }
    }
    if (kind === "method") return { kind, methodRef: objectRef, outcome: await readMethod(stripe, { merchant, methodRef: objectRef }) }
    return { kind: "other" }
  } catch (error) {
    if (isMissing(refusalOfRead(error))) return { kind: "other" }
    throw error
  }
}

/** Whoever owns the account may write what they like on an object: what is no id of ours is none. */
function ours(mark: string | undefined): string | null {
  return isUuid(mark) ? mark : null
}
