import { z } from "zod"
import { CATCH_UPS, Clock, Day, Minor, Percent, SHIFTS, Weekday } from "./parts.ts"

/* What holds for the whole tenant. */

/** Of the whole tenant: its business calendar, its cut-off, and what looks wrong. */
export const RecurringSettings = z.object({
  weekend: z.array(Weekday).max(6).default([6, 7]), holidays: z.array(Day).max(500).default([]),
  shift: z.enum(SHIFTS).default("next"),
  cutOffDays: z.int().min(0).max(30).default(2), cutOffTime: Clock.default("12:00"),
  noticeDays: z.int().min(0).max(60).default(5), ceilingPercent: Percent.default("5"), catchUp: z.enum(CATCH_UPS).default("ship_one"),
  /** More orders of a day than this, or one dearer than `mostTimesUsual` times what is usual for its subscription, are parked. */
  mostOrdersPerDay: z.int().min(1).max(100_000).default(500), mostTimesUsual: z.int().min(2).max(100).default(5),
  /** All of a day's orders together; null is no limit. */
  mostValuePerDay: Minor.nullable().default(null),
})
export type RecurringSettings = z.infer<typeof RecurringSettings>
const Country = z.string().regex(/^[A-Z]{2}$/)
const Region = z.string().regex(/^[A-Za-z0-9-]{1,8}$/)
/** Whose holidays the calendar follows, and how far whoever saves it saw them: what of those is not in the calendar was taken out. */
export const HolidayRuleInput = z.object({ country: Country, region: Region.nullish(), until: Day })
/** `holidayRule` left out stays as it is; null follows nobody's holidays any more. */
export const SaveRecurringSettings = z.object({ version: z.int().min(0), settings: RecurringSettings, holidayRule: HolidayRuleInput.nullish() })
export type SaveRecurringSettings = z.input<typeof SaveRecurringSettings>

/** ISO 3166-1 of a country, and the code of one of its regions. */
export const PublicHolidaysAsk = z.object({ country: Country, region: Region.nullish() })
export type PublicHolidaysAsk = z.input<typeof PublicHolidaysAsk>
