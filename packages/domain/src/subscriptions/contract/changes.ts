import { z } from "zod"
import { CATCH_UPS, COLLECTS, Day, Id, Minor, Name, Percent, Positive, Reason, SHIFTS, Unit, Version } from "./parts.ts"
import { ServiceFee } from "./plans.ts"
import { Cadence, PricePolicy, StockOutPolicy, UsagePolicy } from "./policies.ts"
import { SubscriptionLineInput } from "./subscriptions.ts"

/* What can be changed, from which date on, and what a person decides about a date that waits. */

export const CHANGE_KINDS = [
  "created", "skip", "unskip", "move", "swap", "quantity", "add_line", "remove_line", "pause", "resume", "order_now", "cancel", "activate", "schedule", "policies", "details", "renew", "term_ended", "fee", "plan",
  "usage", "price_accepted", "price_refused", "released", "handed_over", "run_repeated",
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** this: occurrence `n` alone. from_next: from the next one on that can still be changed. from_date: from the first one on or after the day. */
export const Scope = z.discriminatedUnion("scope", [
  z.object({ scope: z.literal("this"), n: z.int() }), z.object({ scope: z.literal("from_next") }), z.object({ scope: z.literal("from_date"), on: Day }),
])
export type Scope = z.infer<typeof Scope>

/** What is charged per period beside the deliveries, from a day on; null ends it. For whoever sets prices. */
const FeeChange = z.object({ kind: z.literal("fee"), fee: ServiceFee.nullable(), from: Day })
/** The terms of another plan, or those that its own has by now; its fee from today on. Lines keep their rules of price and stock. */
const PlanChange = z.object({ kind: z.literal("plan"), planId: Id })

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
  /** Another term of so many months, counted from the end of the one that runs. */
  z.object({ kind: z.literal("renew"), months: z.int().min(1).max(120) }),
  /** A draft begins: with the dates that it showed, or, when the first of them has passed, from today on. */
  z.object({ kind: z.literal("activate") }),
  z.object({ kind: z.literal("schedule"), cadence: Cadence, startsOn: Day, shift: z.enum(SHIFTS).optional() }),
  z.object({ kind: z.literal("policies"), lineIds: z.array(Id).min(1).max(200), pricePolicy: PricePolicy.optional(), stockOut: StockOutPolicy.optional(), usage: UsagePolicy.nullish() }),
  z.object({
    kind: z.literal("details"), name: Name.optional(), poNumber: z.string().trim().max(60).optional(), shipToId: Id.optional(), collect: z.enum(COLLECTS).optional(),
    ceilingPercent: Percent.optional(), noticeDays: z.int().min(0).max(60).optional(), catchUp: z.enum(CATCH_UPS).optional(), endsOn: Day.nullish(),
  }),
  FeeChange, PlanChange,
])
export type Change = z.input<typeof Change>

/** What a change of fee or plan does to what is billed. */
export const PreviewFee = z.object({ subscriptionId: Id, change: z.discriminatedUnion("kind", [FeeChange, PlanChange]) })
export type PreviewFee = z.input<typeof PreviewFee>

export const PreviewChange = z.object({ subscriptionId: Id, change: Change })
export type PreviewChange = z.input<typeof PreviewChange>
/**
 * `expectedVersion` is the one of the preview: what was shown is what is done, or it is refused. `shown`: the preview's totals of the dates after it, in
 * minor units; a date that gets no notice of its own before it is made costs no more than that.
 */
export const ApplyChange = z.object({ subscriptionId: Id, expectedVersion: Version, change: Change, shown: z.array(z.object({ n: z.int(), minor: Minor })).max(60).default([]), reason: Reason.default("") })
export type ApplyChange = z.input<typeof ApplyChange>

export const DecideHeld = z.object({ occurrenceId: Id, reason: Reason.default("") })
export type DecideHeld = z.input<typeof DecideHeld>
