import { applyWebhook, takeWebhook, type ObjectOutcome } from "@entrepot/domain/billing"
import { isRefusal } from "@entrepot/kernel"
import type { Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./context.ts"
import { inTenant } from "./in-tenant.ts"

const WebhookJob = z.object({ networkId: z.int(), tenantId: z.int(), webhookId: z.uuid() })

/** Fetches what a webhook was about and applies that: what the event said may be old, and somebody else may have written it. */
export function applyWebhookTask(context: TaskContext): Task {
  return async (payload) => {
    const { webhookId, ...tenant } = WebhookJob.parse(payload)
    const webhook = await inTenant(context, tenant, (work) => takeWebhook(work, webhookId))
    if (!webhook) return
    const object = await context.gateway.readObject(webhook)
    const apply = (found: ObjectOutcome) => inTenant(context, tenant, (work) => applyWebhook(work, webhookId, found))
    await apply(object).catch((error: unknown) => {
      // It names something that we never had, such as an attempt of a database that was restored from before it.
      if (isRefusal(error) && error.kind === "not_found") return apply({ kind: "other" })
      throw error
    })
  }
}
