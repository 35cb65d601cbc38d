import type { MoneyJson } from "@entrepot/kernel"
import type { Change } from "../contract/changes.ts"
import type { SubscriptionStatus } from "../contract/subscriptions.ts"

/** What a change would do. Nothing was written. `version` goes back with `applyChange`. */
export type ChangePreview = {
  readonly version: number
  readonly change: Change
  /** A refusal code when it cannot be done, with what its message needs; the dates are then as they are. */
  readonly refused: { readonly code: string; readonly facts: Readonly<Record<string, string | number>> } | null
  /** After the cut-off it is a change of this order. */
  readonly changeOrder: { readonly orderId: string; readonly number: string } | null
  /** The next dates before and after, and each that differs. */
  readonly before: readonly DateEffect[]
  readonly after: readonly DateEffect[]
  readonly status: { readonly before: SubscriptionStatus; readonly after: SubscriptionStatus }
  /** What is ordered at once; null where nothing is, or where it has no price yet. */
  readonly orderedNow: MoneyJson | null
}

export type DateEffect = {
  readonly n: number; readonly on: string; readonly skipped: boolean; readonly total: MoneyJson | null
  readonly lines: readonly { readonly lineId: string; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string }[]
  /** Another than on the other side of the preview. */
  readonly changed: boolean
}

export type ChangeApplied = { readonly subscriptionId: string; readonly version: number; readonly status: SubscriptionStatus; readonly orderNow: { readonly occurrenceId: string } | null }
