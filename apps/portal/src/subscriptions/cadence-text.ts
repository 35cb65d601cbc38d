import type { Cadence } from "@entrepot/domain/subscriptions/contract"
import type { Formats } from "../format.ts"
import type { Words } from "./words.ts"

/** How often, as one would say it: "every 2 weeks on Tuesday", "the last Friday of each month". */
export function cadenceText(cadence: Cadence, t: Words, { weekday }: Pick<Formats, "weekday">): string {
  switch (cadence.on) {
    case "interval": return t(`cadence.${cadence.unit}`, { every: cadence.every })
    case "weekday": return t("cadence.weekday", { every: cadence.everyWeeks, weekday: weekday(cadence.weekday) })
    case "day_of_month": return t("cadence.day_of_month", { every: cadence.everyMonths, day: cadence.day })
    case "nth_weekday": return t("cadence.nth_weekday", { every: cadence.everyMonths, nth: String(cadence.nth), weekday: weekday(cadence.weekday) })
    case "month_end": return t("cadence.month_end", { every: cadence.everyMonths })
  }
}
