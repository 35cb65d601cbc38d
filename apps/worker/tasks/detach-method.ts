import { methodToDetach } from "@entrepot/domain/billing"
import type { Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./context.ts"
import { inTenant } from "./in-tenant.ts"

const DetachJob = z.object({ networkId: z.int(), tenantId: z.int(), methodId: z.uuid() })

/** Tells the provider to forget a method that was taken away here. */
export function detachMethodTask(context: TaskContext): Task {
  return async (payload) => {
    const { methodId, ...tenant } = DetachJob.parse(payload)
    const method = await inTenant(context, tenant, (work) => methodToDetach(work, methodId))
    if (method) await context.gateway.detachMethod(method)
  }
}
