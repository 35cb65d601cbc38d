import type { Cadence } from "@entrepot/domain/subscriptions/contract"

export type Words = (key: string, values?: Record<string, string | number>) => string

/** The name of an ISO weekday; Monday is 1. */
export function weekdayIn(locale: string): (weekday: number) => string {
  const names = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" })
  return (weekday) => names.format(Date.UTC(2024, 0, weekday))
}

/** How often, as one would say it. */
export function cadenceText(cadence: Cadence, t: Words, weekday: (weekday: number) => string): string {
  switch (cadence.on) {
    case "interval": return t(`cadence.${cadence.unit}`, { every: cadence.every })
    case "weekday": return t("cadence.weekday", { every: cadence.everyWeeks, weekday: weekday(cadence.weekday) })
    case "day_of_month": return t("cadence.day_of_month", { every: cadence.everyMonths, day: cadence.day })
    case "nth_weekday": return t("cadence.nth_weekday", { every: cadence.everyMonths, nth: String(cadence.nth), weekday: weekday(cadence.weekday) })
    case "month_end": return t("cadence.month_end", { every: cadence.everyMonths })
  }
}
