import type { MoneyJson } from "@entrepot/kernel"
import type { HoldCode, OccurrenceStatus } from "../contract/subscriptions.ts"
import type { Action } from "./parts.ts"

/** What one date leaves, and what the distributor will charge for it, before tax. */
export type MarginView = { readonly net: MoneyJson; readonly supply: MoneyJson; readonly margin: MoneyJson; readonly marginPercent: number }

/** in_stock: could be reserved now. expected: is to arrive by the date. short: neither. */
export type AvailabilityHint = "in_stock" | "expected" | "short"

/** How the price of a day comes about that follows a published series: basePrice x value / base value, within its bounds. Periods are their first days. */
export type IndexPriceView = {
  readonly series: { readonly seriesId: string; readonly code: string; readonly name: string; readonly unit: string; readonly frequency: "monthly" | "quarterly"; readonly source: string; readonly sourceUrl: string }
  readonly basePrice: string
  /** Where the index stood when the price was agreed, on that day. */
  readonly base: { readonly on: string; readonly period: string; readonly value: string }
  readonly value: { readonly period: string; readonly value: string }
  /** The adjustment from which on it is so. */
  readonly since: string
  /** The period that should count is not published yet: the last one that is counts instead. */
  readonly provisional: boolean
  readonly price: string
  /** Without cap and floor. */
  readonly unbounded: string
  readonly bound: "cap" | "floor" | null
  readonly capPercent: string; readonly floorPercent: string; readonly everyMonths: number; readonly lagMonths: number
}

export type OccurrenceLine = {
  readonly lineId: string; readonly productId: string; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string
  readonly unitPrice: string | null; readonly net: MoneyJson | null; readonly availability: AvailabilityHint
  /** Where its price follows a published series: how the price of this date comes about. */
  readonly index?: IndexPriceView | undefined
  /** For what was ordered: why it is not what was subscribed. */
  readonly outcome?: "as_subscribed" | "substituted" | "split" | "partial" | "skipped" | undefined
}

/** What a date waits for, and why exactly: a code of `WHYS`, or a provider's own, or nothing more to say. */
export type HeldFor = {
  readonly code: HoldCode; readonly reason: string
  /** The lines that cannot be delivered, each with its problem's code. */
  readonly lines: readonly { readonly sku: string; readonly problem: string }[]
  /** Where it is far above what is usual here. */
  readonly unusual: { readonly total: MoneyJson; readonly usual: MoneyJson } | null
}

/** One date, past or to come. What was written is a fact; what lies further ahead is worked out, and has no `occurrenceId`. */
export type CalendarEntry = {
  readonly subscriptionId: string; readonly number: string; readonly name: string
  readonly account: { readonly accountId: string; readonly name: string }
  /** Null is the account's default address. */
  readonly shipToId: string | null
  readonly occurrenceId: string | null
  /** Which one of the schedule. Below zero: one that was ordered beside it. */
  readonly n: number
  readonly scheduleVersion: number
  /** When it comes, and the day the schedule alone would give it. */
  readonly on: string
  readonly scheduledOn: string
  /** Until then it can be changed; then the order is made. An instant. */
  readonly cutOffAt: string
  readonly status: OccurrenceStatus
  readonly hold: HeldFor | null
  /** Why its date is another than the schedule's, or why it is skipped: a person's words, or a usage report's. */
  readonly reason: string
  readonly lines: readonly OccurrenceLine[]
  /** Expected at today's prices by each line's policy; of an order, what it costs. Null where a price must be requested. */
  readonly net: MoneyJson | null; readonly tax: MoneyJson | null; readonly total: MoneyJson | null
  /** For whoever may see margins, and where both prices are known; null for everybody else. */
  readonly margin: MarginView | null
  /** What was promised not to be exceeded; null before the notice. */
  readonly ceiling: MoneyJson | null
  /** The worst of its lines. */
  readonly availability: AvailabilityHint
  /** Names of the approval levels that an order like this needs today; none means none. */
  readonly approvals: readonly string[]
  readonly order: { readonly orderId: string; readonly number: string } | null
  readonly actions: Readonly<Record<"skip" | "unskip" | "move" | "change" | "accept_price" | "refuse_price" | "release", Action>>
}

/** What the dates of one subscription share. */
export type EntrySubscription = Pick<CalendarEntry, "subscriptionId" | "number" | "name" | "account" | "shipToId" | "scheduleVersion">

/** What dates share that take the same lines at the same prices with the same stock in sight. */
export type EntryBasket = Pick<CalendarEntry, "lines" | "net" | "tax" | "total" | "margin" | "availability" | "approvals">

/** What a date has of its own. `of`, `basket` and `actions` are places in the lists of `SharedEntries`; what is left out is as `calendarEntries` fills it in. */
export type EntryDate = Pick<CalendarEntry, "n" | "on" | "cutOffAt"> & {
  readonly of: number; readonly basket: number; readonly actions: number
  /** Left out where it is the subscription's own. */
  readonly scheduleVersion?: number | undefined
  /** Left out where it comes on that day. */
  readonly scheduledOn?: string | undefined
  /** Left out where it is planned. */
  readonly status?: OccurrenceStatus | undefined
  readonly occurrenceId?: string | undefined; readonly reason?: string | undefined
  readonly hold?: NonNullable<CalendarEntry["hold"]> | undefined; readonly ceiling?: MoneyJson | undefined
  /** What an order costs, instead of what its basket would. */
  readonly ordered?: ({ readonly order: NonNullable<CalendarEntry["order"]> } & Pick<CalendarEntry, "net" | "tax" | "total" | "margin">) | undefined
}

/** Dates, with what they share said once: a year has a thousand of them. `calendarEntries` in the contract makes each of them whole. */
export type SharedEntries = { readonly subscriptions: readonly EntrySubscription[]; readonly baskets: readonly EntryBasket[]; readonly actions: readonly CalendarEntry["actions"][]; readonly dates: readonly EntryDate[] }

export type CalendarView = SharedEntries & {
  readonly from: string; readonly to: string; readonly today: string; readonly zone: string
  /** Per currency, of what lies in the window and is not skipped. */
  readonly totals: readonly MoneyJson[]
}
