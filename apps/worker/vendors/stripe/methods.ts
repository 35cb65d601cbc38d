import type Stripe from "stripe"
import type { Merchant, MethodOutcome } from "@entrepot/domain/billing"
import { isMissing, refusalOfRead } from "./failures.ts"
import { savedMethod, versionOf } from "./outcomes.ts"
import { marks, on } from "./requests.ts"

type Asked = { readonly merchant: Merchant; readonly methodRef: string; readonly ownerId?: string }

/** A saved method as Stripe has it now. One that Stripe no longer has is gone as one that was taken away. With its owner it is marked as theirs. */
export async function readMethod(stripe: Stripe, { merchant, methodRef, ownerId }: Asked): Promise<MethodOutcome> {
  try {
    const method = await stripe.paymentMethods.retrieve(methodRef, {}, on(merchant))
    const { headers } = method.lastResponse
    if (method.customer === null) return { status: "detached", version: versionOf(headers, "failed") }
    if (ownerId !== undefined) await markMethod(stripe, merchant, method, ownerId)
    return { status: "attached", version: versionOf(headers, "succeeded"), method: savedMethod(method) }
  } catch (error) {
    const refused = refusalOfRead(error)
    if (isMissing(refused)) return { status: "detached", version: versionOf(refused.headers, "failed") }
    throw refused
  }
}

/** Writes on a method whose it is, as on everything that we make, so that what is said of it later finds its tenant. Once. */
export async function markMethod(stripe: Stripe, merchant: Merchant, { id, metadata }: Pick<Stripe.PaymentMethod, "id" | "metadata">, ownerId: string): Promise<void> {
  const ours = marks(merchant, ownerId)
  if (Object.entries(ours).every(([mark, value]) => metadata?.[mark] === value)) return
  await stripe.paymentMethods.update(id, { metadata: ours }, on(merchant))
}
