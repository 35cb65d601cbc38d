import {
  addBusinessDays, addMonths, businessDate, businessDayFrom, businessDayNear, businessDaysFrom, dayFrom, dayInMonth, dayText, firstOfMonth, momentOf, monthOf, Refusal, Temporal, weekdayOf,
  type BusinessCalendar,
} from "@entrepot/kernel"
import type { Cadence, Shift } from "./contract.ts"

/**
 * One version of a subscription's rhythm. `anchor` is the date of occurrence 0, before any shift; it never changes. Days are counted as
 * whole numbers here, because a calendar asks for thousands of them.
 */
export type Schedule = { readonly version: number; readonly cadence: Cadence; readonly anchor: string; readonly shift: Shift }

/** The tenant's days and its cut-off: so many business days before, at this time on the tenant's clock. */
export type CutOffCalendar = BusinessCalendar & { readonly zone: string; readonly cutOffDays: number; readonly cutOffTime: string }

const WEEK = 7

/**
 * The date of occurrence n by the cadence alone: always anchor + n x interval, never the one before + interval. A cadence by the
 * month counts months from the anchor's and finds its day in each anew, so that the 31st comes back after February.
 */
export function plainDayOf(schedule: Pick<Schedule, "cadence" | "anchor">, n: number): number {
  return plainDays(schedule)(n)
}

/** The same for many of one schedule, whose anchor is then read once. */
export function plainDays({ cadence, anchor }: Pick<Schedule, "cadence" | "anchor">): (n: number) => number {
  const first = dayFrom(anchor)
  switch (cadence.on) {
    case "interval": {
      if (cadence.unit === "months") return (n) => addMonths(first, n * cadence.every)
      const days = cadence.every * (cadence.unit === "weeks" ? WEEK : 1)
      return (n) => first + n * days
    }
    case "weekday": return (n) => first + n * cadence.everyWeeks * WEEK
    default: {
      const month = monthOf(first)
      return (n) => dayIn(cadence, month + n * cadence.everyMonths)
    }
  }
}

type ByMonth = Extract<Cadence, { everyMonths: number }>

function dayIn(cadence: ByMonth, month: number): number {
  const last = firstOfMonth(month + 1) - 1
  switch (cadence.on) {
    case "month_end": return last
    case "day_of_month": return dayInMonth(month, cadence.day)
    case "nth_weekday": {
      if (cadence.nth === -1) return last - ((weekdayOf(last) - cadence.weekday + WEEK) % WEEK)
      const first = firstOfMonth(month)
      return first + ((cadence.weekday - weekdayOf(first) + WEEK) % WEEK) + (cadence.nth - 1) * WEEK
    }
  }
}

/** The first date of a cadence on or after a day: the anchor of a schedule that starts then. */
export function anchorFrom(cadence: Cadence, startsOn: number): number {
  if (cadence.on === "interval") return startsOn
  if (cadence.on === "weekday") return startsOn + ((cadence.weekday - weekdayOf(startsOn) + WEEK) % WEEK)
  const inMonth = dayIn(cadence, monthOf(startsOn))
  return inMonth >= startsOn ? inMonth : dayIn(cadence, monthOf(startsOn) + 1)
}

/** The date of occurrence n on a business day. The shift moves this date alone; the next is counted from the anchor again. */
export function scheduledOn(schedule: Schedule, calendar: BusinessCalendar, n: number): number {
  return shifted(plainDayOf(schedule, n), schedule.shift, calendar)
}

export function shifted(day: number, shift: Shift, calendar: BusinessCalendar): number {
  return shift === "as_is" ? day : businessDayNear(day, calendar, shift === "next" ? 1 : -1)
}

/** Whether a shift put it on the day of the one before it: then one delivery covers both. */
export function fallsTogether(schedule: Schedule, calendar: BusinessCalendar, n: number, on = scheduledOn(schedule, calendar, n)): boolean {
  return n > 0 && on <= scheduledOn(schedule, calendar, n - 1)
}

/** The last moment for a change, and the moment of the order. A clock time that a change to summer time leaves out is the one an hour later. */
export function cutOffAt(calendar: CutOffCalendar, on: number): string {
  return cutOffMoment(calendar, on).text
}

const cutOffMoment = (calendar: CutOffCalendar, on: number) => momentOf(businessDaysFrom(on, -calendar.cutOffDays, calendar), calendar.cutOffTime, calendar.zone)

const NOTICE_TIME = "08:00"
const DAY = 86_400_000

/** When the notice goes out: so many days before the date, and at least a day before the cut-off. Null where no notice is wanted. */
export function noticeAt(calendar: CutOffCalendar, on: number, noticeDays: number): string | null {
  return momentsOf(calendar, on, noticeDays).notifyAt
}

/** A date and its moments, as text. */
type Moments = { readonly text: string; readonly cutOffAt: string; readonly notifyAt: string | null }

/** Dates of many subscriptions fall on the same few hundred days, so what a calendar makes of a day is kept as long as the calendar is. */
export function momentsOf(calendar: CutOffCalendar, on: number, noticeDays: number): Moments {
  const ofCalendar = keptMoments.get(calendar) ?? new Map<number, Map<number, Moments>>()
  if (ofCalendar.size === 0) keptMoments.set(calendar, ofCalendar)
  const ofNotice = ofCalendar.get(noticeDays) ?? new Map<number, Moments>()
  if (ofNotice.size === 0) ofCalendar.set(noticeDays, ofNotice)
  const known = ofNotice.get(on)
  if (known) return known
  const made = makeMoments(calendar, on, noticeDays)
  ofNotice.set(on, made)
  return made
}

const keptMoments = new WeakMap<CutOffCalendar, Map<number, Map<number, Moments>>>()

function makeMoments(calendar: CutOffCalendar, on: number, noticeDays: number): Moments {
  const [text, cutOff] = [dayText(on), cutOffMoment(calendar, on)]
  if (noticeDays === 0) return { text, cutOffAt: cutOff.text, notifyAt: null }
  const wanted = momentOf(on - noticeDays, NOTICE_TIME, calendar.zone)
  const latest = cutOff.milliseconds - DAY
  return { text, cutOffAt: cutOff.text, notifyAt: wanted.milliseconds <= latest ? wanted.text : secondText(latest) }
}

/** A moment on a full second, as Temporal writes it. */
const secondText = (milliseconds: number) => new Date(milliseconds).toISOString().replace(".000Z", "Z")

const FURTHEST_START_YEARS = 3

/** A schedule never starts in the past, and not so far ahead that nobody could mean it. Refuses `subscriptions.date_is_too_far`. */
export function startFrom(startsOn: string, { calendar }: { readonly calendar: CutOffCalendar }, now: Temporal.Instant): string {
  const today = businessDate(now, calendar.zone)
  if (startsOn > today.add({ years: FURTHEST_START_YEARS }).toString()) throw new Refusal("subscriptions.date_is_too_far", "rule", { days: FURTHEST_START_YEARS * 365 })
  return startsOn < today.toString() ? today.toString() : startsOn
}

/** The first day on or after `startsOn` from which a schedule can start so that its first order can still be made. */
export function firstAnchor(cadence: Cadence, shift: Shift, calendar: CutOffCalendar, startsOn: string, now: Temporal.Instant): string {
  for (let day = dayFrom(startsOn); ; day += 1) {
    const anchor = anchorFrom(cadence, day)
    if (Temporal.Instant.compare(cutOffAt(calendar, shifted(anchor, shift, calendar)), now) > 0) return dayText(anchor)
    day = anchor
  }
}

/** The earliest date that an order made now could have: as many business days ahead as the cut-off asks for. */
export function earliestFrom(calendar: CutOffCalendar, now: Temporal.Instant): Temporal.PlainDate {
  return businessDayFrom(addBusinessDays(businessDate(now, calendar.zone), calendar.cutOffDays, calendar), calendar)
}

/** The earliest date that nobody has asked for may be moved to: its cut-off still lies ahead, so whoever it is for can object. */
export function earliestOpen(calendar: CutOffCalendar, now: Temporal.Instant): Temporal.PlainDate {
  let day = earliestFrom(calendar, now)
  while (Temporal.Instant.compare(cutOffAt(calendar, dayFrom(day.toString())), now) <= 0) day = businessDayFrom(day.add({ days: 1 }), calendar)
  return day
}

/** Occurrences of a schedule from the first n whose plain date could be on or after a day. Never below zero. */
export function firstNear({ anchor, cadence }: Schedule, day: number): number {
  const length = cadence.on === "interval" ? { days: cadence.every, weeks: cadence.every * WEEK, months: cadence.every * 31 }[cadence.unit] : cadence.on === "weekday" ? cadence.everyWeeks * WEEK : cadence.everyMonths * 31
  return Math.max(0, Math.floor((day - dayFrom(anchor)) / length) - 1)
}
