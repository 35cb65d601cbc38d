export type DemandRow = {
  readonly productId: string; readonly sku: string; readonly name: string; readonly baseUnit: string
  /** In base units, by the Monday of each week; weeks without demand are left out. */
  readonly weeks: readonly { readonly weekOf: string; readonly quantity: string; readonly subscriptions: number }[]
  readonly total: string
  /** Unreserved now, and what is to arrive inside the window. */
  readonly available: string; readonly expected: string
  /** The first week in which demand is more than what is there and arrives; null when it suffices. */
  readonly shortFrom: string | null
}

export type DemandView = { readonly from: string; readonly weeks: readonly string[]; readonly rows: readonly DemandRow[] }

export type AllocationRow = {
  readonly rank: number; readonly tenantName: string; readonly accountName: string
  /** An order that waits, by its number, or a date of a subscription. */
  readonly order: { readonly orderId: string; readonly number: string } | null; readonly subscriptionNumber: string | null
  /** The promised day of an order, the day on which a subscription takes it; null where nothing could be promised. */
  readonly on: string | null
  readonly wanted: string; readonly allocated: string
}

export type AllocationView = { readonly productId: string; readonly policyVersion: number; readonly available: string; readonly wanted: string; readonly rows: readonly AllocationRow[] }
