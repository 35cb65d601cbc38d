import { addBusinessDays, businessDate, businessDayFrom, occurrence, Refusal, Temporal, type BusinessCalendar } from "@entrepot/kernel"
import type { Cadence, Shift } from "./contract.ts"

/** One version of a subscription's rhythm. `anchor` is the date of occurrence 0, before any shift; it never changes. */
export type Schedule = { readonly version: number; readonly cadence: Cadence; readonly anchor: string; readonly shift: Shift }

/** The tenant's days and its cut-off: so many business days before, at this time on the tenant's clock. */
export type CutOffCalendar = BusinessCalendar & { readonly zone: string; readonly cutOffDays: number; readonly cutOffTime: string }

const WEEK = 7

/**
 * The date of occurrence n by the cadence alone: always anchor + n x interval, never the one before + interval. A cadence by the
 * month counts months from the anchor's and finds its day in each anew, so that the 31st comes back after February.
 */
export function plainDateOf({ cadence, anchor }: Pick<Schedule, "cadence" | "anchor">, n: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from(anchor)
  switch (cadence.on) {
    case "interval": return occurrence(first, n, { [cadence.unit]: cadence.every } as { days: number } | { weeks: number } | { months: number })
    case "weekday": return occurrence(first, n, { weeks: cadence.everyWeeks })
    default: return dayIn(cadence, first.toPlainYearMonth().add({ months: n * cadence.everyMonths }))
  }
}

type ByMonth = Extract<Cadence, { everyMonths: number }>

function dayIn(cadence: ByMonth, month: Temporal.PlainYearMonth): Temporal.PlainDate {
  const last = month.toPlainDate({ day: month.daysInMonth })
  switch (cadence.on) {
    case "month_end": return last
    case "day_of_month": return month.toPlainDate({ day: Math.min(cadence.day, month.daysInMonth) })
    case "nth_weekday": {
      if (cadence.nth === -1) return last.subtract({ days: (last.dayOfWeek - cadence.weekday + WEEK) % WEEK })
      const first = month.toPlainDate({ day: 1 })
      return first.add({ days: ((cadence.weekday - first.dayOfWeek + WEEK) % WEEK) + (cadence.nth - 1) * WEEK })
    }
  }
}

/** The first date of a cadence on or after a day: the anchor of a schedule that starts then. */
export function anchorFrom(cadence: Cadence, startsOn: Temporal.PlainDate): Temporal.PlainDate {
  if (cadence.on === "interval") return startsOn
  if (cadence.on === "weekday") return startsOn.add({ days: (cadence.weekday - startsOn.dayOfWeek + WEEK) % WEEK })
  const inMonth = dayIn(cadence, startsOn.toPlainYearMonth())
  return Temporal.PlainDate.compare(inMonth, startsOn) >= 0 ? inMonth : dayIn(cadence, startsOn.toPlainYearMonth().add({ months: 1 }))
}

/** The date of occurrence n on a business day. The shift moves this date alone; the next is counted from the anchor again. */
export function scheduledOn(schedule: Schedule, calendar: BusinessCalendar, n: number): Temporal.PlainDate {
  return shifted(plainDateOf(schedule, n), schedule.shift, calendar)
}

export function shifted(day: Temporal.PlainDate, shift: Shift, calendar: BusinessCalendar): Temporal.PlainDate {
  return shift === "as_is" ? day : businessDayFrom(day, calendar, shift === "next" ? 1 : -1)
}

/** Whether a shift put it on the day of the one before it: then one delivery covers both. */
export function fallsTogether(schedule: Schedule, calendar: BusinessCalendar, n: number): boolean {
  return n > 0 && Temporal.PlainDate.compare(scheduledOn(schedule, calendar, n), scheduledOn(schedule, calendar, n - 1)) <= 0
}

/** The last moment for a change, and the moment of the order. A clock time that a change to summer time leaves out is the one an hour later. */
export function cutOffAt(calendar: CutOffCalendar, on: Temporal.PlainDate): Temporal.Instant {
  const day = addBusinessDays(on, -calendar.cutOffDays, calendar)
  return day.toZonedDateTime({ timeZone: calendar.zone, plainTime: calendar.cutOffTime }).toInstant()
}

const NOTICE_TIME = "08:00"

/** When the notice goes out: so many days before the date, and at least a day before the cut-off. Null where no notice is wanted. */
export function noticeAt(calendar: CutOffCalendar, on: Temporal.PlainDate, noticeDays: number): Temporal.Instant | null {
  if (noticeDays === 0) return null
  const wanted = on.subtract({ days: noticeDays }).toZonedDateTime({ timeZone: calendar.zone, plainTime: NOTICE_TIME }).toInstant()
  const latest = cutOffAt(calendar, on).subtract({ hours: 24 })
  return Temporal.Instant.compare(wanted, latest) <= 0 ? wanted : latest
}

const FURTHEST_START_YEARS = 3

/** A schedule never starts in the past, and not so far ahead that nobody could mean it. Refuses `subscriptions.date_is_too_far`. */
export function startFrom(startsOn: string, { calendar }: { readonly calendar: CutOffCalendar }, now: Temporal.Instant): string {
  const today = businessDate(now, calendar.zone)
  if (startsOn > today.add({ years: FURTHEST_START_YEARS }).toString()) throw new Refusal("subscriptions.date_is_too_far", "rule", { days: FURTHEST_START_YEARS * 365 })
  return startsOn < today.toString() ? today.toString() : startsOn
}

/** The first day on or after `startsOn` from which a schedule can start so that its first order can still be made. */
export function firstAnchor(cadence: Cadence, shift: Shift, calendar: CutOffCalendar, startsOn: string, now: Temporal.Instant): string {
  for (let day = Temporal.PlainDate.from(startsOn); ; day = day.add({ days: 1 })) {
    const anchor = anchorFrom(cadence, day)
    if (Temporal.Instant.compare(cutOffAt(calendar, shifted(anchor, shift, calendar)), now) > 0) return anchor.toString()
    day = anchor
  }
}

/** The earliest date that an order made now could have: as many business days ahead as the cut-off asks for. */
export function earliestFrom(calendar: CutOffCalendar, now: Temporal.Instant): Temporal.PlainDate {
  return businessDayFrom(addBusinessDays(businessDate(now, calendar.zone), calendar.cutOffDays, calendar), calendar)
}

/** Occurrences of a schedule from the first n whose plain date could be on or after a day. Never below zero. */
export function firstNear(schedule: Schedule, day: Temporal.PlainDate): number {
  const first = Temporal.PlainDate.from(schedule.anchor)
  const { cadence } = schedule
  const days = first.until(day, { largestUnit: "days" }).days
  const length = cadence.on === "interval" ? { days: cadence.every, weeks: cadence.every * WEEK, months: cadence.every * 31 }[cadence.unit] : cadence.on === "weekday" ? cadence.everyWeeks * WEEK : cadence.everyMonths * 31
  return Math.max(0, Math.floor(days / length) - 1)
}
