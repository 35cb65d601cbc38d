import { z } from "zod"

/** Browser-safe: what the verbs of subscriptions take. What they answer stands in views.ts, and comes through index.ts. */

export const SUBSCRIPTION_STATUSES = ["draft", "active", "paused", "ended"] as const
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number]

/** planned, notified and locked lie ahead; held waits for somebody; the last six are over. */
export const OCCURRENCE_STATUSES = ["planned", "notified", "locked", "held", "ordered", "fulfilled", "closed", "skipped", "cancelled", "merged", "failed"] as const
export type OccurrenceStatus = (typeof OCCURRENCE_STATUSES)[number]

/** catch_up: it was missed while nothing ran, and the policy is to ask. price: it would cost more than was notified. */
export const HOLD_CODES = ["stock", "payment", "credit", "approval", "safety", "price", "catch_up", "attention"] as const
export type HoldCode = (typeof HOLD_CODES)[number]

export const PLAN_STATUSES = ["active", "retired"] as const
export const INVOICINGS = ["at_order", "at_shipment"] as const
export type Invoicing = (typeof INVOICINGS)[number]
/** automatic: the saved card is charged. terms: the invoice is paid when it is due. */
export const COLLECTS = ["automatic", "terms"] as const
export type Collect = (typeof COLLECTS)[number]
/** Which way a date goes that is no business day; the anchor stays, so the next date is not moved by it. */
export const SHIFTS = ["next", "previous", "as_is"] as const
export type Shift = (typeof SHIFTS)[number]
export const CATCH_UPS = ["ship_one", "skip_missed", "ask"] as const
export type CatchUp = (typeof CATCH_UPS)[number]
/** late: its date passed without an order. failing: the last one failed or payment is refused. at_risk: its term ends soon, or it has been held twice in a row. */
export const HEALTHS = ["late", "held", "failing", "at_risk", "well"] as const
export type Health = (typeof HEALTHS)[number]
export const CHANGE_KINDS = [
  "created", "skip", "unskip", "move", "swap", "quantity", "add_line", "remove_line", "pause", "resume", "order_now", "cancel", "activate", "schedule", "policies", "details",
  "usage", "price_accepted", "price_refused", "released", "handed_over",
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

const Id = z.uuid()
const Day = z.iso.date()
const Amount = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/)
const Positive = Amount.refine((text) => /[1-9]/.test(text), "above zero")
const Percent = z.string().regex(/^\d{1,4}(\.\d{1,4})?$/)
const Unit = z.string().trim().min(1).max(24)
const Name = z.string().trim().min(1).max(120)
const Reason = z.string().trim().max(1000)
const Version = z.int().positive()
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const Minor = z.string().regex(/^\d{1,18}$/)
const Cursor = z.string().max(200).nullish()
const Weekday = z.int().min(1).max(7)
const Months = z.int().min(1).max(36)

/**
 * How often. Occurrence n is always anchor + n x interval. `weekday` is ISO (Monday is 1). A day of the month that a month does not
 * have is its last one, and the month after has the day again.
 */
export const Cadence = z.discriminatedUnion("on", [
  z.object({ on: z.literal("interval"), every: z.int().min(1).max(1_000), unit: z.enum(["days", "weeks", "months"]) }),
  z.object({ on: z.literal("weekday"), everyWeeks: z.int().min(1).max(104), weekday: Weekday }),
  z.object({ on: z.literal("day_of_month"), everyMonths: Months, day: z.int().min(1).max(31) }),
  /** nth: 1 to 4, or -1 for the last: "second Tuesday", "last Friday". */
  z.object({ on: z.literal("nth_weekday"), everyMonths: Months, nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(-1)]), weekday: Weekday }),
  z.object({ on: z.literal("month_end"), everyMonths: Months }),
])
export type Cadence = z.infer<typeof Cadence>

/**
 * What a line costs. locked: `unitPrice` up to and with `until`, then the current price. index: the current price, held between
 * `basePrice` less `floorPercent` and plus `capPercent`. contract_tier: the current ladder at the quantity `tierQuantity`, which was
 * agreed for the term. current: what everybody of this account pays that day. Prices left out are taken from today's when it is made.
 */
export const PricePolicy = z.discriminatedUnion("policy", [
  z.object({ policy: z.literal("locked"), until: Day, unitPrice: Positive.optional() }),
  z.object({ policy: z.literal("index"), capPercent: Percent, floorPercent: Percent, basePrice: Positive.optional() }),
  z.object({ policy: z.literal("contract_tier"), tierQuantity: Positive }),
  z.object({ policy: z.literal("current") }),
])
export type PricePolicy = z.infer<typeof PricePolicy>

/**
 * What to do when there is too little, tried in order. substitute: the first product of the list that is there in full, in the same
 * unit, at most `capPercent` dearer. split: what is there goes now, the rest follows. partial: what is there goes, the rest is given
 * up. skip: the line is left out this time. hold: the occurrence waits for a person.
 */
export const StockOutStep = z.discriminatedUnion("step", [
  z.object({ step: z.literal("substitute"), productIds: z.array(Id).min(1).max(10), capPercent: Percent.default("0") }),
  z.object({ step: z.literal("split") }), z.object({ step: z.literal("partial") }), z.object({ step: z.literal("skip") }), z.object({ step: z.literal("hold") }),
])
export type StockOutStep = z.infer<typeof StockOutStep>
export const StockOutPolicy = z.array(StockOutStep).min(1).max(5)
export type StockOutPolicy = z.infer<typeof StockOutPolicy>

/**
 * How reports of use move the next date. count: `refillAt` units of the line were used since the last one. level: the bin is expected
 * to fall to `refillAt`. Never more than so many days earlier or later than the schedule says; that is what the customer agreed to.
 */
export const UsagePolicy = z.object({ measure: z.enum(["count", "level"]), refillAt: Amount, earlierDays: z.int().min(0).max(90), laterDays: z.int().min(0).max(90) })
export type UsagePolicy = z.infer<typeof UsagePolicy>

export const SubscriptionLineInput = z.object({
  productId: Id, unit: Unit, quantity: Positive,
  pricePolicy: PricePolicy.optional(), stockOut: StockOutPolicy.optional(), usage: UsagePolicy.nullish(),
})
export type SubscriptionLineInput = z.input<typeof SubscriptionLineInput>

/** From the actor's cart (which is emptied), from an order, or from lines. */
export const SubscriptionSource = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("cart") }), z.object({ kind: z.literal("order"), orderId: Id }), z.object({ kind: z.literal("lines"), lines: z.array(SubscriptionLineInput).min(1).max(200) }),
])
export type SubscriptionSource = z.input<typeof SubscriptionSource>

/** What is left out comes from the plan, and what that leaves out from the tenant's settings. */
export const CreateSubscription = z.object({
  source: SubscriptionSource,
  planId: Id.nullish(),
  name: Name,
  shipToId: Id.nullish(),
  poNumber: z.string().trim().max(60).default(""),
  /** The first date is the first one of the cadence on or after this day that can still be made. */
  startsOn: Day,
  /** A term: the last day on which something may come. Null runs on. */
  endsOn: Day.nullish(),
  cadence: Cadence,
  shift: z.enum(SHIFTS).optional(),
  catchUp: z.enum(CATCH_UPS).optional(),
  /** For the lines that say nothing themselves. */
  pricePolicy: PricePolicy.optional(),
  stockOut: StockOutPolicy.optional(),
  /** How much dearer than expected an occurrence may become after its notice. */
  ceilingPercent: Percent.optional(),
  noticeDays: z.int().min(0).max(60).optional(),
  collect: z.enum(COLLECTS).optional(),
  draft: z.boolean().default(false),
})
export type CreateSubscription = z.input<typeof CreateSubscription>
/** The same, without a name, and nothing is written. */
export const PreviewSubscription = CreateSubscription.extend({ name: Name.optional(), months: z.int().min(1).max(24).default(6) })
export type PreviewSubscription = z.input<typeof PreviewSubscription>

export const SubscriptionRef = z.object({ subscriptionId: Id })
export type SubscriptionRef = z.infer<typeof SubscriptionRef>
export const OccurrenceRef = z.object({ occurrenceId: Id })
export type OccurrenceRef = z.infer<typeof OccurrenceRef>

export const ListSubscriptions = z.object({
  status: z.array(z.enum(SUBSCRIPTION_STATUSES)).max(4).default([]), accountId: Id.optional(), planId: Id.optional(),
  /** The start of a number, or any part of a name. */
  search: z.string().trim().max(60).default(""),
  cursor: Cursor, limit: z.int().min(1).max(100).default(50),
})
export type ListSubscriptions = z.input<typeof ListSubscriptions>

/** At most two years at once. Without an account: the one the actor is held to, or, for the tenant's staff, all of them. */
export const CalendarAsk = z.object({ from: Day, to: Day, accountId: Id.optional(), subscriptionId: Id.optional() })
export type CalendarAsk = z.infer<typeof CalendarAsk>

/** this: occurrence `n` alone. from_next: from the next one on that can still be changed. from_date: from the first one on or after the day. */
export const Scope = z.discriminatedUnion("scope", [
  z.object({ scope: z.literal("this"), n: z.int() }), z.object({ scope: z.literal("from_next") }), z.object({ scope: z.literal("from_date"), on: Day }),
])
export type Scope = z.infer<typeof Scope>

export const Change = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("skip"), n: z.int() }),
  z.object({ kind: z.literal("unskip"), n: z.int() }),
  z.object({ kind: z.literal("move"), n: z.int(), to: Day }),
  z.object({ kind: z.literal("swap"), lineId: Id, productId: Id, unit: Unit, quantity: Positive.optional(), at: Scope }),
  z.object({ kind: z.literal("quantity"), lineId: Id, quantity: Positive, at: Scope }),
  z.object({ kind: z.literal("add_line"), line: SubscriptionLineInput, at: Scope }),
  z.object({ kind: z.literal("remove_line"), lineId: Id, at: Scope }),
  /** Until the day before `until`; without it, until somebody resumes. */
  z.object({ kind: z.literal("pause"), until: Day.nullish() }),
  z.object({ kind: z.literal("resume"), catchUp: z.enum(CATCH_UPS).optional() }),
  /** consume_next: the next one comes now and its date falls away. extra: one more, no date moves. */
  z.object({ kind: z.literal("order_now"), how: z.enum(["consume_next", "extra"]) }),
  z.object({ kind: z.literal("cancel") }),
  /** A draft begins: with the dates that it showed, or, when the first of them has passed, from today on. */
  z.object({ kind: z.literal("activate") }),
  z.object({ kind: z.literal("schedule"), cadence: Cadence, startsOn: Day, shift: z.enum(SHIFTS).optional() }),
  z.object({ kind: z.literal("policies"), lineIds: z.array(Id).min(1).max(200), pricePolicy: PricePolicy.optional(), stockOut: StockOutPolicy.optional(), usage: UsagePolicy.nullish() }),
  z.object({
    kind: z.literal("details"), name: Name.optional(), poNumber: z.string().trim().max(60).optional(), shipToId: Id.optional(), collect: z.enum(COLLECTS).optional(),
    ceilingPercent: Percent.optional(), noticeDays: z.int().min(0).max(60).optional(), catchUp: z.enum(CATCH_UPS).optional(), endsOn: Day.nullish(),
  }),
])
export type Change = z.input<typeof Change>

export const PreviewChange = z.object({ subscriptionId: Id, change: Change })
export type PreviewChange = z.input<typeof PreviewChange>
/** `expectedVersion` is the one of the preview: what was shown is what is done, or it is refused. */
export const ApplyChange = z.object({ subscriptionId: Id, expectedVersion: Version, change: Change, reason: Reason.default("") })
export type ApplyChange = z.input<typeof ApplyChange>

export const DecideHeld = z.object({ occurrenceId: Id, reason: Reason.default("") })
export type DecideHeld = z.input<typeof DecideHeld>

export const USAGE_KINDS = ["count", "level"] as const
/** One report. The same source and event id again, with the same content, changes nothing; with another content it is refused. */
export const UsageRow = z.object({
  source: z.string().trim().min(1).max(60), eventId: z.string().trim().min(1).max(120), subscriptionId: Id, lineId: Id,
  kind: z.enum(USAGE_KINDS), quantity: Amount, measuredAt: z.iso.datetime({ offset: true }),
})
export type UsageRow = z.input<typeof UsageRow>
export const ReportUsage = z.object({ rows: z.array(UsageRow).min(1).max(1_000) })
export type ReportUsage = z.input<typeof ReportUsage>
/** The same from a machine that knows what people know: the subscription's number and the product's SKU. */
const UsageByName = UsageRow.omit({ subscriptionId: true, lineId: true }).extend({ subscription: z.string().trim().min(1).max(40), sku: z.string().trim().min(1).max(80) })
export const ReportNamedUsage = z.object({ reports: z.array(z.union([UsageRow, UsageByName])).min(1).max(1_000) })
export type ReportNamedUsage = z.input<typeof ReportNamedUsage>
/** Columns: source, event_id, subscription (its number), sku, kind, quantity, measured_at. */
export const ReportUsageCsv = z.object({ text: z.string().min(1).max(500_000) })
export type ReportUsageCsv = z.infer<typeof ReportUsageCsv>

export const ServiceFee = z.object({ name: Name, amount: Minor.refine((text) => /[1-9]/.test(text), "above zero"), everyMonths: Months.default(1) })
export type ServiceFee = z.infer<typeof ServiceFee>

export const PlanDraft = z.object({
  name: Name, description: z.string().trim().max(1000).default(""),
  /** The cadences that a customer may choose of; none is any. */
  cadences: z.array(Cadence).max(20).default([]),
  /** Off the price that the line's policy gives. */
  discountPercent: z.string().regex(/^\d{1,2}(\.\d{1,4})?$/).default("0"),
  pricePolicy: PricePolicy.default({ policy: "current" }),
  stockOut: StockOutPolicy.default([{ step: "split" }]),
  invoicing: z.enum(INVOICINGS).default("at_shipment"),
  collect: z.array(z.enum(COLLECTS)).min(1).max(2).default(["terms"]),
  catchUp: z.enum(CATCH_UPS).default("ship_one"),
  noticeDays: z.int().min(0).max(60).default(5),
  ceilingPercent: Percent.default("5"),
  /** Charged in advance for so many months at a time, beside what is delivered; in minor units of the tenant's currency. */
  serviceFee: ServiceFee.nullable().default(null),
  /** How long a term is; null runs on. */
  termMonths: z.int().min(1).max(120).nullish(),
})
export type PlanDraft = z.input<typeof PlanDraft>
/** What a template offers its tenants: the same, with its name in each language. `code` says which plan of the template it is, in every release. */
const Names = z.object({ en: Name, de: Name, fr: Name })
const Descriptions = z.object({ en: z.string().trim().max(1000), de: z.string().trim().max(1000), fr: z.string().trim().max(1000) })
export const TemplatePlan = PlanDraft.omit({ name: true, description: true }).extend({ code: z.string().regex(/^[a-z][a-z0-9-]{1,62}$/), names: Names, descriptions: Descriptions.default({ en: "", de: "", fr: "" }) })
export type TemplatePlan = z.infer<typeof TemplatePlan>
/** A plan of a template in one tenant's words: what the partner would have. */
export type PlanOffer = { readonly code: string; readonly draft: z.infer<typeof PlanDraft> }
/** The plan as a tenant that speaks this language gets it. */
export function planInWords({ code, names, descriptions, ...terms }: TemplatePlan, locale: "en" | "de" | "fr"): PlanOffer {
  return { code, draft: PlanDraft.parse({ ...terms, name: names[locale], description: descriptions[locale] }) }
}
/** locked: as the template says. bounded: the template's stay as they are and may be hidden, and the tenant adds its own. free: all are its own. */
export const PLAN_MODES = ["locked", "bounded", "free"] as const
export type PlanMode = (typeof PLAN_MODES)[number]
/** `release` is the one that was shown: another one since then is refused. */
export const DecideTemplatePlan = z.object({ code: TemplatePlan.shape.code, release: Version })
export type DecideTemplatePlan = z.infer<typeof DecideTemplatePlan>

export const SavePlan = z.object({ planId: Id.optional(), version: Version.optional(), plan: PlanDraft })
export type SavePlan = z.input<typeof SavePlan>
export const PlanRef = z.object({ planId: Id })
export type PlanRef = z.infer<typeof PlanRef>

/** Of the whole tenant: its business calendar, its cut-off, and what looks wrong. */
export const RecurringSettings = z.object({
  weekend: z.array(Weekday).max(6).default([6, 7]), holidays: z.array(Day).max(500).default([]),
  shift: z.enum(SHIFTS).default("next"),
  cutOffDays: z.int().min(0).max(30).default(2), cutOffTime: Clock.default("12:00"),
  noticeDays: z.int().min(0).max(60).default(5), ceilingPercent: Percent.default("5"), catchUp: z.enum(CATCH_UPS).default("ship_one"),
  /** More orders of a day than this, or one dearer than `mostTimesUsual` times what is usual for its subscription, are parked. */
  mostOrdersPerDay: z.int().min(1).max(100_000).default(500), mostTimesUsual: z.int().min(2).max(100).default(5),
  /** All of a day's orders together; null is no limit. */
  mostValuePerDay: Minor.nullable().default(null),
})
export type RecurringSettings = z.infer<typeof RecurringSettings>
export const SaveRecurringSettings = z.object({ version: z.int().min(0), settings: RecurringSettings })
export type SaveRecurringSettings = z.input<typeof SaveRecurringSettings>

export const ListHealth = z.object({ health: z.array(z.enum(HEALTHS)).max(5).default([]), accountId: Id.optional(), cursor: Cursor, limit: z.int().min(1).max(100).default(50) })
export type ListHealth = z.input<typeof ListHealth>

export const ListRuns = z.object({ cursor: Cursor, limit: z.int().min(1).max(100).default(30) })
export type ListRuns = z.input<typeof ListRuns>
export const RUN_OUTCOMES = ["made", "held", "skipped", "merged", "failed"] as const
export type RunOutcome = (typeof RUN_OUTCOMES)[number]
export const RunPageAsk = z.object({ runId: Id, outcome: z.array(z.enum(RUN_OUTCOMES)).max(5).default([]), tenantId: z.int().positive().optional(), cursor: Cursor, limit: z.int().min(1).max(200).default(100) })
export type RunPageAsk = z.input<typeof RunPageAsk>
export const RepeatRun = z.object({ runId: Id })
export type RepeatRun = z.infer<typeof RepeatRun>

/** One occurrence that was parked or failed, as the distributor decides it. */
export const DecideParked = z.object({ tenantId: z.int().positive(), occurrenceId: Id, reason: Reason.min(1) })
export type DecideParked = z.infer<typeof DecideParked>

/** What subscriptions will take, by product and ISO week. Of one product, or of those that take most. */
export const DemandAsk = z.object({ productId: Id.optional(), weeks: z.int().min(1).max(52).default(13), limit: z.int().min(1).max(500).default(100) })
export type DemandAsk = z.input<typeof DemandAsk>
export const AllocationAsk = z.object({ productId: Id, weeks: z.int().min(1).max(26).default(4) })
export type AllocationAsk = z.input<typeof AllocationAsk>
