import { enqueue } from "@entrepot/db"
import { applyRefund, lockRefund, type RefundOutcome, type RefundToSend } from "@entrepot/domain/billing"
import type { Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./context.ts"
import { inTenant } from "./in-tenant.ts"

/** `followUp`: the refund was sent a while ago, and whoever asks now wants to know what became of it. */
const RefundJob = z.object({ networkId: z.int(), tenantId: z.int(), refundId: z.uuid(), followUp: z.boolean().default(false) })
const FOLLOW_UP_SECONDS = 120

/** Gives money back, or finds out whether it was given. The same key is sent again after a crash. */
export function sendRefundTask(context: TaskContext): Task {
  return async (payload) => {
    const { refundId, followUp, ...tenant } = RefundJob.parse(payload)
    const refund = await inTenant(context, tenant, (work) => lockRefund(work, refundId))
    if (refund.status === "succeeded" || refund.status === "failed") return
    const outcome = await askProvider(context, refund, followUp)
    await inTenant(context, tenant, async (work) => {
      const status = await applyRefund(work, refundId, outcome)
      if (status === "unknown") enqueue(work, { task: "send_refund", payload: { refundId, followUp: true }, key: `refund:${refundId}`, runAt: work.now.add({ seconds: FOLLOW_UP_SECONDS }) })
    })
  }
}

async function askProvider({ gateway }: TaskContext, { refundId, status, merchant, paymentRef, refundRef, amount, reason }: RefundToSend, followUp: boolean): Promise<RefundOutcome> {
  const send = () => gateway.refund({ merchant, refundId, paymentRef, amount, reason })
  if (refundRef === null && (status === "created" || !followUp)) return send()
  const outcome = await gateway.readRefund({ merchant, refundRef, refundId })
  // Written down as sent, but it never was.
  return outcome.status === "not_found" && status === "submitted" ? send() : outcome
}
