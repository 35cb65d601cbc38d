import type { MoneyJson } from "@entrepot/kernel"

/* What a plan's service is charged. */

type Charge = { readonly name: string; readonly amount: MoneyJson; readonly everyMonths: number }
/** Before tax, its tax and both together: by the rates of today, or of the invoice that is credited. */
export type TaxedAmount = { readonly amount: MoneyJson; readonly tax: MoneyJson; readonly total: MoneyJson }
/** Days with their last one, and what they cost. */
export type ChargedDays = TaxedAmount & { readonly from: string; readonly to: string }
/** What a change of a subscription's fee makes of what is billed: a fee is before tax, and nothing was written. */
export type FeePreview = {
  readonly from: string; readonly before: Charge | null; readonly after: Charge | null
  /** Of the period that runs on that day, what stays charged by the fee before. */
  readonly kept: ChargedDays | null
  /** What is billed of the days from then on, and is credited on that day. */
  readonly credited: TaxedAmount | null
  /** What is charged of that period by the new fee, on that day. */
  readonly charged: ChargedDays | null
  /** The first whole period afterwards; billed on its first day. */
  readonly next: ChargedDays | null
  /** own: the partner's own account gets no invoice. draft: nothing is charged before it begins. */
  readonly unbilled: "own" | "draft" | null
}
