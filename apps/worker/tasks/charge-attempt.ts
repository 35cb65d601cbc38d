import { enqueue, type Work } from "@entrepot/db"
import { applyPaymentOutcome, lockAttempt, markSubmitted, type AttemptToCharge, type PaymentOutcome } from "@entrepot/domain/billing"
import type { Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./context.ts"
import { customerOf } from "./customer.ts"
import { inTenant, returnUrl } from "./in-tenant.ts"

/** `followUp`: the charge was sent a while ago, and whoever asks now wants to know what became of it. */
const ChargeJob = z.object({ networkId: z.int(), tenantId: z.int(), attemptId: z.uuid(), followUp: z.boolean().default(false) })

/** Longer than any answer is on its way: what the provider has not heard of by then, it never will. */
const FOLLOW_UP_SECONDS = 120
/** So long may somebody take at their bank. */
const PATIENCE_MINUTES = 60

/**
 * Makes an attempt, or finds out what became of it. Before anything is sent it is written down that it is; after a crash between
 * the charge and its commit the same key is sent again, and the provider repeats its answer instead of charging twice.
 */
export function chargeAttemptTask(context: TaskContext): Task {
  return async (payload) => {
    const { attemptId, followUp, ...tenant } = ChargeJob.parse(payload)
    const attempt = await inTenant(context, tenant, (work) => takeAttempt(work, attemptId))
    if (attempt.status === "succeeded" || attempt.status === "failed") return
    const outcome = await askProvider(context, attempt, followUp)
    await inTenant(context, tenant, async (work) => {
      const { status } = await applyPaymentOutcome(work, attemptId, outcome)
      if (status === "unknown") enqueue(work, { task: "charge_attempt", payload: { attemptId, followUp: true }, key: `charge:${attemptId}`, runAt: work.now.add({ seconds: FOLLOW_UP_SECONDS }) })
    })
  }
}

async function takeAttempt(work: Work, attemptId: string): Promise<AttemptToCharge> {
  const attempt = await lockAttempt(work, attemptId)
  if (attempt.status === "created") await markSubmitted(work, attemptId)
  return attempt
}

async function askProvider(context: TaskContext, attempt: AttemptToCharge, followUp: boolean): Promise<PaymentOutcome> {
  const { gateway } = context
  const { attemptId, merchant, paymentRef, status } = attempt
  if (paymentRef === null && (status === "created" || !followUp)) return charge(context, attempt)
  const outcome = await gateway.readPayment({ merchant, attemptId, paymentRef })
  // Written down as sent, but it never was: the provider was away, or we were ended just then.
  if (outcome.status === "not_found" && status === "submitted") return charge(context, attempt)
  return outcome.status === "requires_action" && minutesSince(attemptId) > PATIENCE_MINUTES ? gateway.cancelPayment({ merchant, paymentRef: outcome.paymentRef }) : outcome
}

async function charge(context: TaskContext, attempt: AttemptToCharge): Promise<PaymentOutcome> {
  const { attemptId, accountId, merchant, methodRef, amount, description, onSession } = attempt
  const customerRef = await customerOf(context, attempt)
  return context.gateway.charge({ merchant, attemptId, accountId, customerRef, methodRef, amount, description, onSession, returnUrl: returnUrl(attempt, { attempt: attemptId }, context) })
}

/** The ids of attempts begin with the time at which they were made. */
function minutesSince(attemptId: string): number {
  return (Date.now() - Number.parseInt(attemptId.replace("-", "").slice(0, 12), 16)) / 60_000
}
