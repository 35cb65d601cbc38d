import { currency, money, type Money } from "@entrepot/kernel"
import type { Journal, JournalEntry, Settled, TaxKey } from "../../ledger/index.ts"
import type { TaxRow } from "./compose.ts"

export type Posted = { readonly id: string; readonly number: string; readonly accountId: string; readonly on: string; readonly currency: string }

const amountIn = (code: string) => (minor: bigint): Money => money(minor, currency(code))

export function taxKeyOf({ jurisdiction, percent }: Pick<TaxRow, "jurisdiction" | "percent">): TaxKey {
  const [country = "", region] = jurisdiction.split("-")
  return { country, ...(region && { region }), percent }
}

/** A tax that is owed, or with `back`, one that is owed no more. */
function taxEntries(taxes: readonly TaxRow[], of: (minor: bigint) => Money, back = false): JournalEntry[] {
  return taxes.filter((row) => row.taxMinor !== 0n).map((row) => ({ role: "tax_payable", ...side(row.taxMinor, of, back), tax: taxKeyOf(row) }))
}

const side = (minor: bigint, of: (minor: bigint) => Money, back: boolean) => (minor < 0n === back ? { credit: of(minor < 0n ? -minor : minor) } : { debit: of(minor < 0n ? -minor : minor) })

/** The customer owes it; what is delivered is earned, the rest is not yet. */
export function invoiceJournal(of: Posted, sums: { readonly totalMinor: bigint; readonly netMinor: bigint; readonly deferredMinor: bigint; readonly taxes: readonly TaxRow[] }): Journal {
  const amount = amountIn(of.currency)
  return journal(finalisedKey(of.id), "invoice", of, [
    { role: "receivable", debit: amount(sums.totalMinor) }, { role: "revenue", credit: amount(sums.netMinor - sums.deferredMinor) }, { role: "deferred_revenue", credit: amount(sums.deferredMinor) },
    ...taxEntries(sums.taxes, amount),
  ])
}

/** The journal that an invoice was posted by; whatever takes something of it back is carried at its rate. */
export const finalisedKey = (invoiceId: string) => `invoice:${invoiceId}:finalised`

/** The journal that a payment was posted by; what the provider takes back of it goes at its rate. */
export const receivedKey = (paymentId: string) => `payment:${paymentId}:received`
const creditedKey = (creditNoteId: string) => `credit_note:${creditNoteId}:finalised`

/** What is taken off an invoice: so much, after so much was taken off before. */
export type TakenOff = { readonly invoiceId: string; readonly before: bigint; readonly amount: bigint }
const takenFrom = (role: "receivable" | "deferred_revenue", parts: readonly TakenOff[]): readonly Settled[] => parts.map(({ invoiceId, before, amount }) => ({ businessKey: finalisedKey(invoiceId), role, before, amount }))

/** What was billed before it was delivered is earned now, at the rate at which it was billed; `before` was earned earlier. */
export function releaseJournal(of: Posted, cause: string, minor: bigint, before: bigint): Journal {
  const amount = amountIn(of.currency)
  const settles = takenFrom("deferred_revenue", [{ invoiceId: of.id, before, amount: minor }])
  return journal(`invoice:${of.id}:earned:${cause}`, "invoice", of, [{ role: "deferred_revenue", debit: amount(minor), settles }, { role: "revenue", credit: amount(minor), settles }], finalisedKey(of.id))
}

/** Nobody owes it and nothing was earned: the first journal the other way round. */
export function voidJournal(of: Posted, sums: { readonly totalMinor: bigint; readonly earnedMinor: bigint; readonly deferredMinor: bigint; readonly taxes: readonly TaxRow[] }): Journal {
  const amount = amountIn(of.currency)
  return journal(`invoice:${of.id}:voided`, "invoice", of, [
    { role: "receivable", credit: amount(sums.totalMinor) }, { role: "revenue", debit: amount(sums.earnedMinor) }, { role: "deferred_revenue", debit: amount(sums.deferredMinor) }, ...taxEntries(sums.taxes, amount, true),
  ], finalisedKey(of.id))
}

/** What is given up is lost at the rate at which it was billed; `before` was taken off earlier, `givenUp` of it by writing off: what a payment that is taken back opens may be given up once more. */
export function writeOffJournal(of: Posted, minor: bigint, before: bigint, givenUp = 0n): Journal {
  const amount = amountIn(of.currency)
  const settles = takenFrom("receivable", [{ invoiceId: of.id, before, amount: minor }])
  return journal(`invoice:${of.id}:written_off${givenUp > 0n ? `:${givenUp}` : ""}`, "invoice", of, [{ role: "bad_debt", debit: amount(minor), settles }, { role: "receivable", credit: amount(minor), settles }], finalisedKey(of.id))
}

/** What was credited stands to the customer's credit, at the invoice's rate; where it is set against an invoice, `appliedJournal` says so. */
export function creditNoteJournal(of: Posted, sums: { readonly totalMinor: bigint; readonly earnedMinor: bigint; readonly deferredMinor: bigint; readonly deferredBefore: bigint; readonly invoiceId: string; readonly taxes: readonly TaxRow[] }): Journal {
  const amount = amountIn(of.currency)
  return journal(creditedKey(of.id), "credit_note", of, [
    { role: "revenue", debit: amount(sums.earnedMinor) },
    { role: "deferred_revenue", debit: amount(sums.deferredMinor), settles: takenFrom("deferred_revenue", [{ invoiceId: sums.invoiceId, before: sums.deferredBefore, amount: sums.deferredMinor }]) },
    ...taxEntries(sums.taxes, amount, true), { role: "customer_credit", credit: amount(sums.totalMinor) },
  ], finalisedKey(sums.invoiceId))
}

/**
 * Credit pays for an invoice, less the discount that it earns by that. The invoice is cleared at its own rate, the credit drawn at what it
 * stands at, or at what the credit note that it is of gave: in a foreign currency the rest is an exchange difference. `drawn` was drawn
 * before in the same call.
 */
export function appliedJournal(of: Posted, cause: string, { amountMinor, discountMinor, before, drawn = 0n, creditNoteId }: { readonly amountMinor: bigint; readonly discountMinor: bigint; readonly before: bigint; readonly drawn?: bigint; readonly creditNoteId?: string }): Journal {
  const amount = amountIn(of.currency)
  return journal(`credit:${cause}`, "invoice", of, [
    { role: "customer_credit", debit: amount(amountMinor), ...(creditNoteId ? { settles: [{ businessKey: creditedKey(creditNoteId), role: "customer_credit", before: 0n, amount: amountMinor }] } : { pooled: drawn }) },
    { role: "discount_allowed", debit: amount(discountMinor) },
    { role: "receivable", credit: amount(amountMinor + discountMinor), settles: takenFrom("receivable", [{ invoiceId: of.id, before, amount: amountMinor + discountMinor }]) },
  ])
}

/** Money arrived: what invoices waited for clears them, the rest is the customer's credit. `feeMinor` is the provider's share. Invoices are cleared at their own rate. */
export function paymentJournal(of: Posted, sums: { readonly amountMinor: bigint; readonly clearedMinor: bigint; readonly discountMinor: bigint; readonly feeMinor: bigint; readonly into: "cash" | "cash_in_transit"; readonly cleared: readonly TakenOff[] }): Journal {
  const amount = amountIn(of.currency)
  return journal(receivedKey(of.id), "payment", of, [
    { role: sums.into, debit: amount(sums.amountMinor - sums.feeMinor) }, { role: "payment_fee", debit: amount(sums.feeMinor) }, { role: "discount_allowed", debit: amount(sums.discountMinor) },
    { role: "receivable", credit: amount(sums.clearedMinor + sums.discountMinor), settles: takenFrom("receivable", sums.cleared) }, { role: "customer_credit", credit: amount(sums.amountMinor - sums.clearedMinor) },
  ])
}

export const refundKey = (refundId: string) => `refund:${refundId}:paid`

/** Credit is paid back in money, at what it stands at. */
export function refundJournal(of: Posted, minor: bigint, from: "cash" | "cash_in_transit"): Journal {
  const amount = amountIn(of.currency)
  return journal(refundKey(of.id), "refund", of, [{ role: "customer_credit", debit: amount(minor), pooled: 0n }, { role: from, credit: amount(minor) }])
}

/** What the books call the document: a partner's own dispute of a statement is another thing. */
const TAKEN_BY = { dispute: "payment_dispute", refund: "refund" } as const

/**
 * The provider took money of a payment back: invoices are open again, credit is gone, and what neither could bear is lost. It leaves at the rate
 * at which it came, and an invoice is opened at its own: `cleared` says what stood taken off each without the part that is opened.
 */
export function takenBackJournal(of: Posted, kind: "dispute" | "refund", key: string, rateOf: string, sums: { readonly cleared: readonly TakenOff[]; readonly creditMinor: bigint; readonly uncoveredMinor: bigint }): Journal {
  const amount = amountIn(of.currency)
  const receivable = sums.cleared.reduce((sum, one) => sum + one.amount, 0n)
  return journal(key, TAKEN_BY[kind], of, [
    { role: "receivable", debit: amount(receivable), settles: takenFrom("receivable", sums.cleared) }, { role: "customer_credit", debit: amount(sums.creditMinor), pooled: 0n }, { role: "adjustment", debit: amount(sums.uncoveredMinor) },
    { role: "cash_in_transit", credit: amount(receivable + sums.creditMinor + sums.uncoveredMinor) },
  ], rateOf)
}

/** The same the other way round: it came again, and clears what is still open of what it was taken from; the rest is credit. */
export function givenBackJournal(of: Posted, kind: "dispute" | "refund", key: string, rateOf: string, sums: { readonly cleared: readonly TakenOff[]; readonly creditMinor: bigint; readonly uncoveredMinor: bigint }): Journal {
  const amount = amountIn(of.currency)
  const receivable = sums.cleared.reduce((sum, one) => sum + one.amount, 0n)
  return journal(key, TAKEN_BY[kind], of, [
    { role: "cash_in_transit", debit: amount(receivable + sums.creditMinor + sums.uncoveredMinor) }, { role: "receivable", credit: amount(receivable), settles: takenFrom("receivable", sums.cleared) },
    { role: "customer_credit", credit: amount(sums.creditMinor) }, { role: "adjustment", credit: amount(sums.uncoveredMinor) },
  ], rateOf)
}

/** What the provider keeps for a dispute, or below zero, gives back of that. */
export function disputeFeeJournal(of: Posted, key: string, minor: bigint): Journal {
  const amount = amountIn(of.currency)
  const [fee, cash] = minor > 0n ? [{ debit: amount(minor) }, { credit: amount(minor) }] : [{ credit: amount(-minor) }, { debit: amount(-minor) }]
  return journal(key, "payment_dispute", of, [{ role: "payment_fee", ...fee }, { role: "cash_in_transit", ...cash }])
}

function journal(businessKey: string, kind: string, of: Posted, lines: readonly JournalEntry[], rateOf?: string): Journal {
  return {
    ...(rateOf && { rateOf }), businessKey, document: { kind, id: of.id, number: of.number }, accountId: of.accountId, postedOn: of.on, currency: of.currency, lines: lines.filter((line) => (line.debit ?? line.credit)?.amount !== 0n) }
}
