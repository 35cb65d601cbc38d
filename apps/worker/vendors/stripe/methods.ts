import type Stripe from "stripe"
import type { Merchant, MethodOutcome } from "@entrepot/domain/billing"
import { isMissing, refusalOfRead } from "./failures.ts"
import { savedMethod, versionOf } from "./outcomes.ts"
import { on } from "./requests.ts"

/** A saved method as Stripe has it now. One that Stripe no longer has is gone as one that was taken away. */
export async function readMethod(stripe: Stripe, merchant: Merchant, methodRef: string): Promise<MethodOutcome> {
  try {
    const method = await stripe.paymentMethods.retrieve(methodRef, {}, on(merchant))
    const { headers } = method.lastResponse
    return method.customer === null ? { status: "detached", version: versionOf(headers, "failed") } : { status: "attached", version: versionOf(headers, "succeeded"), method: savedMethod(method) }
  } catch (error) {
    const refused = refusalOfRead(error)
    if (isMissing(refused)) return { status: "detached", version: versionOf(refused.headers, "failed") }
    throw refused
  }
}
