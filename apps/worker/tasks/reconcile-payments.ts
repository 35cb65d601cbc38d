import { applyReversal, reversalsToRead } from "@entrepot/domain/billing"
import type { Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./context.ts"
import { inTenant } from "./in-tenant.ts"

const ReconcileJob = z.object({ networkId: z.int(), tenantId: z.int() })

/** Finds what was disputed or paid back and of which no webhook came. One that cannot be applied holds up no other; the next time it is tried again. */
export function reconcilePaymentsTask(context: TaskContext): Task {
  return async (payload) => {
    const tenant = ReconcileJob.parse(payload)
    const asked = await inTenant(context, tenant, reversalsToRead)
    const { disputes, refunds } = await context.gateway.readReversals(asked)
    for (const found of [...disputes.map((dispute) => ({ dispute })), ...refunds.map((refund) => ({ refund }))]) {
      await inTenant(context, tenant, (work) => applyReversal(work, found)).catch((error: unknown) => void context.log.error({ err: error, ...tenant }, "A dispute or refund could not be applied."))
    }
  }
}
