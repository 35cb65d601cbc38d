import { Temporal } from "@entrepot/kernel"
import type { LeftOutHoliday } from "./views.ts"

/** Whose public holidays a calendar follows: a country's, or those of one of its regions. */
export type HolidayRule = { readonly country: string; readonly region: string | null }
/** `rule` is what makes the day, and the same from year to year. */
export type RuleDay = { readonly on: string; readonly name: string; readonly rule: string }
export type RuleDays = { readonly regions: Readonly<Record<string, string>>; readonly days: readonly RuleDay[] }

const MONTHS_AHEAD = 18

/** How far a calendar that is kept up reaches at the least. */
export const needsUntil = (today: Temporal.PlainDate): string => today.add({ months: MONTHS_AHEAD }).toString()

/** How far it is kept up: to the end of the year in which that day lies, so that it grows by whole years. */
export function keptUntil(today: Temporal.PlainDate): string {
  return today.add({ months: MONTHS_AHEAD }).with({ month: 12, day: 31 }).toString()
}

/**
 * The public holidays of a rule from one day to another, in their order; what is only observed or kept by banks is left out. A country that nobody keeps days of has none.
 * The days are those of `date-holidays` (https://github.com/commenthol/date-holidays), named in the language where it has the name.
 */
export async function ruleDays({ country, region }: HolidayRule, { from, to, locale }: { readonly from: string; readonly to: string; readonly locale: string }): Promise<RuleDays> {
  // A megabyte of dates, which nothing but this question needs.
  const { default: Holidays } = await import("date-holidays")
  const kept = new Holidays({ country, ...(region && { state: region }) }, { languages: [locale, "en"], types: ["public"] })
  const [first, last] = [Temporal.PlainDate.from(from).year, Temporal.PlainDate.from(to).year]
  const days = Array.from({ length: last - first + 1 }, (_, at) => kept.getHolidays(first + at) ?? []).flat()
    .flatMap(({ date, name, rule, start, end }) => daysOf(date, start, end).map((on) => ({ on, name, rule })))
    .filter(({ on }) => on >= from && on <= to)
  return { regions: kept.getStates(country) ?? {}, days: [...new Map(days.map((day) => [day.on, day])).values()].toSorted((one, other) => (one.on < other.on ? -1 : 1)) }
}

/** A feast of three days is three days; one that begins at sundown is the day that its date names. */
function daysOf(date: string, start: Date, end: Date): string[] {
  const first = Temporal.PlainDate.from(date.slice(0, 10))
  return Array.from({ length: Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000)) }, (_, at) => first.add({ days: at }).toString())
}

/**
 * What the partner took out of what the rule offered: a holiday of which no day is in the calendar stays out in later years, too. One of which a single year was
 * taken out is back the year after. What was taken out earlier and is not offered in this window stays out.
 */
export function leftOutOf(offered: readonly RuleDay[], holidays: readonly string[], before: readonly LeftOutHoliday[]): readonly LeftOutHoliday[] {
  const kept = new Set(holidays)
  const [seen, present] = [new Map(offered.map(({ rule, name }) => [rule, name])), new Set(offered.filter(({ on }) => kept.has(on)).map(({ rule }) => rule))]
  return [...before.filter(({ rule }) => !seen.has(rule)), ...[...seen].filter(([rule]) => !present.has(rule)).map(([rule, name]) => ({ rule, name }))]
}

/** As many as a calendar holds. */
const MOST = 500

/** The calendar with the days that come anew: everything that people put in stays, what they took out stays out. Where it grows too long the oldest that are over go. */
export function extended(holidays: readonly string[], days: readonly RuleDay[], leftOut: readonly LeftOutHoliday[], today: string): { readonly holidays: readonly string[]; readonly added: readonly string[] } {
  const [out, known] = [new Set(leftOut.map(({ rule }) => rule)), new Set(holidays)]
  const added = days.filter(({ on, rule }) => !out.has(rule) && !known.has(on)).map(({ on }) => on)
  const all = [...holidays, ...added].toSorted()
  const over = Math.max(0, all.length - MOST)
  return { holidays: all.filter((on, place) => place >= over || on >= today).slice(0, MOST), added }
}
