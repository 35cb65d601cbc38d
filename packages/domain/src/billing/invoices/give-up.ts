import { audit, record, scoped, type Work } from "@entrepot/db"
import { businessDate, Refusal } from "@entrepot/kernel"
import { postJournal } from "../../ledger/index.ts"
import { authorize, getTenant } from "../../tenancy/index.ts"
import { GiveUpInvoice } from "../contract.ts"
import { invoiceVoided } from "../events.ts"
import { paymentIsUnderWay, underWay } from "../payments/attempt.db.ts"
import { isInDispute } from "../payments/paid.db.ts"
import { clearInvoices, lockOpenItem, type OpenItem } from "../payments/clear.db.ts"
import type { TaxRow } from "./compose.ts"
import { voidJournal } from "./journals.ts"
import { openOf } from "./status.ts"
import { plainPercent } from "./percent.ts"
import { waitingWriteOff } from "./write-off.db.ts"

/**
 * Takes an invoice back that should never have been: nobody owes it. Only one that was written by hand and of which nothing
 * was paid or credited: what was ordered is always invoiced, and what is wrong about that is corrected by a credit note.
 *
 * Refuses `billing.invoice_not_found`, `invoice_is_settled`, `invoice_is_paid_in_part`, `payment_is_under_way`, `payment_is_disputed`, `service_is_credited`, `shipped_goods_are_invoiced`,
 * `write_off_waits`.
 */
export async function voidInvoice(work: Work, input: GiveUpInvoice): Promise<void> {
  authorize(work, "credit_note.issue")
  const { invoiceId, reason } = GiveUpInvoice.parse(input)
  const { item, on } = await lockToGiveUp(work, invoiceId)
  if (await waitingWriteOff(work, invoiceId)) throw new Refusal("billing.write_off_waits", "conflict", { number: item.number })
  if (openOf(item) !== item.totalMinor) throw new Refusal("billing.invoice_is_paid_in_part", "conflict", { number: item.number })
  if (!item.orderId && item.subscriptionId) throw new Refusal("billing.service_is_credited", "rule", { number: item.number })
  if (item.orderId) throw new Refusal("billing.shipped_goods_are_invoiced", "rule", { number: item.number })
  const taxes = await taxesOf(work, invoiceId)
  await clearInvoices(work, [item], [{ invoiceId, kind: "void", sourceId: null, businessKey: `void:${invoiceId}`, amountMinor: item.totalMinor, reason }], on)
  await postJournal(work, voidJournal({ id: invoiceId, number: item.number, accountId: item.accountId, on, currency: item.currency }, { totalMinor: item.totalMinor, earnedMinor: item.totalMinor - taxes.reduce((sum, row) => sum + row.taxMinor, 0n), deferredMinor: 0n, taxes }))
  record(work, invoiceVoided, about(item))
  audit(work, { action: "invoice.voided", subjectKind: "invoice", subjectId: invoiceId, reason, before: { number: item.number } })
}

export const about = (item: OpenItem) => ({ invoiceId: item.invoiceId, number: item.number, accountId: item.accountId, orderId: item.orderId })

/** Locks what is to be given up, and the day of it. Refuses what is settled or being paid, and what a bank may still decide: its money may come again. */
export async function lockToGiveUp(work: Work, invoiceId: string): Promise<{ readonly item: OpenItem; readonly on: string }> {
  const item = await lockOpenItem(work, invoiceId)
  if (openOf(item) === 0n) throw new Refusal("billing.invoice_is_settled", "conflict", { number: item.number })
  const [busy, { zone }, disputed] = await Promise.all([underWay(work, [invoiceId]), getTenant(work), isInDispute(work, invoiceId)])
  if (busy.size > 0) throw paymentIsUnderWay()
  if (disputed) throw new Refusal("billing.payment_is_disputed", "conflict", { number: item.number })
  return { item, on: businessDate(work.now, zone).toString() }
}

export async function taxesOf(work: Work, invoiceId: string): Promise<readonly TaxRow[]> {
  const rows = await scoped(work, "billing.invoice_tax").select(["jurisdiction", "tax_category as taxCategory", "percent", "net_minor as netMinor", "tax_minor as taxMinor"]).where("invoice_id", "=", invoiceId).execute()
  return rows.map((row) => ({ ...row, percent: plainPercent(row.percent), label: "" }))
}
