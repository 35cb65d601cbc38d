import type Stripe from "stripe"
import type { BeginSetup, Merchant, SetupOutcome } from "@entrepot/domain/billing"
import { failureOf, isMissing, refusalOfRead } from "./failures.ts"
import { markMethod } from "./methods.ts"
import { isReplayed, marks, on } from "./requests.ts"
import { setupOutcome, versionOf } from "./outcomes.ts"

const EXPAND = ["setup_intent.payment_method"]

/** Opens the hosted page. No card number ever comes near us. */
export async function beginSetup(stripe: Stripe, ask: BeginSetup): Promise<SetupOutcome> {
  const metadata = marks(ask.merchant, ask.accountId, { setup_id: ask.setupId })
  try {
    const session = await stripe.checkout.sessions.create({
      mode: "setup", customer: ask.customerRef, allowed_payment_method_types: ["card"], success_url: ask.successUrl, cancel_url: ask.cancelUrl, locale: ask.locale, client_reference_id: ask.setupId, metadata, setup_intent_data: { metadata }, expand: EXPAND,
    }, { ...on(ask.merchant), idempotencyKey: `setup-${ask.setupId}` })
    return isReplayed(session.lastResponse.headers) ? await readSetup(stripe, ask.merchant, session.id) : setupOutcome(session, session.lastResponse.headers)
  } catch (thrown) {
    const { what, error } = failureOf(thrown)
    if (what === "unknown") return { status: "unknown", version: versionOf(error.headers, "unknown"), message: error.message }
    return { status: "failed", version: versionOf(error.headers, "failed"), setupRef: null, code: error.code ?? error.type }
  }
}

/** The method that a finished page saved is marked as its account's. */
async function markSaved(stripe: Stripe, merchant: Merchant, { status, metadata, setup_intent: intent }: Stripe.Checkout.Session): Promise<void> {
  const method = status === "complete" && typeof intent === "object" ? intent?.payment_method : null
  const accountId = metadata?.["account_id"]
  if (typeof method !== "object" || !method || method.customer === null || !accountId) return
  await markMethod(stripe, merchant, method, accountId)
}

export async function readSetup(stripe: Stripe, merchant: Merchant, setupRef: string): Promise<SetupOutcome> {
  try {
    const session = await stripe.checkout.sessions.retrieve(setupRef, { expand: EXPAND }, on(merchant))
    await markSaved(stripe, merchant, session)
    return setupOutcome(session, session.lastResponse.headers)
  } catch (error) {
    const refused = refusalOfRead(error)
    if (isMissing(refused)) return { status: "failed", version: versionOf(refused.headers, "failed"), setupRef, code: "resource_missing" }
    throw refused
  }
}
