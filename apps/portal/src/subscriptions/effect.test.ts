import { expect, test } from "vitest"
import type { DateEffect } from "@entrepot/domain/subscriptions"
import { effectsOf, shownOf } from "./effect.ts"

const date = (n: number, on: string, changed = false): DateEffect => ({ n, on, skipped: false, total: null, lines: [], changed })

test("a date that moves past another stays one date and stands where it goes", () => {
  const effects = effectsOf({ change: { kind: "move", n: 1, to: "2026-03-20" }, before: [date(1, "2026-03-02", true), date(2, "2026-03-09")], after: [date(1, "2026-03-20", true), date(2, "2026-03-09")] })
  expect(effects.map(({ key, changed }) => [key, changed])).toEqual([["2", false], ["1", true]])
  expect(effects[1]?.before?.on).toBe("2026-03-02")
})

test("what falls away has nothing after it", () => {
  const [gone] = effectsOf({ change: { kind: "cancel" }, before: [date(1, "2026-03-02", true)], after: [] })
  expect(gone).toMatchObject({ after: null, changed: true })
})

test("another rhythm is held against the old one in the order of the dates", () => {
  const effects = effectsOf({ change: { kind: "schedule", cadence: { on: "month_end", everyMonths: 1 }, startsOn: "2026-03-01" }, before: [date(7, "2026-03-02")], after: [date(0, "2026-03-31"), date(1, "2026-04-30")] })
  expect(effects.map(({ before, after }) => [before?.on ?? null, after?.on ?? null])).toEqual([["2026-03-02", "2026-03-31"], [null, "2026-04-30"]])
})

test("a date that stays but costs something else is a change", () => {
  const at = (amount: string): DateEffect => ({ ...date(1, "2026-03-02"), total: { amount, currency: "EUR" } })
  const [effect] = effectsOf({ change: { kind: "policies", lineIds: [] }, before: [at("1000")], after: [at("950")] })
  expect(effect?.changed).toBe(true)
})

test("the neighbours of a date that changes are shown, the rest is counted", () => {
  const all = effectsOf({ change: { kind: "skip", n: 3 }, before: [1, 2, 3, 4, 5].map((n) => date(n, `2026-03-0${n}`, n === 3)), after: [1, 2, 3, 4, 5].map((n) => date(n, `2026-03-0${n}`, n === 3)) })
  expect(shownOf(all, 8).shown.map(({ key }) => key)).toEqual(["2", "3", "4"])
  expect(shownOf(all, 2).more).toBe(1)
})
