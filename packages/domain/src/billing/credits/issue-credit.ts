import { sql } from "kysely"
import { audit, record, scoped, type Work } from "@entrepot/db"
import { businessDate, moneyFromJson, toDecimalString } from "@entrepot/kernel"
import { bookedOn, postJournal } from "../../ledger/index.ts"
import type { CreditReason } from "../contract.ts"
import { creditNoteIssued } from "../events.ts"
import type { Issuer } from "../invoices/issuer.db.ts"
import { appliedJournal, creditNoteJournal } from "../invoices/journals.ts"
import { snapshotOf } from "../invoices/snapshot.ts"
import { openOf } from "../invoices/status.ts"
import { clearInvoices, type OpenItem } from "../payments/clear.db.ts"
import type { ComposedCredit } from "./compose-credit.ts"
import { enterCredit } from "./credit.db.ts"
import { writeCreditNote } from "./write-credit.db.ts"

export type CreditToIssue = { readonly creditNoteId: string; readonly item: OpenItem; readonly issuer: Issuer; readonly composed: ComposedCredit; readonly reasonCode: CreditReason; readonly reason: string; readonly apply: boolean }

/**
 * Numbers a credit note, writes it for good, posts it, and gives the account its credit; where it is to be applied, against its
 * own invoice as far as that is open. The invoice's item is locked. About nine statements.
 */
export async function issueCredit(work: Work, of: CreditToIssue): Promise<{ readonly number: string; readonly appliedMinor: bigint }> {
  const { creditNoteId, item, issuer, composed } = of
  const on = businessDate(work.now, issuer.zone).toString()
  const total = composed.total.amount
  // The customer finds it by their own number, and no e-invoice is taken without one.
  const { po_number: poNumber, order_number: orderNumber } = await scoped(work, "billing.invoice").select(["po_number", "order_number"]).where("invoice_id", "=", item.invoiceId).executeTakeFirstOrThrow()
  const document = snapshotOf({
    kind: "credit_note", issuer, composed, currency: item.currency, issuedOn: on, dueOn: null, suppliedOn: null, shipTo: null, poNumber, orderNumber, shipmentNumber: null, note: "", collect: "terms", discount: null,
    corrects: [{ number: item.number, issuedOn: item.issuedOn }], reason: of.reason,
  })
  const number = await writeCreditNote(work, { ...of, issuedOn: on, document: forMoney(document) })
  const deferred = await takeFromDeferred(work, of, on)
  const posted = { id: creditNoteId, number, accountId: item.accountId, on, currency: item.currency }
  const appliedMinor = of.apply ? (openOf(item) < total ? openOf(item) : total) : 0n
  const key = `applied:${creditNoteId}:${item.invoiceId}`
  await enterCredit(work, [
    { accountId: item.accountId, currency: item.currency, kind: "credit_note", businessKey: `credit_note:${creditNoteId}`, sourceId: creditNoteId, invoiceId: null, amountMinor: total },
    { accountId: item.accountId, currency: item.currency, kind: "applied", businessKey: key, sourceId: creditNoteId, invoiceId: item.invoiceId, amountMinor: -appliedMinor },
  ], on)
  await clearInvoices(work, [item], [{ invoiceId: item.invoiceId, kind: "credit", sourceId: creditNoteId, businessKey: key, amountMinor: appliedMinor, reason: of.reason }], on)
  await postJournal(work, creditNoteJournal(posted, { totalMinor: total, earnedMinor: composed.net.amount - deferred.taken, deferredMinor: deferred.taken, deferredBefore: deferred.before, invoiceId: item.invoiceId, taxes: composed.taxes }))
  if (appliedMinor > 0n) await postJournal(work, appliedJournal({ ...posted, id: item.invoiceId, number: item.number }, key, { amountMinor: appliedMinor, discountMinor: 0n, before: item.totalMinor - openOf(item), creditNoteId }))
  record(work, creditNoteIssued, { creditNoteId, number, accountId: item.accountId, invoiceId: item.invoiceId, orderId: item.orderId, lines: composed.lines.map((line) => ({ orderLineId: line.orderLineId, baseQuantity: line.baseQuantity })) })
  audit(work, { action: "credit_note.issued", subjectKind: "credit_note", subjectId: creditNoteId, reason: of.reason, after: { number, invoice: item.number, total: total.toString() } })
  return { number, appliedMinor }
}

/** A line of money without goods is one of what it comes to. */
function forMoney(document: ReturnType<typeof snapshotOf>): ReturnType<typeof snapshotOf> {
  return { ...document, lines: document.lines.map((line) => (Number(line.quantity) === 0 ? { ...line, quantity: "1", unitPrice: decimalOf(line.net) } : line)) }
}

function decimalOf({ amount, currency }: { readonly amount: string; readonly currency: string }): string {
  return toDecimalString(moneyFromJson({ amount, currency }))
}

/** What never left was never earned: its credit takes from what is deferred first. */
async function takeFromDeferred(work: Work, { creditNoteId, item, composed, reasonCode }: CreditToIssue, on: string): Promise<{ readonly taken: bigint; readonly before: bigint }> {
  if (reasonCode !== "cancelled" && reasonCode !== "short_delivery") return { taken: 0n, before: 0n }
  const { rows } = await sql<{ taken: bigint; before: bigint }>`
    insert into billing.revenue_release (network_id, tenant_id, account_id, invoice_id, cause_key, amount_minor, booked_on, released_at)
    select i.network_id, i.tenant_id, i.account_id, i.invoice_id, ${`credit:${creditNoteId}`}, least(${composed.net.amount}::bigint, i.deferred_minor - coalesce(r.released, 0)), ${bookedOn(on)}, ${work.now.toString()}::timestamptz
      from billing.invoice i left join lateral (select sum(x.amount_minor) as released from billing.revenue_release x where (x.network_id, x.tenant_id, x.account_id, x.invoice_id) = (i.network_id, i.tenant_id, i.account_id, i.invoice_id)) r on true
     where i.network_id = ${work.scope.networkId} and i.tenant_id = ${work.scope.tenantId} and i.invoice_id = ${item.invoiceId} and i.deferred_minor > coalesce(r.released, 0) and ${composed.net.amount}::bigint > 0
    returning amount_minor as taken, (select coalesce(sum(b.amount_minor), 0) from billing.revenue_release b where (b.network_id, b.tenant_id, b.account_id, b.invoice_id) = (revenue_release.network_id, revenue_release.tenant_id, revenue_release.account_id, revenue_release.invoice_id))::bigint as before`.execute(work.db)
  return rows[0] ?? { taken: 0n, before: 0n }
}
