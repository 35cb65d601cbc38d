import { afterAll, beforeAll, expect, test } from "vitest"
import type { World } from "../testing/index.ts"
import { publicHolidays } from "./index.ts"
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
  expect(germany.regions).toContainEqual({ code: "BY", name: "Bayern" })
  expect(germany.days.map(({ on }) => on)).toEqual(germany.days.map(({ on }) => on).sort())
  expect(germany.days).toContainEqual({ on: "2026-12-25", name: "1. Weihnachtstag" })
  expect(germany.days.every(({ on }) => on >= today && on < "2028")).toBe(true)
  expect(germany.days.map(({ on }) => on)).not.toContain("2027-01-06")
  expect((await ask("DE", "BY")).days).toContainEqual({ on: "2027-01-06", name: "Heilige Drei Könige" })
})

test("a reader's language where the country has the name in it, and nothing where nobody keeps the days", async () => {
  expect((await ask("DE", undefined, "en")).days).toContainEqual({ on: "2026-12-25", name: "Christmas Day" })
  expect(await ask("AQ")).toEqual({ regions: [], days: [] })
})

test("only who manages plans takes them over", async () => {
  await expect(desk.read("tim", (work) => publicHolidays(work, { country: "DE" }, "en"))).rejects.toMatchObject({ kind: "forbidden" })
})
