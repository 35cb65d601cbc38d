import { actorRecord, audit, json, record, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { businessDate, isUuid, newId } from "@entrepot/kernel"
import { getTenant } from "../../tenancy/index.ts"
import { paymentRefunded, refundFailed } from "../events.ts"
import { lockOpenItems, type OpenItem } from "./clear.db.ts"
import type { ProviderRefund, RefundOutcome } from "./gateway.ts"
import { findPaid, type PaidPayment } from "./paid.db.ts"
import { applyRefund } from "./refund.ts"
import { clearedBy, giveBack, takeBack } from "./take-back.ts"

type Told = RefundOutcome & { readonly status: "succeeded" | "processing" | "failed"; readonly refundRef: string }

/**
 * What the provider says of a refund, whoever made it. One of ours is applied as such; one that somebody made with the provider itself is
 * written down with its source, and is in the books as soon as it is paid: it takes what is to the account's credit, or opens the payment's
 * invoices again. One that fails afterwards is put back. Answers whether it is about a payment of the tenant. For the worker.
 */
export async function applyProviderRefund(work: Work, { refundId, paymentRef, reason, outcome }: ProviderRefund): Promise<boolean> {
  if (refundId !== null && (await isOurs(work, refundId))) return applyRefund(work, refundId, outcome).then(() => true)
  if (!isTold(outcome)) return false
  const payment = await findPaid(work, paymentRef)
  if (!payment) return false
  const items = await lockOpenItems(work, await clearedBy(work, payment.paymentId))
  const row = await lockRefundOf(work, payment, outcome, reason)
  if (row && outcome.version >= Number(row.provider_version)) await apply(work, { payment, items, row, outcome })
  return true
}

const isTold = (outcome: RefundOutcome): outcome is Told => outcome.status !== "unknown" && outcome.status !== "not_found" && outcome.refundRef !== null

async function isOurs(work: Work, refundId: string): Promise<boolean> {
  if (!isUuid(refundId)) return false
  return (await scoped(work, "billing.refund").select("refund_id").where("refund_id", "=", refundId).where("source", "=", "portal").executeTakeFirst()) !== undefined
}

type Row = NonNullable<Awaited<ReturnType<typeof lockRow>>>

/** Undefined where it failed before we ever heard of it: nothing went anywhere. */
async function lockRefundOf(work: Work, payment: PaidPayment, outcome: Told, reason: string): Promise<Row | undefined> {
  const before = await lockRow(work, outcome.refundRef)
  if (before || outcome.status === "failed") return before
  const now = work.now.toString()
  await scopedInsert(work, "billing.refund", {
    account_id: payment.accountId, refund_id: newId<"refund">(work.now.epochMilliseconds), request_key: `provider:${outcome.refundRef}`, payment_id: payment.paymentId, status: "submitted", source: "provider", currency: payment.currency,
    amount_minor: BigInt(outcome.amount.amount), reason, refund_ref: outcome.refundRef, created_by: json(actorRecord(work.actor)), created_at: now, updated_at: now,
  }).onConflict((conflict) => conflict.doNothing()).execute()
  return lockRow(work, outcome.refundRef)
}

function lockRow(work: Work, refundRef: string) {
  return scoped(work, "billing.refund").select(["refund_id", "source", "status", "amount_minor", "uncovered_minor", "movements", "provider_version"]).where("refund_ref", "=", refundRef).forNoKeyUpdate().executeTakeFirst()
}

async function apply(work: Work, { payment, items, row, outcome }: { readonly payment: PaidPayment; readonly items: readonly OpenItem[]; readonly row: Row; readonly outcome: Told }): Promise<void> {
  if (row.source === "portal") return void (await applyRefund(work, row.refund_id, outcome))
  const status = outcome.status === "processing" ? "submitted" : outcome.status
  if (row.status === status || (row.status === "succeeded" && status === "submitted") || row.status === "failed") return
  const on = businessDate(work.now, (await getTenant(work)).zone).toString()
  const of = { kind: "refund" as const, sourceId: row.refund_id, movement: row.movements + 1, number: outcome.refundRef, on, amountMinor: row.amount_minor, payment, items }
  const moved = status === "succeeded" ? await takeBack(work, of) : row.status === "succeeded" ? await giveBack(work, of, row.uncovered_minor) : undefined
  await scopedUpdate(work, "billing.refund").set({
    status, provider_version: outcome.version, updated_at: work.now.toString(), code: outcome.status === "failed" ? outcome.code : null, movements: row.movements + (moved ? 1 : 0), uncovered_minor: row.uncovered_minor + (moved?.uncoveredMinor ?? 0n),
  }).where("refund_id", "=", row.refund_id).execute()
  const about = { refundId: row.refund_id, paymentId: payment.paymentId, accountId: payment.accountId }
  if (status === "succeeded") record(work, paymentRefunded, { ...about, byProvider: true })
  if (status === "failed") record(work, refundFailed, about)
  audit(work, { action: `payment.refund_${status}_by_provider`, subjectKind: "payment", subjectId: payment.paymentId, after: { refundId: row.refund_id, amount: row.amount_minor.toString() } })
}
