import { memoized } from "./intl-cache.ts"
import { Temporal, type BusinessCalendar } from "./time.ts"

/**
 * A calendar day as a whole number: days since 1 January 1970. A calendar of a year is thousands of days, and as a number each is a
 * hundred times cheaper than as a `Temporal.PlainDate`, which is the reference that this file is tested against. Months are counted
 * likewise: twelve times the year, and January is 0 of them.
 */

const WEEK = 7
const LAST_PLAIN_YEAR = 9999

/** Reads "2026-12-25". */
export function dayFrom(text: string): number {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  const first = firstOfMonth(year * 12 + month - 1)
  const isDay = text.length === 10 && text[4] === "-" && text[7] === "-" && month >= 1 && month <= 12 && day >= 1 && first + day <= firstOfMonth(year * 12 + month)
  if (!isDay) throw new RangeError(`Not a day: ${text}`)
  return first + day - 1
}

/** Writes "2026-12-25", as Temporal does. */
export function dayText(day: number): string {
  const month = monthOf(day)
  const year = Math.floor(month / 12)
  return `${year > LAST_PLAIN_YEAR ? `+${padded(year, 6)}` : padded(year, 4)}-${padded((month % 12) + 1, 2)}-${padded(day - firstOfMonth(month) + 1, 2)}`
}

/** How many days from one day to another, both "2026-12-25"; below zero where the other comes first. */
export function daysBetween(from: string, to: string): number {
  return dayFrom(to) - dayFrom(from)
}

const padded = (value: number, digits: number) => String(value).padStart(digits, "0")

/** ISO: Monday is 1. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % WEEK) + WEEK) % WEEK) + 1
}

/** The month of a day. Years are counted from March, so that the leap day is the last of one (H. Hinnant, `civil_from_days`). */
export function monthOf(day: number): number {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const inEra = shifted - era * 146_097
  const yearInEra = Math.floor((inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365)
  const inYear = inEra - (365 * yearInEra + Math.floor(yearInEra / 4) - Math.floor(yearInEra / 100))
  return (era * 400 + yearInEra) * 12 + Math.floor((5 * inYear + 2) / 153) + 2
}

/** The first day of a month (H. Hinnant, `days_from_civil`). */
export function firstOfMonth(month: number): number {
  const fromMarch = month - 2
  const year = Math.floor(fromMarch / 12)
  const era = Math.floor(year / 400)
  const yearInEra = year - era * 400
  const inYear = Math.floor((153 * (fromMarch - year * 12) + 2) / 5)
  return era * 146_097 + yearInEra * 365 + Math.floor(yearInEra / 4) - Math.floor(yearInEra / 100) + inYear - 719_468
}

/** A day of a month, or the month's last where it has no such day. */
export function dayInMonth(month: number, day: number): number {
  return Math.min(firstOfMonth(month) + day, firstOfMonth(month + 1)) - 1
}

export function dayOfMonth(day: number): number {
  return day - firstOfMonth(monthOf(day)) + 1
}

/** So many months later, clamped at the month's end. */
export function addMonths(day: number, months: number): number {
  return dayInMonth(monthOf(day) + months, dayOfMonth(day))
}

/** The day itself when it is a business day, or else the next one in that direction. */
export function businessDayNear(day: number, calendar: BusinessCalendar, direction: 1 | -1): number {
  if (calendar.weekend.length >= WEEK && new Set(calendar.weekend).size >= WEEK) throw new RangeError("A week needs a business day")
  let found = day
  while (calendar.weekend.includes(weekdayOf(found)) || (calendar.holidays.size > 0 && calendar.holidays.has(dayText(found)))) found += direction
  return found
}

/** The nth business day after a day, or before it when n is negative; see `addBusinessDays`. */
export function businessDaysFrom(day: number, n: number, calendar: BusinessCalendar): number {
  let found = day
  for (let left = Math.abs(n); left > 0; left -= 1) found = businessDayNear(found + Math.sign(n), calendar, n < 0 ? -1 : 1)
  return found
}

/** A moment in milliseconds, and as Temporal writes it. */
type ClockMoment = { readonly milliseconds: number; readonly text: string }

/**
 * The moment at which a zone's clocks show a time ("12:00") on a day. A time that a change to summer time leaves out is the one an
 * hour later. Asked for the same few hundred days again and again, so the answers are kept.
 */
export function momentOf(day: number, time: string, zone: string): ClockMoment {
  const kept = clockOf(zone, time)
  const known = kept.get(day)
  if (known !== undefined) return known
  if (kept.size >= MOST_KEPT) kept.clear()
  const instant = Temporal.PlainDate.from(dayText(day)).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
  const moment = { milliseconds: instant.epochMilliseconds, text: instant.toString() }
  kept.set(day, moment)
  return moment
}

const QUARTER_HOUR = 900_000

/** The day that a zone's calendars show at a moment in milliseconds; see `businessDate`. */
export function dayAt(milliseconds: number, zone: string): number {
  const kept = calendarOf(zone)
  const quarter = Math.floor(milliseconds / QUARTER_HOUR)
  const known = kept.get(quarter)
  if (known !== undefined) return known
  if (kept.size >= MOST_KEPT) kept.clear()
  const day = dayFrom(Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone).toPlainDate().toString())
  kept.set(quarter, day)
  return day
}

const calendarOf = memoized((_zone: string) => new Map<number, number>())

const MOST_KEPT = 3_000
const clockOf = memoized((_zone: string, _time: string) => new Map<number, ClockMoment>())
