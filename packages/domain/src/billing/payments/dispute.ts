import { audit, record, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { businessDate, newId } from "@entrepot/kernel"
import { postJournal } from "../../ledger/index.ts"
import { getTenant } from "../../tenancy/index.ts"
import { isClosedDispute } from "../contract.ts"
import { disputeClosed, disputeMoved, disputeOpened } from "../events.ts"
import { disputeFeeJournal } from "../invoices/journals.ts"
import { markRefused } from "./attempt-worker.ts"
import { lockOpenItems, type OpenItem } from "./clear.db.ts"
import type { DisputeOutcome } from "./gateway.ts"
import { findPaid, type PaidPayment } from "./paid.db.ts"
import { clearedBy, giveBack, takeBack, type TakenBack } from "./take-back.ts"

type Kept = { readonly disputeId: string; readonly fresh: boolean; readonly withdrawnMinor: bigint; readonly uncoveredMinor: bigint; readonly feeMinor: bigint; readonly movements: number; readonly version: number; readonly closed: boolean; readonly status: string }

/**
 * What the provider says of a dispute holds here too: so much of the payment is away, until then somebody may answer. What went or came since
 * is the difference to what we knew, so that it does not matter which of its webhooks came, how often or in which order; an older answer changes
 * nothing. Answers whether it is about a payment of the tenant. For the worker.
 */
export async function applyDispute(work: Work, outcome: DisputeOutcome): Promise<boolean> {
  const payment = await findPaid(work, outcome.paymentRef)
  if (!payment) return false
  // Invoices are locked before everything else that pays them.
  const items = await lockOpenItems(work, await clearedBy(work, payment.paymentId))
  const kept = await lockDispute(work, payment, outcome)
  if (!kept.fresh && outcome.version < kept.version) return true
  const on = businessDate(work.now, (await getTenant(work)).zone).toString()
  const moved = await move(work, { payment, items, kept, outcome, on })
  const fee = await keepFee(work, { payment, items, kept, outcome, on })
  const movement = kept.movements + (moved || fee ? 1 : 0)
  await save(work, kept, outcome, { movement, uncoveredMinor: moved?.uncoveredMinor ?? 0n })
  await announce(work, payment, kept, outcome, { movement, invoiceIds: moved?.invoiceIds ?? [] })
  return true
}

async function lockDispute(work: Work, payment: PaidPayment, outcome: DisputeOutcome): Promise<Kept> {
  const now = work.now.toString()
  const made = await scopedInsert(work, "billing.dispute", {
    account_id: payment.accountId, dispute_id: newId<"dispute">(work.now.epochMilliseconds), dispute_ref: outcome.disputeRef, payment_id: payment.paymentId, status: outcome.status, reason: outcome.reason, currency: payment.currency,
    amount_minor: BigInt(outcome.amount.amount), fee_currency: outcome.fee.currency, opened_at: outcome.openedAt, closed_at: isClosedDispute(outcome.status) ? now : null, recorded_at: now, updated_at: now,
  }).onConflict((conflict) => conflict.doNothing()).returning("dispute_id").executeTakeFirst()
  const row = await scoped(work, "billing.dispute").select(["dispute_id", "withdrawn_minor", "uncovered_minor", "fee_minor", "movements", "provider_version", "closed_at", "status", "payment_id", "currency"]).where("dispute_ref", "=", outcome.disputeRef).forNoKeyUpdate().executeTakeFirstOrThrow()
  if (row.payment_id !== payment.paymentId || outcome.withdrawn.currency !== row.currency) throw new Error(`The dispute ${outcome.disputeRef} is about another payment, or in another currency, than it was.`)
  return {
    disputeId: row.dispute_id, fresh: made !== undefined, withdrawnMinor: row.withdrawn_minor, uncoveredMinor: row.uncovered_minor, feeMinor: row.fee_minor, movements: row.movements, version: Number(row.provider_version),
    closed: made === undefined && row.closed_at !== null, status: row.status,
  }
}

type Change = { readonly payment: PaidPayment; readonly items: readonly OpenItem[]; readonly kept: Kept; readonly outcome: DisputeOutcome; readonly on: string }

async function move(work: Work, { payment, items, kept, outcome, on }: Change): Promise<TakenBack | undefined> {
  const difference = BigInt(outcome.withdrawn.amount) - kept.withdrawnMinor
  if (difference === 0n) return undefined
  const of = { kind: "dispute" as const, sourceId: kept.disputeId, movement: kept.movements + 1, number: outcome.disputeRef, on, payment, items }
  return difference > 0n ? takeBack(work, { ...of, amountMinor: difference }) : giveBack(work, { ...of, amountMinor: -difference }, kept.uncoveredMinor)
}

/** Answers whether it is another one than before. */
async function keepFee(work: Work, { payment, kept, outcome, on }: Change): Promise<boolean> {
  const fee = BigInt(outcome.fee.amount)
  if (fee === kept.feeMinor) return false
  await postJournal(work, disputeFeeJournal({ id: kept.disputeId, number: outcome.disputeRef, accountId: payment.accountId, on, currency: outcome.fee.currency }, `dispute:${kept.disputeId}:fee:${outcome.version}`, fee - kept.feeMinor))
  return true
}

async function save(work: Work, kept: Kept, outcome: DisputeOutcome, { movement, uncoveredMinor }: { readonly movement: number; readonly uncoveredMinor: bigint }): Promise<void> {
  const now = work.now.toString()
  await scopedUpdate(work, "billing.dispute").set({
    status: outcome.status, reason: outcome.reason, amount_minor: BigInt(outcome.amount.amount), evidence_due_at: outcome.evidenceDueAt, withdrawn_minor: BigInt(outcome.withdrawn.amount), uncovered_minor: kept.uncoveredMinor + uncoveredMinor,
    fee_minor: BigInt(outcome.fee.amount), fee_currency: outcome.fee.currency, movements: movement, provider_version: outcome.version, updated_at: now, ...(isClosedDispute(outcome.status) ? !kept.closed && { closed_at: now } : { closed_at: null }),
  }).where("dispute_id", "=", kept.disputeId).execute()
}

/** Whoever got their money back is not charged by themselves again with that card: another one is needed, or its holder's own click. */
async function announce(work: Work, { paymentId, accountId, attemptId }: PaidPayment, kept: Kept, { status, withdrawn }: DisputeOutcome, { movement, invoiceIds }: { readonly movement: number; readonly invoiceIds: readonly string[] }): Promise<void> {
  const about = { disputeId: kept.disputeId, paymentId, accountId }
  const closed = isClosedDispute(status)
  if (kept.fresh && !closed) record(work, disputeOpened, about)
  const moved = movement !== kept.movements
  if (moved) record(work, disputeMoved, { ...about, movement, invoiceIds: [...invoiceIds] })
  if (closed && !(kept.closed && kept.status === status)) record(work, disputeClosed, { ...about, status })
  if (kept.fresh || moved || status !== kept.status) audit(work, { action: `payment.dispute_${status}`, subjectKind: "payment", subjectId: paymentId, after: { disputeId: kept.disputeId, withdrawn: withdrawn.amount } })
  if (status !== "lost" || attemptId === null) return
  const attempt = await scoped(work, "billing.payment_attempt").select("method_id").where("attempt_id", "=", attemptId).executeTakeFirst()
  if (attempt) await markRefused(work, attempt.method_id)
}
