import type { MoneyJson } from "@entrepot/kernel"
import type { ChangeKind } from "../contract/changes.ts"
import type { CatchUp, Collect, Invoicing, Shift } from "../contract/parts.ts"
import type { Cadence, PricePolicy, StockOutPolicy, UsagePolicy } from "../contract/policies.ts"
import type { Health, HoldCode, SubscriptionStatus } from "../contract/subscriptions.ts"
import type { CalendarEntry, IndexPriceView, MarginView } from "./calendar.ts"
import type { Action } from "./parts.ts"
import type { PlanOffers, ServiceFeeView } from "./plans.ts"
import type { UsageView } from "./usage.ts"

export type SubscriptionRow = {
  readonly subscriptionId: string; readonly number: string; readonly name: string; readonly status: SubscriptionStatus
  readonly account: { readonly accountId: string; readonly number: string; readonly name: string }
  readonly planName: string | null
  /** Where it goes; the account's default address where it names none. */
  readonly shipTo: { readonly addressId: string; readonly label: string } | null
  readonly cadence: Cadence
  readonly lineCount: number
  /** The next date on which something comes; null when paused, ended or out of dates. */
  readonly nextOn: string | null
  /** What the next one is expected to cost, taxes included. */
  readonly nextTotal: MoneyJson | null
  readonly health: Health
  readonly hold: { readonly code: HoldCode; readonly reason: string } | null
  readonly createdAt: string
}

export type SubscriptionList = { readonly rows: readonly SubscriptionRow[]; readonly nextCursor: string | null; readonly counts: Readonly<Record<SubscriptionStatus, number>> }

export type SubscriptionLineView = {
  readonly lineId: string; readonly productId: string; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string
  readonly pricePolicy: PricePolicy
  /** Where it follows a published series: how today's price comes about. */
  readonly index: IndexPriceView | null
  readonly stockOut: StockOutPolicy
  /** The products that a stock-out policy names. */
  readonly substitutes: readonly { readonly productId: string; readonly sku: string; readonly name: string }[]
  readonly usage: UsagePolicy | null
  /** Per unit, by the line's price policy, as of today; null is "request a price". */
  readonly unitPrice: string | null
  /** What everybody of this account pays today, before the policy. */
  readonly listPrice: string | null
  readonly net: MoneyJson | null
}

/** Where an order came from: the subscription and its date. */
export type OrderOrigin = { readonly subscriptionId: string; readonly number: string; readonly name: string; readonly dueOn: string }

export type HistoryEntry = {
  readonly changeId: string; readonly kind: ChangeKind; readonly at: string
  /** Who did it; and for whom, where a dealer acted for the customer. */
  readonly by: string; readonly onBehalfOf: string | null
  readonly reason: string
  /** n from, n to (null: from there on); null where it concerns the whole subscription. */
  readonly fromN: number | null; readonly toN: number | null
  readonly detail: Readonly<Record<string, unknown>>
}

export type SubscriptionPage = {
  readonly subscriptionId: string; readonly number: string; readonly name: string; readonly status: SubscriptionStatus; readonly version: number
  readonly account: { readonly accountId: string; readonly number: string; readonly name: string }
  readonly plan: { readonly planId: string; readonly name: string; readonly discountPercent: string; readonly offers: PlanOffers | null } | null
  /** Charged per period beside the deliveries; `since`: where it is not so from the beginning. */
  readonly serviceFee: (ServiceFeeView & { readonly since: string | null }) | null
  /** What it will be, from a day to come on; without a fee it ends. The next one first. */
  readonly feeChanges: readonly { readonly from: string; readonly fee: ServiceFeeView | null }[]
  readonly shipTo: { readonly addressId: string; readonly label: string; readonly city: string; readonly country: string } | null
  readonly poNumber: string; readonly currency: string
  readonly owner: { readonly userId: string; readonly name: string }
  readonly invoicing: Invoicing; readonly collect: Collect; readonly catchUp: CatchUp
  readonly ceilingPercent: string; readonly noticeDays: number
  readonly schedule: { readonly version: number; readonly cadence: Cadence; readonly anchor: string; readonly shift: Shift; readonly cutOffDays: number; readonly cutOffTime: string; readonly zone: string }
  readonly startsOn: string; readonly endsOn: string | null
  /** Its term is nearly over: somebody should renew it, or let it go. */
  readonly endsSoon: boolean
  readonly pausedUntil: string | null; readonly pausedAt: string | null; readonly endedAt: string | null
  readonly lines: readonly SubscriptionLineView[]
  /** The next twelve, the next one first. */
  readonly upcoming: readonly CalendarEntry[]
  /** The last twelve, the latest first. */
  readonly past: readonly CalendarEntry[]
  readonly history: readonly HistoryEntry[]
  readonly usage: readonly UsageView[]
  readonly actions: Readonly<Record<"change" | "pause" | "resume" | "order_now" | "cancel" | "renew" | "report_usage" | "activate" | "fee" | "plan", Action>>
  /** Of one delivery at today's prices, for whoever may see margins; null for everybody else. */
  readonly margin: MarginView | null
}

export type SubscriptionCreated = { readonly subscriptionId: string; readonly number: string; readonly status: SubscriptionStatus; readonly nextOn: string | null }

export type SubscriptionsCreated = { readonly made: readonly SubscriptionCreated[] }

export type LineProblem = { readonly sku: string; readonly code: string }

/** `shipToId`: a line's own; null goes where the whole goes. */
export type OfferedLine = { readonly productId: string; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string; readonly shipToId: string | null }
/** A line that was cancelled: as much as was ordered, what of it had been shipped before, when it went, and why, where somebody said so. */
export type LeftOutLine = OfferedLine & { readonly lineId: string; readonly because: "cancelled" | "taken_off"; readonly reason: string; readonly at: string; readonly shipped: string | null }
/** What a cart or an order offers to a subscription. */
export type SourceOffer = { readonly number: string | null; readonly poNumber: string; readonly shipToId: string | null; readonly lines: readonly OfferedLine[]; readonly leftOut: readonly LeftOutLine[] }

/** What new subscriptions would be: one for each ship-to, with its dates, its lines' prices, and what keeps it from being made. */
export type SubscriptionPreview = {
  readonly currency: string; readonly cadence: Cadence; readonly anchor: string
  readonly plan: { readonly planId: string; readonly name: string; readonly discountPercent: string } | null
  /** Charged per period beside the deliveries, for each subscription. */
  readonly serviceFee: ServiceFeeView | null
  /** The whole's own ship-to first. */
  readonly deliveries: readonly DeliveryPreview[]
  /** What of the order was cancelled, and is not among the lines. */
  readonly leftOut: readonly LeftOutLine[]
}
export type DeliveryPreview = {
  /** Null where the account has no address yet, or the line's is no longer in use. */
  readonly shipTo: { readonly addressId: string; readonly label: string; readonly city: string } | null
  readonly lines: readonly SubscriptionLineView[]
  readonly problems: readonly LineProblem[]
  readonly entries: readonly CalendarEntry[]
}
