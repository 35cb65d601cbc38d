import { sql } from "kysely"
import { actorRecord, json, record, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { bookedOn, postJournal } from "../../ledger/index.ts"
import { enterCredit } from "../credits/credit.db.ts"
import { paymentReceived } from "../events.ts"
import { openOf } from "../invoices/status.ts"
import { paymentJournal, type TakenOff } from "../invoices/journals.ts"
import type { PaidBy } from "../contract.ts"
import { spread } from "./attempt.ts"
import { clearInvoices, type OpenItem } from "./clear.db.ts"

export type Received = {
  readonly businessKey: string; readonly accountId: string; readonly currency: string; readonly amountMinor: bigint; readonly feeMinor: bigint; readonly paidBy: PaidBy; readonly attemptId: string | null; readonly paymentRef: string | null
  readonly reference: string; readonly receivedOn: string
  /** What it is for, in this order; the items are locked. */
  readonly wanted: readonly { readonly invoiceId: string; readonly amountMinor: bigint; readonly discountMinor: bigint }[]
  readonly items: readonly OpenItem[]
}

/**
 * Money arrived. It clears what it was meant for, as far as that is still open; the rest is the account's credit. The shares
 * and the rest add up to it. A discount goes with it where the rest of the invoice is paid. Six statements at most; the same
 * business key twice is refused by the database.
 */
export async function receivePayment(work: Work, received: Received): Promise<{ readonly paymentId: string; readonly restMinor: bigint }> {
  const { accountId, currency, amountMinor, receivedOn } = received
  const paymentId = newId<"payment">(work.now.epochMilliseconds)
  const open = (invoiceId: string) => { const item = received.items.find((one) => one.invoiceId === invoiceId); return item ? openOf(item) : 0n }
  const { shares, restMinor } = spread(amountMinor, received.wanted.map((one) => ({ ...one, openMinor: open(one.invoiceId) })))
  const discounts = discountsOf(received.items, received.wanted, shares)
  await writePayment(work, paymentId, received)
  // Credit before what is owed, as everywhere: a credit note of the same account goes the same way.
  await enterCredit(work, [{ accountId, currency, kind: "unapplied_payment", businessKey: `payment:${paymentId}`, sourceId: paymentId, invoiceId: null, amountMinor: restMinor }], receivedOn)
  await clearInvoices(work, received.items, [
    ...shares.map((share) => ({ ...share, kind: "payment" as const, sourceId: paymentId, businessKey: `payment:${paymentId}:${share.invoiceId}` })),
    ...discounts.map((share) => ({ ...share, kind: "discount" as const, sourceId: paymentId, businessKey: `discount:${paymentId}:${share.invoiceId}` })),
  ], receivedOn)
  const sums = { amountMinor, clearedMinor: amountMinor - restMinor, discountMinor: discounts.reduce((sum, one) => sum + one.amountMinor, 0n), feeMinor: received.feeMinor, into: received.attemptId ? "cash_in_transit" as const : "cash" as const, cleared: takenOff(received.items, [...shares, ...discounts]) }
  await postJournal(work, paymentJournal({ id: paymentId, number: received.reference || paymentId, accountId, on: receivedOn, currency }, sums))
  record(work, paymentReceived, { paymentId, accountId, invoiceIds: shares.map((share) => share.invoiceId) })
  return { paymentId, restMinor }
}

/** What is taken off each invoice, and what was taken off before. */
function takenOff(items: readonly OpenItem[], parts: readonly Part[]): readonly TakenOff[] {
  return items.flatMap((item) => {
    const amount = parts.filter((part) => part.invoiceId === item.invoiceId).reduce((sum, part) => sum + part.amountMinor, 0n)
    return amount === 0n ? [] : [{ invoiceId: item.invoiceId, before: item.totalMinor - openOf(item), amount }]
  })
}

type Part = { readonly invoiceId: string; readonly amountMinor: bigint }

/** The discounts that are earned: those of invoices of which the shares pay all the rest. */
export function discountsOf(items: readonly OpenItem[], wanted: Received["wanted"], shares: readonly Part[]): readonly Part[] {
  return shares.flatMap(({ invoiceId, amountMinor }) => {
    const item = items.find((one) => one.invoiceId === invoiceId)
    const promised = wanted.find((one) => one.invoiceId === invoiceId)?.discountMinor ?? 0n
    return item && promised > 0n && openOf(item) - amountMinor === promised ? [{ invoiceId, amountMinor: promised }] : []
  })
}

async function writePayment(work: Work, paymentId: string, of: Received): Promise<void> {
  await sql`
    insert into billing.payment (network_id, tenant_id, account_id, payment_id, business_key, method, attempt_id, payment_ref, reference, currency, amount_minor, fee_minor, received_on, booked_on, actor, recorded_at)
    values (${work.scope.networkId}, ${work.scope.tenantId}, ${of.accountId}, ${paymentId}, ${of.businessKey}, ${of.paidBy}, ${of.attemptId}, ${of.paymentRef}, ${of.reference}, ${of.currency}, ${of.amountMinor}, ${of.feeMinor}, ${of.receivedOn}, ${bookedOn(of.receivedOn)},
            ${json(actorRecord(work.actor))}, ${work.now.toString()})`.execute(work.db)
}
