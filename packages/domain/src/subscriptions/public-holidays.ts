import type { Work } from "@entrepot/db"
import { businessDate } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { PublicHolidaysAsk } from "./contract.ts"
import { keptUntil, ruleDays } from "./holiday-rule.ts"
import { recurringOf } from "./subscription.db.ts"
import type { PublicHolidays } from "./views.ts"

/** The public holidays ahead of a country, or of one of its regions, from the tenant's today on, as far as a calendar that follows them is kept up. */
export async function publicHolidays(work: Work, input: PublicHolidaysAsk, locale: string): Promise<PublicHolidays> {
  authorize(work, "plan.manage")
  const { country, region } = PublicHolidaysAsk.parse(input)
  const { calendar: { zone } } = await recurringOf(work)
  const today = businessDate(work.now, zone)
  const until = keptUntil(today)
  const { regions, days } = await ruleDays({ country, region: region ?? null }, { from: today.toString(), to: until, locale })
  return { until, regions: Object.entries(regions).map(([code, name]) => ({ code, name })), days: days.map(({ on, name }) => ({ on, name })) }
}
