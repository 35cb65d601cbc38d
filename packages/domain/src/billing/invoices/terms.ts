import { taxOf, Temporal, type Money } from "@entrepot/kernel"

/** What an account agreed to: pay within so many days; within fewer, some percent less. */
export type Terms = { readonly netDays: number; readonly discountPercent: string; readonly discountDays: number }
export type DueDays = { readonly dueOn: string; readonly discount: Money; readonly discountUntil: string | null }

/** When an invoice is due, in the tenant's calendar, and what may be taken off until when. */
export function dueDays(terms: Terms, total: Money, issuedOn: string): DueDays {
  const issued = Temporal.PlainDate.from(issuedOn)
  // A percentage of an amount, rounded once, is what a tax is as well.
  const discount = taxOf(total, terms.discountPercent)
  const offered = discount.amount > 0n && terms.discountDays > 0
  return { dueOn: issued.add({ days: terms.netDays }).toString(), discount: offered ? discount : { ...discount, amount: 0n }, discountUntil: offered ? issued.add({ days: terms.discountDays }).toString() : null }
}
