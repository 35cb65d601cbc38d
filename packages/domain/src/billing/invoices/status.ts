import type { InvoiceStatus } from "../contract.ts"

/** What was taken off an invoice, by what; minor units. */
export type Cleared = { readonly totalMinor: bigint; readonly paidMinor: bigint; readonly creditedMinor: bigint; readonly discountedMinor: bigint; readonly writtenOffMinor: bigint; readonly voidedMinor: bigint }

export function openOf(of: Cleared): bigint {
  return of.totalMinor - of.paidMinor - of.creditedMinor - of.discountedMinor - of.writtenOffMinor - of.voidedMinor
}

/** The status of a finalised invoice. It follows from what was taken off; nobody sets one by hand. */
export function statusOf(of: Cleared): Exclude<InvoiceStatus, "draft"> {
  const open = openOf(of)
  if (open > 0n) return open === of.totalMinor ? "open" : "partly_paid"
  if (of.voidedMinor > 0n) return "void"
  return of.writtenOffMinor > 0n ? "uncollectible" : "paid"
}
