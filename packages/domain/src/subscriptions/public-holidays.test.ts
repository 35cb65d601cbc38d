import { afterAll, beforeAll, expect, test } from "vitest"
import { Temporal } from "@entrepot/kernel"
import type { World } from "../testing/index.ts"
import { publicHolidays, recurringSettings, renewHolidays, saveRecurringSettings } from "./index.ts"
import { openRecurringDesk, type RecurringDesk } from "./testing.ts"

let world: World
let desk: RecurringDesk
beforeAll(async () => {
  ({ world, desk } = await openRecurringDesk())
})
afterAll(() => world.drop())

const ask = (country: string, region?: string, locale = "de") => desk.read("petra", (work) => publicHolidays(work, { country, region }, locale))

test("the public holidays ahead of a country, and those that only a region has", async () => {
  const germany = await ask("DE")
  const today = germany.days[0]!.on
  expect(germany.until >= Temporal.PlainDate.from(today).add({ months: 18 }).toString()).toBe(true)
  expect(germany.regions).toContainEqual({ code: "BY", name: "Bayern" })
  expect(germany.days.map(({ on }) => on)).toEqual(germany.days.map(({ on }) => on).sort())
  expect(germany.days).toContainEqual({ on: "2026-12-25", name: "1. Weihnachtstag" })
  expect(germany.days.every(({ on }) => on >= today && on <= germany.until)).toBe(true)
  expect(germany.days.map(({ on }) => on)).not.toContain("2027-01-06")
  expect((await ask("DE", "BY")).days).toContainEqual({ on: "2027-01-06", name: "Heilige Drei Könige" })
})

test("a reader's language where the country has the name in it, and nothing where nobody keeps the days", async () => {
  expect((await ask("DE", undefined, "en")).days).toContainEqual({ on: "2026-12-25", name: "Christmas Day" })
  expect(await ask("AQ")).toMatchObject({ regions: [], days: [] })
})

test("only who manages plans takes them over", async () => {
  await expect(desk.read("tim", (work) => publicHolidays(work, { country: "DE" }, "en"))).rejects.toMatchObject({ kind: "forbidden" })
})

const settings = () => desk.read("petra", recurringSettings)
const save = async (holidays: readonly string[], holidayRule?: { country: string; region?: string; until: string } | null) => {
  const { version, settings: before } = await settings()
  return desk.read("petra", (work) => saveRecurringSettings(work, { version, settings: { ...before, holidays: [...holidays] }, ...(holidayRule !== undefined && { holidayRule }) }))
}
const renew = () => world.worker(undefined, renewHolidays, { now: desk.now })
const renewals = () => desk.rows("select tenant_id, actor ->> 'kind' as by, before, after from work.audit_entry where action = 'recurring.holidays_renewed' order by occurred_at")

test("a calendar that follows a country's holidays grows by itself, keeps what people put in, and what they took out stays out", async () => {
  const { days, until } = await ask("DE", "BY")
  expect(until).toBe("2028-12-31")
  const LABOUR = ["2027-05-01", "2028-05-01"]
  // Their own day is put in; Labour Day is taken out for good, one Epiphany of two for once.
  const kept = [...days.map(({ on }) => on).filter((on) => !LABOUR.includes(on) && on !== "2027-01-06"), "2027-08-16"]
  await save(kept, { country: "DE", region: "BY", until })
  expect(await settings()).toMatchObject({ holidayRule: { country: "DE", region: "BY", until: "2028-12-31", leftOut: ["Maifeiertag"] }, holidaysEndOn: null })
  expect(await renew()).toBe(0)
  desk.go("2027-06-29T08:00:00Z")
  expect(await renew()).toBe(0)
  desk.go("2027-07-02T08:00:00Z")
  // Two workers at once are one.
  expect((await Promise.all([renew(), renew()])).reduce((sum, n) => sum + n)).toBe(1)
  const grown = await settings()
  expect(grown).toMatchObject({ holidayRule: { until: "2029-12-31", leftOut: ["Maifeiertag"] } })
  expect(grown.settings.holidays).toEqual(expect.arrayContaining([...kept, "2029-01-06", "2029-04-02", "2029-12-25"]))
  for (const gone of [...LABOUR, "2029-05-01", "2027-01-06"]) expect(grown.settings.holidays).not.toContain(gone)
  expect(await renewals()).toEqual([{ tenant_id: 1, by: "automation", before: { until: "2028-12-31" }, after: expect.objectContaining({ country: "DE", region: "BY", until: "2029-12-31", added: expect.arrayContaining(["2029-12-25"]) as unknown }) as unknown }])
  expect(await renew()).toBe(0)
  expect(await renewals()).toHaveLength(1)
})

test("a holiday that is put back comes again, and whoever goes on without the rule keeps the days", async () => {
  const { settings: { holidays }, holidayRule } = await settings()
  await save([...holidays, "2028-05-01"])
  expect((await settings()).holidayRule).toMatchObject({ country: "DE", region: "BY", until: holidayRule!.until, leftOut: [] })
  await save(holidays, null)
  expect(await settings()).toMatchObject({ holidayRule: null, settings: { holidays } })
  desk.go("2030-01-02T08:00:00Z")
  expect(await renew()).toBe(0)
  desk.go("2026-12-01T08:00:00Z")
})

test.each([
  { calendar: "reaches far enough", holidays: ["2027-03-02"], ends: null },
  { calendar: "ends within ninety days", holidays: ["2026-12-25", "2027-02-28"], ends: "2027-02-28" },
  { calendar: "is over", holidays: ["2026-01-01"], ends: "2026-01-01" },
  { calendar: "has no holidays at all", holidays: [], ends: null },
])("a calendar that follows nobody's holidays and $calendar: $ends", async ({ holidays, ends }) => {
  await save(holidays, null)
  expect((await settings()).holidaysEndOn).toBe(ends)
})

test("one that follows a country's is never said to run out, and a horizon beyond what is kept up is not believed", async () => {
  await save(["2026-12-25"], { country: "DE", until: "2099-12-31" })
  expect(await settings()).toMatchObject({ holidaysEndOn: null, holidayRule: { until: "2028-12-31" } })
})
