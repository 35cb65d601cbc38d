import { businessDayFrom, Temporal } from "@entrepot/kernel"
import type { UsagePolicy } from "./contract.ts"

/** One report about a line, by when it was measured. */
export type Reading = { readonly kind: "count" | "level"; readonly quantity: number; readonly at: Temporal.Instant }
export type Projection = { readonly on: Temporal.PlainDate; readonly perDay: number; readonly left: number }

const DAY = 86_400_000

/**
 * When the next delivery is needed. level: the bin falls as it fell between the two last readings that fell, and is to be filled at `refillAt`. count: what was
 * used since the last delivery goes on at its daily average, and a delivery is due when `refillAt` are used. Null while there is too little to say. Pure.
 */
export function projected(policy: UsagePolicy, readings: readonly Reading[], since: Temporal.Instant, zone: string): Projection | null {
  const own = readings.filter((one) => one.kind === policy.measure).sort((a, b) => Temporal.Instant.compare(a.at, b.at))
  const last = own.at(-1)
  if (!last) return null
  return policy.measure === "level" ? byLevel(Number(policy.refillAt), own, last, zone) : byCount(Number(policy.refillAt), own, last, since, zone)
}

function byLevel(refillAt: number, own: readonly Reading[], last: Reading, zone: string): Projection | null {
  if (last.quantity <= refillAt) return { on: dayOf(last.at, zone), perDay: 0, left: 0 }
  const before = own.slice(0, -1).findLast((one) => one.quantity > last.quantity && days(one.at, last.at) > 0)
  if (!before) return null
  const perDay = (before.quantity - last.quantity) / days(before.at, last.at)
  return { on: dayOf(last.at, zone).add({ days: Math.min(3_650, Math.floor((last.quantity - refillAt) / perDay)) }), perDay, left: last.quantity }
}

function byCount(refillAt: number, own: readonly Reading[], last: Reading, since: Temporal.Instant, zone: string): Projection | null {
  const used = own.filter((one) => Temporal.Instant.compare(one.at, since) > 0)
  const total = used.reduce((sum, one) => sum + one.quantity, 0)
  if (total >= refillAt) return { on: dayOf(last.at, zone), perDay: 0, left: 0 }
  const length = days(since, last.at)
  if (total <= 0 || length <= 0) return null
  const perDay = total / length
  return { on: dayOf(last.at, zone).add({ days: Math.min(3_650, Math.floor((refillAt - total) / perDay)) }), perDay, left: refillAt - total }
}

const days = (from: Temporal.Instant, to: Temporal.Instant) => (to.epochMilliseconds - from.epochMilliseconds) / DAY
const dayOf = (at: Temporal.Instant, zone: string) => at.toZonedDateTimeISO(zone).toPlainDate()

/** The projected day inside what the customer approved around the scheduled one, on a business day, and not before it can be made. */
export function bounded(wanted: Temporal.PlainDate, scheduledOn: Temporal.PlainDate, policy: UsagePolicy, earliest: Temporal.PlainDate, calendar: Parameters<typeof businessDayFrom>[1]): Temporal.PlainDate {
  const first = later(scheduledOn.subtract({ days: policy.earlierDays }), earliest)
  const last = scheduledOn.add({ days: policy.laterDays })
  const inside = Temporal.PlainDate.compare(wanted, first) < 0 ? first : Temporal.PlainDate.compare(wanted, last) > 0 ? last : wanted
  const before = businessDayFrom(inside, calendar, -1)
  return Temporal.PlainDate.compare(before, first) >= 0 ? before : businessDayFrom(inside, calendar, 1)
}

const later = (a: Temporal.PlainDate, b: Temporal.PlainDate) => (Temporal.PlainDate.compare(a, b) >= 0 ? a : b)
