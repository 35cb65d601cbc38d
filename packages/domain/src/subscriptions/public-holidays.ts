import type { Work } from "@entrepot/db"
import { Temporal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { PublicHolidaysAsk } from "./contract.ts"
import { recurringOf } from "./subscription.db.ts"
import type { PublicHolidays } from "./views.ts"

/** Until the end of the year after this one: later years are added when they come nearer. */
const YEARS_AHEAD = 1

/**
 * The public holidays ahead of a country, or of one of its regions, from the tenant's today on; what is only observed or kept by banks is left out.
 * A country that nobody keeps days of has none. The days are those of `date-holidays` (https://github.com/commenthol/date-holidays), named in the
 * reader's language where it has the name.
 */
export async function publicHolidays(work: Work, input: PublicHolidaysAsk, locale: string): Promise<PublicHolidays> {
  authorize(work, "plan.manage")
  const { country, region } = PublicHolidaysAsk.parse(input)
  const { calendar: { zone } } = await recurringOf(work)
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate()
  // A megabyte of dates, which nothing but this question needs.
  const { default: Holidays } = await import("date-holidays")
  const kept = new Holidays({ country, ...(region && { state: region }) }, { languages: [locale, "en"], types: ["public"] })
  const days = Array.from({ length: YEARS_AHEAD + 1 }, (_, at) => kept.getHolidays(today.year + at) ?? []).flat()
    .flatMap(({ date, name, start, end }) => daysOf(date, start, end).map((on) => ({ on, name })))
    .filter(({ on }) => on >= today.toString())
  return { regions: Object.entries(kept.getStates(country) ?? {}).map(([code, name]) => ({ code, name })), days: [...new Map(days.map((day) => [day.on, day])).values()].toSorted((one, other) => (one.on < other.on ? -1 : 1)) }
}

/** A feast of three days is three days; one that begins at sundown is the day that its date names. */
function daysOf(date: string, start: Date, end: Date): string[] {
  const first = Temporal.PlainDate.from(date.slice(0, 10))
  return Array.from({ length: Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000)) }, (_, at) => first.add({ days: at }).toString())
}
