import { automation, withWork } from "@entrepot/db"
import { merchantOf, storeWebhook, tenantOfPayment, type VerifiedWebhook } from "@entrepot/domain/billing"
import type { TaskContext } from "./tasks/context.ts"
import { inTenant, type TenantKey } from "./tasks/in-tenant.ts"
import type { TakeDelivery } from "./webhook-endpoint.ts"

const FOREIGN_KEY = "23503"

/** The networks that there are. */
type Networks = () => Promise<readonly number[]>

/**
 * Stores a delivery in the tenant that its object names, or whose payment it is about: what the provider made itself, a dispute or a refund of
 * its own pages, bears no mark of ours. The provider's account that it comes from must be the tenant's: who
 * owns another account can write any name on an object there.
 */
export function takeDeliveries(context: TaskContext, networks: Networks): TakeDelivery {
  return async (delivery) => {
    const webhook = await context.gateway.verifyWebhook(delivery)
    if (!webhook) return "unsigned"
    if (webhook.kind === "other" || webhook.objectRef === "") return "ignored"
    const tenant = await tenantOf(context, networks, webhook)
    if (!tenant) return "ignored"
    return inTenant(context, tenant, async (work) => {
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

async function tenantOf({ worker }: TaskContext, networks: Networks, { networkId, tenantId, paymentRef, accountRef }: VerifiedWebhook): Promise<TenantKey | undefined> {
  if (networkId !== null && tenantId !== null) return { networkId, tenantId }
  if (paymentRef === null) return undefined
  for (const each of await networks()) {
    const found = await withWork(worker, { audience: "worker", networkId: each }, automation("payments"), (work) => tenantOfPayment(work, paymentRef, accountRef), { mode: "read" })
    if (found !== undefined) return { networkId: each, tenantId: found }
  }
  return undefined
}
