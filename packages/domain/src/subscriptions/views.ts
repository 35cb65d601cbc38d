import type { MoneyJson } from "@entrepot/kernel"
import type { Change, ChangeKind } from "./contract/changes.ts"
import type { CatchUp, Collect, Invoicing, Shift } from "./contract/parts.ts"
import type { PlanMode, ServiceFee } from "./contract/plans.ts"
import type { Cadence, PricePolicy, StockOutPolicy, UsagePolicy } from "./contract/policies.ts"
import type { RunOutcome } from "./contract/runs.ts"
import type { RecurringSettings } from "./contract/settings.ts"
import type { Health, HoldCode, OccurrenceStatus, SubscriptionStatus } from "./contract/subscriptions.ts"

/** Money is MoneyJson, quantities and unit prices decimal text, instants ISO text, days YYYY-MM-DD, in the tenant's zone. */

/** What somebody could do, and if not, why not: a refusal code whose message stands in messages.ts. */
export type Action = { readonly possible: boolean; readonly disabledReason: string | null }

/** What is charged per period beside the deliveries. */
export type ServiceFeeView = { readonly name: string; readonly amount: MoneyJson; readonly everyMonths: number }

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

/** What a plan leaves a customer to choose of. No cadence is any; no term runs on. `renews`: it is still offered. */
export type PlanOffers = { readonly cadences: readonly Cadence[]; readonly collect: readonly Collect[]; readonly termMonths: number | null; readonly renews: boolean }

/** in_stock: could be reserved now. expected: is to arrive by the date. short: neither. */
export type AvailabilityHint = "in_stock" | "expected" | "short"

export type OccurrenceLine = {
  readonly lineId: string; readonly productId: string; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string
  readonly unitPrice: string | null; readonly net: MoneyJson | null; readonly availability: AvailabilityHint
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
export type EntryBasket = Pick<CalendarEntry, "lines" | "net" | "tax" | "total" | "availability" | "approvals">
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
  readonly ordered?: ({ readonly order: NonNullable<CalendarEntry["order"]> } & Pick<CalendarEntry, "net" | "tax" | "total">) | undefined
}
/** Dates, with what they share said once: a year has a thousand of them. `calendarEntries` in the contract makes each of them whole. */
export type SharedEntries = { readonly subscriptions: readonly EntrySubscription[]; readonly baskets: readonly EntryBasket[]; readonly actions: readonly CalendarEntry["actions"][]; readonly dates: readonly EntryDate[] }

export type CalendarView = SharedEntries & {
  readonly from: string; readonly to: string; readonly today: string; readonly zone: string
  /** Per currency, of what lies in the window and is not skipped. */
  readonly totals: readonly MoneyJson[]
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
  /** For whoever may see margins; null for everybody else. */
  readonly margin: MarginView | null
}

/** What one occurrence leaves, and what the distributor will charge for it; of the next one. */
export type MarginView = { readonly net: MoneyJson; readonly supply: MoneyJson; readonly margin: MoneyJson; readonly marginPercent: number }

export type UsageView = {
  readonly usageId: string; readonly lineId: string; readonly sku: string; readonly source: string; readonly eventId: string; readonly kind: "count" | "level"
  readonly quantity: string; readonly measuredAt: string; readonly recordedAt: string
  /** It came after the occurrence that it would have moved was made: it counts for the next one. */
  readonly late: boolean
}

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

export type SubscriptionCreated = { readonly subscriptionId: string; readonly number: string; readonly status: SubscriptionStatus; readonly nextOn: string | null }
/** What a new subscription would be: its dates, its lines' prices, the first total, what keeps it from being made. */
export type SubscriptionPreview = {
  readonly currency: string; readonly cadence: Cadence; readonly anchor: string
  readonly lines: readonly SubscriptionLineView[]
  readonly problems: readonly { readonly sku: string; readonly code: string }[]
  readonly entries: readonly CalendarEntry[]
  readonly plan: { readonly planId: string; readonly name: string; readonly discountPercent: string } | null
  /** Charged per period beside the deliveries. */
  readonly serviceFee: ServiceFeeView | null
}

export type PlanTermsView = {
  readonly name: string; readonly description: string; readonly cadences: readonly Cadence[]; readonly discountPercent: string; readonly pricePolicy: PricePolicy; readonly stockOut: StockOutPolicy
  readonly invoicing: Invoicing; readonly collect: readonly Collect[]; readonly catchUp: CatchUp; readonly noticeDays: number; readonly ceilingPercent: string; readonly termMonths: number | null
  /** In minor units of the tenant's currency. */
  readonly serviceFee: ServiceFee | null
}
export type PlanView = PlanTermsView & {
  readonly planId: string; readonly version: number; readonly status: "active" | "retired"
  /** Which plan of the template it is, in which release's words, and since which release the template no longer has it; null is the tenant's own. */
  readonly template: { readonly code: string; readonly release: number; readonly mode: PlanMode; readonly droppedRelease: number | null } | null
  /** How many active subscriptions stand on it. */
  readonly subscriptions: number
}
/** What the template's newest release says of a plan that the tenant has otherwise, or not yet. */
export type OfferedPlan = {
  readonly code: string; readonly template: string; readonly release: number; readonly offeredAt: string
  /** The plan that it would change; null would be a new one. */
  readonly planId: string | null
  readonly draft: PlanTermsView
  /** The plan as it is, where it would be changed. */
  readonly current: PlanTermsView | null
}
/** Without a mode, the template speaks of no plans. */
export type OfferedPlans = { readonly mode: PlanMode | null; readonly offers: readonly OfferedPlan[] }
export type SettingsView = { readonly version: number; readonly settings: RecurringSettings; readonly zone: string }

/** `regions` where days differ within the country; `days` are those ahead, in their order. */
export type PublicHolidays = { readonly regions: readonly { readonly code: string; readonly name: string }[]; readonly days: readonly { readonly on: string; readonly name: string }[] }

export type UsageVerdict = {
  readonly index: number
  /** accepted: new. repeated: it was there with the same content. late: accepted, but what it would have moved was made already. */
  readonly verdict: "accepted" | "repeated" | "late" | "refused"
  /** A refusal code, where refused. */
  readonly why: string | null
}
export type UsageReported = {
  readonly rows: readonly UsageVerdict[]
  /** The dates that the reports moved. */
  readonly moved: readonly { readonly subscriptionId: string; readonly number: string; readonly n: number; readonly from: string; readonly to: string; readonly reason: string }[]
}

export type HealthRow = SubscriptionRow & {
  readonly owner: string
  /** Since when it is late, held or failing. */
  readonly since: string | null
  /** What the problem is, in a code with a message: subscriptions.hold.<code>, subscriptions.late, subscriptions.term_ends … */
  readonly because: string
  readonly endsOn: string | null
  /** Of the next occurrence; null without the right to see margins. */
  readonly margin: MarginView | null
}
export type HealthList = {
  readonly rows: readonly HealthRow[]; readonly nextCursor: string | null; readonly counts: Readonly<Record<Health, number>>
  /** What all that are held wait for, the most frequent first. */
  readonly heldBy: readonly HeldCount[]
}
export type HeldCount = { readonly code: string; readonly count: number }

/** A run is one day of a network: what was due, and what became of it. */
export type RunRow = {
  readonly runId: string; readonly on: string; readonly startedAt: string; readonly lastAt: string; readonly tenants: number
  readonly due: number; readonly counts: Readonly<Record<RunOutcome, number>>
}
export type RunList = { readonly rows: readonly RunRow[]; readonly nextCursor: string | null; readonly waiting: number }
export type RunItemRow = {
  readonly tenantId: number; readonly tenantName: string; readonly accountName: string; readonly occurrenceId: string; readonly subscriptionId: string; readonly subscriptionNumber: string; readonly n: number
  readonly dueOn: string; readonly outcome: RunOutcome; readonly code: string | null; readonly reason: string
  readonly order: { readonly orderId: string; readonly number: string } | null; readonly at: string
  /** It is still parked or failed: somebody may release or skip it. */
  readonly open: boolean
}
export type RunPage = RunRow & {
  /** What all of the run's held ones waited for when it was decided, the most frequent first. */
  readonly heldBy: readonly HeldCount[]; readonly items: readonly RunItemRow[]; readonly nextCursor: string | null; readonly repeatable: number }
export type RunRepeated = { readonly runId: string; readonly requeued: number }

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
