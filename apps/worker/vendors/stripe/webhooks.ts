import Stripe from "stripe"
import { z } from "zod"
import type { VerifiedWebhook, WebhookObject } from "@entrepot/domain/billing"

/** How old, or how far ahead, a delivery may be: who caught one cannot send it again later. */
const TOLERANCE_SECONDS = 300

const Whole = z.string().regex(/^\d{1,9}$/).transform(Number).optional().catch(undefined)
const StripeEvent = z.object({
  id: z.string().startsWith("evt_"), object: z.literal("event"), type: z.string(), created: z.int(), account: z.string().optional(),
  data: z.object({ object: z.object({ id: z.string().optional(), object: z.string(), payment_intent: z.string().nullish(), status: z.string().nullish(), metadata: z.record(z.string(), z.string()).nullish() }) }),
})
const OurMarks = z.object({ network_id: Whole, tenant_id: Whole })

const KINDS: Readonly<Record<string, WebhookObject>> = { payment_intent: "payment", "checkout.session": "setup", refund: "refund", dispute: "dispute", payment_method: "method" }

/** The event of a delivery that one of our secrets signed within the tolerance, on either side; otherwise nothing. */
export function verifyWebhook(secrets: readonly string[], { body, signature }: { readonly body: string; readonly signature: string }, now = Date.now()): VerifiedWebhook | undefined {
  const signedAt = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(signature)?.[1] ?? Number.NaN)
  // The SDK refuses what is too old; what claims to come from the future is refused here.
  if (!(Math.abs(now / 1_000 - signedAt) <= TOLERANCE_SECONDS)) return undefined
  if (!secrets.some((secret) => isSigned(body, signature, secret))) return undefined
  const event = StripeEvent.safeParse(JSON.parse(body)).data
  return event && eventOf(event)
}

function isSigned(body: string, signature: string, secret: string): boolean {
  try {
    return Stripe.webhooks.signature?.verifyHeader(body, signature, secret, TOLERANCE_SECONDS) ?? false
  } catch {
    return false
  }
}

function eventOf({ id, type, created, account, data: { object } }: z.infer<typeof StripeEvent>): VerifiedWebhook {
  const { network_id: networkId = null, tenant_id: tenantId = null } = OurMarks.parse(object.metadata ?? {})
  const paymentRef = object.payment_intent ?? null
  // Of a charge only what was paid back of it is news, and that is said of its payment.
  const about = type === "charge.refunded" && paymentRef !== null ? { kind: "refunds" as const, objectRef: paymentRef } : { kind: KINDS[object.object] ?? "other", objectRef: object.id ?? "" }
  return {
    provider: "stripe", eventRef: id, type, ...about, paymentRef, accountRef: account ?? null, networkId, tenantId,
    createdAt: new Date(created * 1_000).toISOString(),
    payload: JSON.stringify({ id, type, created, ...(account ? { account } : {}), object: { id: object.id ?? null, object: object.object, status: object.status ?? null, metadata: object.metadata ?? {} } }),
  }
}
