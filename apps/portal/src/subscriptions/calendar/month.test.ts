import { expect, test } from "vitest"
import { addMonths, lastOfMonth, valueOf, weeksOf } from "./month.ts"

test("a month is drawn in whole weeks from Monday to Sunday", () => {
  const weeks = weeksOf("2026-03-01")
  expect(weeks.map(([monday]) => monday)).toEqual(["2026-02-23", "2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30"])
  expect(weeks.at(-1)?.at(-1)).toBe("2026-04-05")
})

test("a February that begins on a Monday fills four weeks exactly", () => {
  expect(weeksOf("2027-02-01")).toHaveLength(4)
})

test("the last day is the month's own", () => {
  expect([lastOfMonth("2028-02-01"), lastOfMonth(addMonths("2026-12-01", 1))]).toEqual(["2028-02-29", "2027-01-31"])
})

test("what is skipped costs nothing", () => {
  const total = { amount: "1250", currency: "EUR" } as const
  expect(valueOf([{ status: "planned", total }, { status: "skipped", total }, { status: "ordered", total }, { status: "planned", total: null }])).toBe(2500n)
})
