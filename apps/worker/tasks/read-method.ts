import { followMethod, methodToRead } from "@entrepot/domain/billing"
import type { Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./context.ts"
import { inTenant } from "./in-tenant.ts"

const MethodJob = z.object({ networkId: z.int(), tenantId: z.int(), methodId: z.uuid() })

/** Asks the provider how a saved method is, where it may have changed without a word. */
export function readMethodTask(context: TaskContext): Task {
  return async (payload) => {
    const { methodId, ...tenant } = MethodJob.parse(payload)
    const method = await inTenant(context, tenant, (work) => methodToRead(work, methodId))
    if (!method) return
    const outcome = await context.gateway.readMethod(method)
    await inTenant(context, tenant, (work) => followMethod(work, method.methodRef, outcome))
  }
}
