import { Temporal } from "temporal-polyfill"
import { memoized } from "./intl-cache.ts"

export { Temporal }

/** How far apart the occurrences of a schedule are: a whole number above zero of one unit. */
export type Interval = { readonly days: number } | { readonly weeks: number } | { readonly months: number }

/** `weekend` holds ISO weekdays (Monday is 1), `holidays` ISO dates such as "2026-12-25". */
export type BusinessCalendar = { readonly weekend: readonly number[]; readonly holidays: ReadonlySet<string> }

export type DateLength = "short" | "medium" | "long" | "full"

const QUARTER_HOUR = 900_000

/** The calendar day that it is in an IANA zone; the zone is the tenant's, never the server's. Zones differ by whole quarters of an hour, so one answer holds for all of one. */
export function businessDate(instant: Temporal.Instant, zone: string): Temporal.PlainDate {
  return dateIn(zone, Math.floor(instant.epochMilliseconds / QUARTER_HOUR))
}

const dateIn = memoized((zone: string, quarter: number) => Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER_HOUR).toZonedDateTimeISO(zone).toPlainDate())

/**
 * Occurrence n is anchor + n x interval, clamped at month ends. It is never counted from the one before: from
 * 31 January that would drift to the 28th in February and stay there.
 */
export function occurrence(anchor: Temporal.PlainDate, n: number, interval: Interval): Temporal.PlainDate {
  const { days = 0, weeks = 0, months = 0 }: { days?: number; weeks?: number; months?: number } = interval
  if (days + weeks + months <= 0) throw new RangeError("An interval must be above zero")
  return anchor.add({ days: n * days, weeks: n * weeks, months: n * months }, { overflow: "constrain" })
}

export function isBusinessDay(date: Temporal.PlainDate, { weekend, holidays }: BusinessCalendar): boolean {
  return !weekend.includes(date.dayOfWeek) && !holidays.has(date.toString())
}

/**
 * The nth business day after the date, or before it when n is negative, as spreadsheets' WORKDAY counts: a Saturday
 * plus one is Monday. Zero is the date itself; `businessDayFrom` moves it off a weekend.
 */
export function addBusinessDays(date: Temporal.PlainDate, n: number, calendar: BusinessCalendar): Temporal.PlainDate {
  if (!Number.isInteger(n)) throw new RangeError(`Not a whole number of days: ${n}`)
  let day = date
  for (let left = Math.abs(n); left > 0; left -= 1) {
    day = businessDayFrom(day.add({ days: Math.sign(n) }), calendar, n < 0 ? -1 : 1)
  }
  return day
}

/** The date itself when it is a business day, or else the next one in that direction. */
export function businessDayFrom(
  date: Temporal.PlainDate,
  calendar: BusinessCalendar,
  direction: 1 | -1 = 1,
): Temporal.PlainDate {
  if (new Set(calendar.weekend).size >= 7) throw new RangeError("A week needs a business day")
  let day = date
  while (!isBusinessDay(day, calendar)) day = day.add({ days: direction })
  return day
}

/** A moment as the reader's clock shows it, to the minute. */
export function formatInstant(
  instant: Temporal.Instant,
  locale: string,
  zone: string,
  length: DateLength = "medium",
): string {
  return instantFormat(locale, zone, length).format(instant.epochMilliseconds)
}

/** A plain date belongs to no zone, so it is shown as it stands. */
export function formatDate(date: Temporal.PlainDate, locale: string, length: DateLength = "medium"): string {
  return dateFormat(locale, length).format(date.toZonedDateTime("UTC").epochMilliseconds)
}

const instantFormat = memoized((locale: string, timeZone: string, dateStyle: DateLength) =>
  new Intl.DateTimeFormat(locale, { timeZone, dateStyle, timeStyle: "short" }))

const dateFormat = memoized((locale: string, dateStyle: DateLength) =>
  new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle }))
