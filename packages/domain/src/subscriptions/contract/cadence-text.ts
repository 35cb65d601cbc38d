import type { Cadence } from "./policies.ts"

/** A portal's or the console's own words, by "cadence.<key>". */
type Say = (key: string, values?: Record<string, string | number>) => string
/** The name of an ISO weekday; Monday is 1. */
type Weekdays = { readonly weekday: (weekday: number) => string }

/** How often, as one would say it: "every 2 weeks on Tuesday", "the last Friday of each month". */
export function cadenceText(cadence: Cadence, say: Say, { weekday }: Weekdays): string {
  switch (cadence.on) {
    case "interval": return say(`cadence.${cadence.unit}`, { every: cadence.every })
    case "weekday": return say("cadence.weekday", { every: cadence.everyWeeks, weekday: weekday(cadence.weekday) })
    case "day_of_month": return say("cadence.day_of_month", { every: cadence.everyMonths, day: cadence.day })
    case "nth_weekday": return say("cadence.nth_weekday", { every: cadence.everyMonths, nth: String(cadence.nth), weekday: weekday(cadence.weekday) })
    case "month_end": return say("cadence.month_end", { every: cadence.everyMonths })
  }
}
