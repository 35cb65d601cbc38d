import { Refusal, type MoneyJson } from "@entrepot/kernel"
import { openOf } from "../invoices/status.ts"
import { invoiceNotFound, type OpenItem } from "./clear.db.ts"
import { checkShares, discountToday, sumOfShares } from "./shares.ts"

export type Wanted = { readonly invoiceId: string; readonly amountMinor: bigint; readonly discountMinor: bigint }
export type Payment = {
  readonly accountId: string; readonly amount: MoneyJson; readonly receivedOn: string
  /** Null spreads it over the oldest. */
  readonly invoices: readonly { readonly invoiceId: string; readonly amount: MoneyJson }[] | null
}

/**
 * What money is for: the invoices that are named, or the oldest first. A discount is earned by the day on which it was
 * received. Refuses what `checkShares` does, `billing.shares_are_more_than_paid`.
 */
export function planPayment(items: readonly OpenItem[], payment: Payment): readonly Wanted[] {
  if (!payment.invoices) return oldest(items, payment.receivedOn)
  return payment.invoices.length > 0 ? named(items, payment, payment.invoices) : []
}

function named(items: readonly OpenItem[], { accountId, amount, receivedOn }: Payment, invoices: NonNullable<Payment["invoices"]>): readonly Wanted[] {
  const shares = checkShares(items, invoices, receivedOn)
  const [first] = shares
  if (first?.item.accountId !== accountId) throw invoiceNotFound()
  if (first.item.currency !== amount.currency) throw new Refusal("billing.invoices_of_several_currencies", "invalid")
  if (sumOfShares(shares) > BigInt(amount.amount)) throw new Refusal("billing.shares_are_more_than_paid", "invalid")
  return shares.map((share) => ({ invoiceId: share.item.invoiceId, amountMinor: share.amountMinor, discountMinor: share.discountMinor }))
}

function oldest(items: readonly OpenItem[], on: string): readonly Wanted[] {
  return [...items].sort((left, right) => (left.dueOn < right.dueOn || (left.dueOn === right.dueOn && left.invoiceId < right.invoiceId) ? -1 : 1)).map((item) => {
    const discountMinor = discountToday(item, on)
    return { invoiceId: item.invoiceId, amountMinor: openOf(item) - discountMinor, discountMinor }
  })
}
