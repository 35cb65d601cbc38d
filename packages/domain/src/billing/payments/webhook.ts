import { enqueue, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { applyPaymentOutcome } from "./apply-outcome.ts"
import { applyDispute } from "./dispute.ts"
import type { Merchant, ObjectOutcome, ProviderRefund, VerifiedWebhook, WebhookObject } from "./gateway.ts"
import { followMethod } from "./methods.ts"
import { merchantOf } from "./payer.db.ts"
import { applyProviderRefund } from "./provider-refund.ts"
import { applySetup } from "./setup.ts"

/**
 * Keeps a webhook as it came and asks for its work, before it is answered; the same event again is kept once. `work` is in the
 * tenant that the event names.
 */
export async function storeWebhook(work: Work, webhook: VerifiedWebhook): Promise<{ readonly webhookId: string | null; readonly fresh: boolean }> {
  const webhookId = newId<"webhook">(work.now.epochMilliseconds)
  const made = await scopedInsert(work, "billing.webhook_event", {
    webhook_id: webhookId, provider: webhook.provider, event_ref: webhook.eventRef, type: webhook.type, object_kind: webhook.kind, object_ref: webhook.objectRef, payload: webhook.payload, created_at: webhook.createdAt, received_at: work.now.toString(),
  }).onConflict((conflict) => conflict.doNothing()).returning("webhook_id").executeTakeFirst()
  if (!made) return { webhookId: null, fresh: false }
  enqueue(work, { task: "apply_webhook", payload: { webhookId }, key: `webhook:${webhookId}` })
  return { webhookId, fresh: true }
}

export type WebhookToApply = { readonly webhookId: string; readonly merchant: Merchant; readonly kind: WebhookObject; readonly objectRef: string }

/** What a stored webhook is about, for whoever fetches it; undefined once it is applied. */
export async function takeWebhook(work: Work, webhookId: string): Promise<WebhookToApply | undefined> {
  const row = await scoped(work, "billing.webhook_event").select(["object_kind", "object_ref", "status"]).where("webhook_id", "=", webhookId).executeTakeFirst()
  if (!row) throw new Refusal("billing.webhook_not_found", "not_found")
  return row.status === "stored" ? { webhookId, merchant: await merchantOf(work), kind: row.object_kind as WebhookObject, objectRef: row.object_ref } : undefined
}

/** Applies what was fetched for a webhook, once. What is none of ours is put aside. */
export async function applyWebhook(work: Work, webhookId: string, object: ObjectOutcome): Promise<"applied" | "ignored"> {
  const row = await scoped(work, "billing.webhook_event").select("status").where("webhook_id", "=", webhookId).forNoKeyUpdate().executeTakeFirst()
  if (!row) throw new Refusal("billing.webhook_not_found", "not_found")
  if (row.status !== "stored") return row.status as "applied" | "ignored"
  const status = (await applyObject(work, object)) ? "applied" : "ignored"
  await scopedUpdate(work, "billing.webhook_event").set({ status, applied_at: work.now.toString() }).where("webhook_id", "=", webhookId).execute()
  return status
}

async function applyObject(work: Work, object: ObjectOutcome): Promise<boolean> {
  switch (object.kind) {
    case "payment": return object.attemptId !== null && (await applyPaymentOutcome(work, object.attemptId, object.outcome).then(() => true))
    case "setup": return object.setupId !== null && (await applySetup(work, object.setupId, object.outcome).then(() => true))
    case "refunds": return applyRefunds(work, object.refunds)
    case "dispute": return applyDispute(work, object.outcome)
    case "method": return followMethod(work, object.methodRef, object.outcome)
    case "other": return false
  }
}

async function applyRefunds(work: Work, refunds: readonly ProviderRefund[]): Promise<boolean> {
  let ours = false
  for (const refund of refunds) ours = (await applyProviderRefund(work, refund)) || ours
  return ours
}
