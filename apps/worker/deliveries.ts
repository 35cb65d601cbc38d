import { merchantOf, storeWebhook } from "@entrepot/domain/billing"
import type { TaskContext } from "./tasks/context.ts"
import { inTenant } from "./tasks/in-tenant.ts"
import type { TakeDelivery } from "./webhook-endpoint.ts"

const FOREIGN_KEY = "23503"

/**
 * Stores a delivery in the tenant that its object names. The provider's account that it comes from must be the tenant's: who
 * owns another account can write any name on an object there.
 */
export function takeDeliveries(context: TaskContext): TakeDelivery {
  return async (delivery) => {
    const webhook = await context.gateway.verifyWebhook(delivery)
    if (!webhook) return "unsigned"
    const { networkId, tenantId, kind, objectRef } = webhook
    if (networkId === null || tenantId === null || kind === "other" || objectRef === "") return "ignored"
    return inTenant(context, { networkId, tenantId }, async (work) => {
      if ((await merchantOf(work)).accountRef !== webhook.accountRef) return "ignored" as const
      await storeWebhook(work, webhook)
      return "stored" as const
    }).catch((error: unknown) => {
      // Another installation shares the provider's account, and this tenant is only there.
      if ((error as { code?: string }).code === FOREIGN_KEY) return "ignored" as const
      throw error
    })
  }
}
