import { z } from "zod"
import { CATCH_UPS, COLLECTS, Cursor, Day, Id, Name, Percent, Positive, SHIFTS, Unit } from "./parts.ts"
import { Cadence, PricePolicy, StockOutPolicy, UsagePolicy } from "./policies.ts"

/* Subscriptions and their dates. */

export const SUBSCRIPTION_STATUSES = ["draft", "active", "paused", "ended"] as const
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number]

/** planned, notified and locked lie ahead; held waits for somebody; the last six are over. */
export const OCCURRENCE_STATUSES = ["planned", "notified", "locked", "held", "ordered", "fulfilled", "closed", "skipped", "cancelled", "merged", "failed"] as const
export type OccurrenceStatus = (typeof OCCURRENCE_STATUSES)[number]

/** catch_up: it was missed while nothing ran, and the policy is to ask. price: it would cost more than was notified. */
export const HOLD_CODES = ["stock", "payment", "credit", "approval", "safety", "price", "catch_up", "attention"] as const
export type HoldCode = (typeof HOLD_CODES)[number]
/** What exactly keeps a date, leaves it out or let it fail. Each has its sentence, `subscriptions.why.<code>`; a card that was refused has the provider's own code. */
export const WHYS = [
  "orders_per_day", "value_per_day", "far_above_usual", "lines_need_attention", "order_is_empty", "account_is_blocked", "po_number_is_missing", "account_restricted", "account_suspended", "payment_failed",
  "credit_limit_exceeded", "unpriced", "missed", "nothing_is_there", "paused", "rescheduled", "rejected", "expired", "failed",
] as const
export type Why = (typeof WHYS)[number]
/** late: its date passed without an order. failing: the last one failed or payment is refused. at_risk: its term ends soon, or it has been held twice in a row. */
export const HEALTHS = ["late", "held", "failing", "at_risk", "well"] as const
export type Health = (typeof HEALTHS)[number]

export const SubscriptionLineInput = z.object({
  productId: Id, unit: Unit, quantity: Positive,
  /** Where this line alone goes; without it, where the whole goes. Every ship-to is a subscription of its own. */
  shipToId: Id.nullish(),
  pricePolicy: PricePolicy.optional(), stockOut: StockOutPolicy.optional(), usage: UsagePolicy.nullish(),
})
export type SubscriptionLineInput = z.input<typeof SubscriptionLineInput>

/** From the actor's cart (which is emptied), from an order, or from lines. */
/** `person`: whose cart, by e-mail; for machines, which have none of their own. */
export const SubscriptionSource = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("cart"), person: z.email().max(200).optional() }), z.object({ kind: z.literal("order"), orderId: Id }), z.object({ kind: z.literal("lines"), lines: z.array(SubscriptionLineInput).min(1).max(200) }),
])
export type SubscriptionSource = z.input<typeof SubscriptionSource>

/** What a cart or an order would give. */
export const OfferLines = z.discriminatedUnion("kind", [z.object({ kind: z.literal("cart") }), z.object({ kind: z.literal("order"), orderId: Id })])
export type OfferLines = z.input<typeof OfferLines>

/** What is left out comes from the plan, and what that leaves out from the tenant's settings. */
export const CreateSubscription = z.object({
  source: SubscriptionSource,
  planId: Id.nullish(),
  name: Name,
  /** Where the lines go that name no ship-to of their own: without it where the cart or the order went, or the account's default address. */
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
/** One subscription for each ship-to, all of them or none. `requestKey` is whoever asks: the same key again makes nothing more. */
export const CreateSubscriptions = CreateSubscription.extend({ requestKey: Id })
export type CreateSubscriptions = z.input<typeof CreateSubscriptions>
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

export const ListHealth = z.object({ health: z.array(z.enum(HEALTHS)).max(5).default([]), accountId: Id.optional(), cursor: Cursor, limit: z.int().min(1).max(100).default(50) })
export type ListHealth = z.input<typeof ListHealth>
