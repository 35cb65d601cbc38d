import { canonicalJson } from "@entrepot/kernel"
import { z } from "zod"
import { Amount, Day, Id, Months, Percent, Positive, Weekday } from "./parts.ts"

/* How often, at what price, what to do when there is too little, and how use moves a date. */

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

export const isSameCadence = (one: Cadence, other: Cadence): boolean => canonicalJson(one) === canonicalJson(other)

/**
 * Where an index stood when a price was agreed: on this day, by this period's value; and to how many places a price that follows it is rounded, which is as
 * many as the agreed price has, and at least those of its currency.
 */
export const IndexBase = z.object({ on: Day, period: Day, value: Positive, places: z.int().min(0).max(6) })
export type IndexBase = z.infer<typeof IndexBase>

const Locked = z.object({ policy: z.literal("locked"), until: Day, unitPrice: Positive.optional() })
const Within = z.object({ policy: z.literal("current_within"), capPercent: Percent, floorPercent: Percent, basePrice: Positive.optional() })
const Index = z.object({
  policy: z.literal("index"), seriesId: Id, capPercent: Percent, floorPercent: Percent, everyMonths: Months, lagMonths: z.int().min(0).max(24),
  basePrice: Positive.optional(), base: IndexBase.optional(),
})
const Tier = z.object({ policy: z.literal("contract_tier"), tierQuantity: Positive })
const Current = z.object({ policy: z.literal("current") })

/**
 * What a line costs. locked: `unitPrice` up to and with `until`, then the current price. current_within: the current price, held between
 * `basePrice` less `floorPercent` and plus `capPercent`. index: `basePrice` times what the published series says over what it said at `base`, within the same
 * bounds; looked at again every so many months, by the period that lies `lagMonths` before. contract_tier: the current ladder at the quantity `tierQuantity`, which was
 * agreed for the term. current: what everybody of this account pays that day. What is left out is taken from today's when it is made.
 */
export const PricePolicy = z.discriminatedUnion("policy", [Locked, Within, Index, Tier, Current])
export type PricePolicy = z.infer<typeof PricePolicy>
export type IndexPolicy = z.infer<typeof Index>

const IndexByCode = Index.omit({ seriesId: true, basePrice: true, base: true }).extend({ seriesCode: z.string().trim().min(1).max(40) })

/**
 * What a template may offer. It is for every network and has nobody's ids: it names a series by the code under which the distributor keeps it. A release from when
 * "index" was the word for the current price within bounds is read as that.
 */
export const TemplatePricePolicy = z.preprocess(
  (value) => (typeof value === "object" && value !== null && "policy" in value && value.policy === "index" && !("seriesCode" in value) ? { ...value, policy: "current_within" } : value),
  z.discriminatedUnion("policy", [Locked, Within, IndexByCode, Tier, Current]),
)

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
