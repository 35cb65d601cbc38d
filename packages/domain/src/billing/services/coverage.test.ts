import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { anchoredPeriod, Temporal } from "@entrepot/kernel"
import { activeDays, anchorOf, costOf, dueDays, missingDays, stopsOn, type Service, type Turn } from "./coverage.ts"

const service = (turns: Turn[] = [], more: Partial<Service> = {}): Service => ({ status: "active", createdOn: "2026-12-01", startsOn: "2026-12-01", endsOn: null, endedOn: null, turns, ...more })
const turn = (kind: Turn["kind"], on: string, until: string | null = null): Turn => ({ kind, on, until })
const text = (days: readonly { from: string; until: string }[]) => days.map(({ from, until }) => `${from} ${until === "9999-12-31" ? "on" : until}`)

test.each([
  { when: "it simply runs", turns: [], days: ["2026-12-01 on"] },
  { when: "it begins later than it was made", turns: [], more: { startsOn: "2026-12-10" }, days: ["2026-12-10 on"] },
  { when: "it is a draft", turns: [], more: { status: "draft" }, days: [] },
  { when: "a draft begins", turns: [turn("activate", "2026-12-05")], days: ["2026-12-05 on"] },
  { when: "it is paused: that day is not charged", turns: [turn("pause", "2026-12-10")], days: ["2026-12-01 2026-12-10"] },
  { when: "it is resumed: that day is", turns: [turn("pause", "2026-12-10"), turn("resume", "2026-12-20")], days: ["2026-12-01 2026-12-10", "2026-12-20 on"] },
  { when: "it is paused and resumed on one day", turns: [turn("pause", "2026-12-10"), turn("resume", "2026-12-10")], days: ["2026-12-01 on"] },
  { when: "a pause has an end", turns: [turn("pause", "2026-12-10", "2026-12-15")], days: ["2026-12-01 2026-12-10", "2026-12-15 on"] },
  { when: "a pause with an end is ended before", turns: [turn("pause", "2026-12-10", "2026-12-25"), turn("resume", "2026-12-15")], days: ["2026-12-01 2026-12-10", "2026-12-15 on"] },
  { when: "a pause with an end is over and another begins", turns: [turn("pause", "2026-12-10", "2026-12-12"), turn("pause", "2026-12-20")], days: ["2026-12-01 2026-12-10", "2026-12-12 2026-12-20"] },
  { when: "it is cancelled", turns: [turn("cancel", "2026-12-15")], days: ["2026-12-01 2026-12-15"] },
  { when: "it is cancelled in a pause", turns: [turn("pause", "2026-12-05"), turn("cancel", "2026-12-15")], days: ["2026-12-01 2026-12-05"] },
  { when: "it is cancelled on its first day", turns: [turn("cancel", "2026-12-01")], days: [] },
  { when: "it has a term, whose last day is charged", turns: [], more: { endsOn: "2026-12-31" }, days: ["2026-12-01 2027-01-01"] },
])("when $when", ({ turns, more, days }) => {
  expect(text(activeDays(service(turns, more)))).toEqual(days)
})

describe("what is due", () => {
  test("is every period that has begun, in advance, and nothing of one that has not", () => {
    expect(text(dueDays(service(), 1, "2026-12-01"))).toEqual(["2026-12-01 2027-01-01"])
    expect(text(dueDays(service(), 1, "2027-02-14"))).toEqual(["2026-12-01 2027-01-01", "2027-01-01 2027-02-01", "2027-02-01 2027-03-01"])
    expect(text(dueDays(service([], { createdOn: "2026-12-31", startsOn: "2026-12-31" }), 1, "2027-03-01"))).toEqual(["2026-12-31 2027-01-31", "2027-01-31 2027-02-28", "2027-02-28 2027-03-31"])
    expect(text(dueDays(service([turn("pause", "2026-12-10", "2026-12-20")]), 1, "2026-12-15"))).toEqual(["2026-12-01 2026-12-10"])
  })

  test("less what is billed is what is missing", () => {
    expect(text(missingDays([{ from: "2026-12-01", until: "2027-01-01" }], [{ from: "2026-12-05", until: "2026-12-10" }]))).toEqual(["2026-12-01 2026-12-05", "2026-12-10 2027-01-01"])
  })

  test("stops where the service does", () => {
    const billed = { from: "2026-12-01", until: "2027-01-01" }
    expect(stopsOn(service(), billed)).toBeUndefined()
    expect(stopsOn(service([turn("pause", "2026-12-10")]), billed)).toBe("2026-12-10")
    expect(stopsOn(service([turn("cancel", "2026-12-01")]), billed)).toBe("2026-12-01")
  })
})

const someDay = fc.integer({ min: 0, max: 1_500 }).map((days) => Temporal.PlainDate.from("2024-01-01").add({ days }))
const fee = fc.record({ amountMinor: fc.bigInt({ min: 1n, max: 10_000_000n }), currency: fc.constantFrom("JPY", "EUR", "KWD"), everyMonths: fc.integer({ min: 1, max: 12 }) })

describe("the parts of a period", () => {
  test("add up to its fee, to the minor unit, in currencies of none, two and three decimals, however it is cut", () => {
    fc.assert(fc.property(fee, someDay, fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 6 }), (of, anchor, gaps) => {
      const period = anchoredPeriod(anchor, anchor, { months: of.everyMonths })
      const length = period.from.until(period.until).days
      const cuts = [...new Set(gaps.filter((gap) => gap < length))].sort((a, b) => a - b)
      const edges = [0, ...cuts, length].map((days) => period.from.add({ days }).toString())
      const parts = edges.slice(1).map((until, index) => costOf(of, anchor.toString(), { from: edges[index]!, until }))
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(of.amountMinor)
    }), { numRuns: 100 })
  })

  test("are within a minor unit of each other day by day, on the days that the clocks change too", () => {
    fc.assert(fc.property(fee, someDay, (of, anchor) => {
      const period = anchoredPeriod(anchor, anchor, { months: of.everyMonths })
      const days = Array.from({ length: period.from.until(period.until).days }, (_, index) => costOf(of, anchor.toString(), { from: period.from.add({ days: index }).toString(), until: period.from.add({ days: index + 1 }).toString() }))
      expect(days.reduce((most, one) => (one > most ? one : most)) - days.reduce((least, one) => (one < least ? one : least))).toBeLessThanOrEqual(1n)
    }), { numRuns: 6 })
    const of = { amountMinor: 3_100n, currency: "EUR", everyMonths: 1 }
    expect(costOf(of, "2026-10-01", { from: "2026-10-25", until: "2026-10-26" })).toBe(100n)
    expect(costOf(of, "2026-03-01", { from: "2026-03-29", until: "2026-03-30" })).toBe(100n)
  })

  test("of whatever turns somebody makes: no day is due twice, and no day without service is", () => {
    const turns = fc.array(fc.record({ kind: fc.constantFrom("pause" as const, "resume" as const), after: fc.integer({ min: 0, max: 40 }), lasts: fc.option(fc.integer({ min: 1, max: 60 })) }), { maxLength: 8 })
    fc.assert(fc.property(turns, fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 3 }), (made, age, everyMonths) => {
      let on = Temporal.PlainDate.from("2026-12-01")
      const walked = made.map(({ kind, after, lasts }) => turn(kind, (on = on.add({ days: after })).toString(), kind === "pause" && lasts ? on.add({ days: lasts }).toString() : null))
      const one = service(walked)
      const today = Temporal.PlainDate.from("2026-12-01").add({ days: age }).toString()
      const due = dueDays(one, everyMonths, today)
      due.forEach((piece, index) => {
        expect(piece.from < piece.until).toBe(true)
        if (index > 0) expect(piece.from >= due[index - 1]!.until).toBe(true)
        expect(activeDays(one).some(({ from, until }) => from <= piece.from && piece.until <= until)).toBe(true)
      })
      expect(missingDays(due, due)).toEqual([])
      expect(anchorOf(one)).toBe("2026-12-01")
    }), { numRuns: 300 })
  })
})
