import { applySetup, lockSetup, type SetupOutcome, type SetupToOpen } from "@entrepot/domain/billing"
import type { Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./context.ts"
import { customerOf } from "./customer.ts"
import { inTenant, returnUrl } from "./in-tenant.ts"

const SetupJob = z.object({ networkId: z.int(), tenantId: z.int(), setupId: z.uuid() })

/** Opens the page on which a card is saved, or finds out what became of it. */
export function openSetupTask(context: TaskContext): Task {
  return async (payload) => {
    const { setupId, ...tenant } = SetupJob.parse(payload)
    const setup = await inTenant(context, tenant, (work) => lockSetup(work, setupId))
    if (setup.status === "succeeded" || setup.status === "failed" || setup.status === "expired") return
    const outcome = await askProvider(context, setup)
    await inTenant(context, tenant, (work) => applySetup(work, setupId, outcome))
  }
}

async function askProvider(context: TaskContext, setup: SetupToOpen): Promise<SetupOutcome> {
  const { setupId, accountId, merchant, payer, setupRef } = setup
  if (setupRef !== null) return context.gateway.readSetup({ merchant, setupRef })
  const customerRef = await customerOf(context, setup)
  return context.gateway.beginSetup({
    merchant, setupId, accountId, customerRef, locale: payer.locale,
    successUrl: returnUrl(setup, { setup: setupId }, context), cancelUrl: returnUrl(setup, { setup: setupId, cancelled: "1" }, context),
  })
}
