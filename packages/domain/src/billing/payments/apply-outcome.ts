import { audit, record, scoped, type Work } from "@entrepot/db"
import { businessDate } from "@entrepot/kernel"
import { holdOccurrence } from "../../subscriptions/index.ts"
import { getTenant } from "../../tenancy/index.ts"
import type { AttemptStatus } from "../contract.ts"
import { paymentFailed, paymentNeedsAction } from "../events.ts"
import { nextStep, type AttemptStep } from "./attempt.ts"
import { lockAttemptRow, saveAttempt, type Attempt } from "./attempt.db.ts"
import { markRefused } from "./attempt-worker.ts"
import { lockOpenItems } from "./clear.db.ts"
import type { PaymentOutcome } from "./gateway.ts"
import { receivePayment } from "./receive.ts"

export type Applied = { readonly status: AttemptStatus; readonly changed: boolean }

/**
 * Applies what became of a charge, from an answer, a webhook or a reconciliation: in any order, as often as anybody says so.
 * Money that arrived is a payment, once. Refuses `billing.attempt_not_found`.
 */
export async function applyPaymentOutcome(work: Work, attemptId: string, outcome: PaymentOutcome): Promise<Applied> {
  // Invoices are locked before the attempt, as everywhere; what an attempt is for never changes.
  const items = await lockOpenItems(work, await invoicesOf(work, attemptId))
  const attempt = await lockAttemptRow(work, attemptId)
  const step = nextStep(attempt, outcome)
  if (step.step === "ignore") return { status: attempt.status, changed: false }
  const ref = { providerVersion: outcome.version, paymentRef: "paymentRef" in outcome ? outcome.paymentRef : null }
  if (step.step === "wait") {
    await saveAttempt(work, attempt, { ...ref, status: step.status, redirectUrl: outcome.status === "requires_action" ? outcome.redirectUrl : null, message: outcome.status === "unknown" ? outcome.message : "", finished: false })
    if (step.status === "requires_action" && attempt.status !== "requires_action" && attempt.cause !== "person") record(work, paymentNeedsAction, { attemptId, accountId: attempt.accountId, invoiceIds: attempt.invoices.map((one) => one.invoiceId) })
    return { status: step.status, changed: true }
  }
  if (step.step === "fail") return fail(work, attempt, step, ref, items.flatMap((item) => item.occurrenceId ?? []))
  if (outcome.status !== "succeeded") throw new Error("Only what succeeded is paid.")
  await saveAttempt(work, attempt, { ...ref, status: "succeeded", finished: true })
  const { zone } = await getTenant(work)
  await receivePayment(work, {
    businessKey: `attempt:${attemptId}`, accountId: attempt.accountId, currency: attempt.currency, amountMinor: BigInt(outcome.amount.amount), feeMinor: BigInt(outcome.feeMinor ?? "0"), paidBy: "card", attemptId, paymentRef: outcome.paymentRef, reference: "",
    receivedOn: businessDate(work.now, zone).toString(), wanted: attempt.invoices, items,
  })
  audit(work, { action: "payment.received", subjectKind: "payment_attempt", subjectId: attemptId })
  return { status: "succeeded", changed: true }
}

async function invoicesOf(work: Work, attemptId: string): Promise<readonly string[]> {
  const rows = await scoped(work, "billing.attempt_invoice").select("invoice_id").where("attempt_id", "=", attemptId).execute()
  return rows.map((row) => row.invoice_id)
}

async function fail(work: Work, attempt: Attempt, step: AttemptStep & { step: "fail" }, ref: { readonly providerVersion: number; readonly paymentRef: string | null }, occurrenceIds: readonly string[]): Promise<Applied> {
  const { decline, code, message } = step
  await saveAttempt(work, attempt, { ...ref, status: "failed", decline, code, message, finished: true })
  if (decline === "hard") await markRefused(work, attempt.methodId)
  for (const occurrenceId of occurrenceIds) await holdOccurrence(work, occurrenceId, "payment", code)
  record(work, paymentFailed, { attemptId: attempt.attemptId, accountId: attempt.accountId, invoiceIds: attempt.invoices.map((one) => one.invoiceId), decline, code, occurrenceIds: [...occurrenceIds] })
  audit(work, { action: "payment.failed", subjectKind: "payment_attempt", subjectId: attempt.attemptId, after: { decline, code } })
  return { status: "failed", changed: true }
}
