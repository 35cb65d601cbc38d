import { actorRecord, audit, enqueue, json, record, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { businessDate, moneyToJson, newId, Refusal, Temporal, type MoneyJson } from "@entrepot/kernel"
import { postJournal, reverseJournal } from "../../ledger/index.ts"
import { authorize, getTenant } from "../../tenancy/index.ts"
import { cardRefundRefusal, RefundPayment, type RefundStatus } from "../contract.ts"
import { enterCredit } from "../credits/credit.db.ts"
import { paymentRefunded, refundFailed } from "../events.ts"
import { refundJournal, refundKey } from "../invoices/journals.ts"
import type { Merchant, RefundOutcome } from "./gateway.ts"
import { merchantOf } from "./payer.db.ts"
import { moneyOf } from "./shares.ts"

/**
 * Pays credit back in money, the way a payment came: a card's by the provider, any other by hand. The credit is taken at once, in the
 * books too, so that it cannot be spent meanwhile, and comes back when the provider refuses. Clicking twice is refunding once.
 *
 * Refuses `billing.payment_not_found`, `billing.refund_is_more_than_paid`, `billing.not_enough_credit`, `billing.refund_is_too_fine`.
 */
export async function refundPayment(work: Work, input: RefundPayment): Promise<{ readonly refundId: string; readonly status: RefundStatus }> {
  authorize(work, "payment.record")
  const ask = RefundPayment.parse(input)
  const payment = await lockPayment(work, ask.paymentId)
  const refunds = await scoped(work, "billing.refund").select(["refund_id", "request_key", "status", "amount_minor"]).where("payment_id", "=", ask.paymentId).execute()
  const before = refunds.find((one) => one.request_key === ask.requestKey)
  if (before) return { refundId: before.refund_id, status: before.status as RefundStatus }
  const amountMinor = BigInt(ask.amount.amount)
  const given = refunds.filter((one) => one.status !== "failed").reduce((sum, one) => sum + one.amount_minor, await withdrawnOf(work, ask.paymentId))
  if (amountMinor <= 0n || ask.amount.currency !== payment.currency || given + amountMinor > payment.amount_minor) throw new Refusal("billing.refund_is_more_than_paid", "rule", { left: (payment.amount_minor - given).toString(), currency: payment.currency })
  const byProvider = payment.attempt_id !== null
  const refused = byProvider ? cardRefundRefusal(ask.amount) : undefined
  if (refused) throw new Refusal(refused.code, "rule", refused.facts)
  const refundId = newId<"refund">(work.now.epochMilliseconds)
  const { zone } = await getTenant(work)
  const on = businessDate(work.now, zone).toString()
  await enterCredit(work, [{ accountId: payment.account_id, currency: payment.currency, kind: "refunded", businessKey: `refund:${refundId}`, sourceId: refundId, invoiceId: null, amountMinor: -amountMinor }], on)
  const at = work.now.toString()
  await scopedInsert(work, "billing.refund", { account_id: payment.account_id, refund_id: refundId, request_key: ask.requestKey, payment_id: ask.paymentId, status: byProvider ? "created" : "succeeded", currency: payment.currency, amount_minor: amountMinor, reason: ask.reason, created_by: json(actorRecord(work.actor)), created_at: at, updated_at: at }).execute()
  if (byProvider) enqueue(work, { task: "send_refund", payload: { refundId }, key: `refund:${refundId}` })
  await postRefund(work, { refundId, accountId: payment.account_id, currency: payment.currency, amountMinor, on, byProvider })
  if (!byProvider) record(work, paymentRefunded, { refundId, paymentId: ask.paymentId, accountId: payment.account_id, byProvider: false })
  audit(work, { action: "payment.refund_asked", subjectKind: "payment", subjectId: ask.paymentId, reason: ask.reason, after: { refundId, amount: amountMinor.toString() } })
  return { refundId, status: byProvider ? "created" : "succeeded" }
}

/** A payment's row cannot be locked, because nobody may change it; its account's balance is, by whoever spends credit. */
async function lockPayment(work: Work, paymentId: string) {
  const payment = await scoped(work, "billing.payment").select(["account_id", "currency", "amount_minor", "attempt_id"]).where("payment_id", "=", paymentId).executeTakeFirst()
  if (!payment) throw new Refusal("billing.payment_not_found", "not_found")
  await scoped(work, "billing.credit_balance").select("balance_minor").where("account_id", "=", payment.account_id).where("currency", "=", payment.currency).forNoKeyUpdate().execute()
  return payment
}

/** What disputes of it have taken already. */
async function withdrawnOf(work: Work, paymentId: string): Promise<bigint> {
  const rows = await scoped(work, "billing.dispute").select("withdrawn_minor").where("payment_id", "=", paymentId).execute()
  return rows.reduce((sum, row) => sum + row.withdrawn_minor, 0n)
}

type Paid = { readonly refundId: string; readonly accountId: string; readonly currency: string; readonly amountMinor: bigint; readonly on: string; readonly byProvider: boolean }

async function postRefund(work: Work, of: Paid): Promise<void> {
  await postJournal(work, refundJournal({ id: of.refundId, number: of.refundId, accountId: of.accountId, on: of.on, currency: of.currency }, of.amountMinor, of.byProvider ? "cash_in_transit" : "cash"))
}

export type RefundToSend = { readonly refundId: string; readonly status: RefundStatus; readonly merchant: Merchant; readonly paymentRef: string; readonly refundRef: string | null; readonly amount: MoneyJson; readonly reason: string }

/** Locks a refund, notes that it is being sent, and reads what that takes. Refuses `billing.refund_not_found`. */
export async function lockRefund(work: Work, refundId: string): Promise<RefundToSend> {
  const row = await lockRow(work, refundId)
  const [payment, merchant] = await Promise.all([scoped(work, "billing.payment").select("payment_ref").where("payment_id", "=", row.payment_id).executeTakeFirstOrThrow(), merchantOf(work)])
  if (row.status === "created") await scopedUpdate(work, "billing.refund").set({ status: "submitted", updated_at: work.now.toString() }).where("refund_id", "=", refundId).execute()
  return { refundId, status: row.status as RefundStatus, merchant, paymentRef: payment.payment_ref ?? "", refundRef: row.refund_ref, amount: moneyToJson(moneyOf(row.amount_minor, row.currency)), reason: row.reason }
}

async function lockRow(work: Work, refundId: string) {
  const row = await scoped(work, "billing.refund").select(["account_id", "payment_id", "status", "currency", "amount_minor", "reason", "refund_ref", "provider_version", "created_at"]).where("refund_id", "=", refundId).forNoKeyUpdate().executeTakeFirst()
  if (!row) throw new Refusal("billing.refund_not_found", "not_found")
  return row
}

/** Applies what became of a refund: refused, the credit is back, in the books as well, also where the bank sends it back after it was paid. An older answer changes nothing. */
export async function applyRefund(work: Work, refundId: string, outcome: RefundOutcome): Promise<RefundStatus> {
  const row = await lockRow(work, refundId)
  if (row.status === "failed" || (row.status === "succeeded" && outcome.status !== "failed") || (outcome.status !== "succeeded" && outcome.version < Number(row.provider_version))) return row.status as RefundStatus
  const status: RefundStatus = outcome.status === "not_found" ? "failed" : outcome.status === "processing" ? "submitted" : outcome.status
  await scopedUpdate(work, "billing.refund").set({
    status, provider_version: outcome.version, updated_at: work.now.toString(), ...("refundRef" in outcome && outcome.refundRef && { refund_ref: outcome.refundRef }), code: outcome.status === "failed" ? outcome.code : null,
  }).where("refund_id", "=", refundId).execute()
  const { zone } = await getTenant(work)
  const of = { refundId, paymentId: row.payment_id, accountId: row.account_id }
  // One that was under way before the books took refunds when they are asked for; for any other the same key changes nothing.
  await postRefund(work, { ...of, currency: row.currency, amountMinor: row.amount_minor, on: businessDate(Temporal.Instant.fromEpochMilliseconds(row.created_at.getTime()), zone).toString(), byProvider: true })
  if (status === "succeeded") record(work, paymentRefunded, { ...of, byProvider: false })
  if (status === "failed") {
    const on = businessDate(work.now, zone).toString()
    await reverseJournal(work, { businessKey: refundKey(refundId), reversedOn: on })
    await enterCredit(work, [{ accountId: row.account_id, currency: row.currency, kind: "restored", businessKey: `refund:${refundId}:failed`, sourceId: refundId, invoiceId: null, amountMinor: row.amount_minor }], on)
    record(work, refundFailed, of)
  }
  return status
}
