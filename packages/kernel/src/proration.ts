import { allocate } from "./allocate.ts"
import type { Money } from "./money.ts"
import { occurrence, type Interval, Temporal } from "./time.ts"

/** Whole days of the tenant's calendar, from the first up to and without the last, as a database's `daterange` holds them. */
export type DayRange = { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate }

export function daysIn({ from, until }: DayRange): number {
  return from.until(until, { largestUnit: "days" }).days
}

/**
 * The period of a schedule that a day falls into: from one occurrence up to the next, both counted from the anchor, so that a
 * schedule that began on the 31st has its periods begin at each month's end. `n` is negative before the anchor.
 */
export function anchoredPeriod(anchor: Temporal.PlainDate, day: Temporal.PlainDate, interval: Interval): DayRange & { readonly n: number } {
  let n = guess(anchor, day, interval)
  while (Temporal.PlainDate.compare(occurrence(anchor, n, interval), day) > 0) n -= 1
  while (Temporal.PlainDate.compare(occurrence(anchor, n + 1, interval), day) <= 0) n += 1
  return { n, from: occurrence(anchor, n, interval), until: occurrence(anchor, n + 1, interval) }
}

/** Near enough that a step or two are left, however far the day is from the anchor. */
function guess(anchor: Temporal.PlainDate, day: Temporal.PlainDate, interval: Interval): number {
  if ("months" in interval) return Math.floor(((day.year - anchor.year) * 12 + day.month - anchor.month) / interval.months)
  const days = "weeks" in interval ? interval.weeks * 7 : interval.days
  return Math.floor(anchor.until(day, { largestUnit: "days" }).days / days)
}

/**
 * Splits what a period costs at the days on which something changed, by the number of days on each side; a change's own day
 * belongs to what comes after it. The shares add up to the amount exactly, so that what is credited and what is kept never
 * differ by a cent. The cuts must ascend and lie within the period; anything else is a defect.
 */
export function prorate(amount: Money, period: DayRange, cuts: readonly Temporal.PlainDate[]): Money[] {
  const edges = [period.from, ...cuts, period.until]
  const days = edges.slice(1).map((until, index) => daysIn({ from: edges[index]!, until }))
  if (daysIn(period) <= 0 || days.some((count) => count < 0)) throw new RangeError("The cuts must ascend within a period of at least a day")
  return allocate(amount, days)
}
