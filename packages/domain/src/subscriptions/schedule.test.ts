import fc from "fast-check"
import { expect, test } from "vitest"
import { Temporal } from "@entrepot/kernel"
import type { Cadence, Shift } from "./contract.ts"
import { anchorFrom, cutOffAt, fallsTogether, firstAnchor, firstNear, noticeAt, plainDateOf, scheduledOn, type CutOffCalendar, type Schedule } from "./schedule.ts"

const BERLIN: CutOffCalendar = { zone: "Europe/Berlin", weekend: [6, 7], holidays: new Set(["2026-12-25", "2026-12-26", "2027-01-01"]), cutOffDays: 2, cutOffTime: "12:00" }
const day = Temporal.PlainDate.from
const dates = (cadence: Cadence, startsOn: string, count: number) => {
  const anchor = anchorFrom(cadence, day(startsOn)).toString()
  return Array.from({ length: count }, (_, n) => plainDateOf({ cadence, anchor }, n).toString())
}

/** The reference: plain day numbers and a walk over the calendar, one day at a time. It shares nothing with what it judges. */
const MS = 86_400_000
const numberOf = (text: string) => Math.round(Date.parse(`${text}T00:00:00Z`) / MS)
const textOf = (number: number) => new Date(number * MS).toISOString().slice(0, 10)
const weekdayOf = (number: number) => ((number + 3) % 7 + 7) % 7 + 1
const monthOf = (number: number) => { const d = new Date(number * MS); return d.getUTCFullYear() * 12 + d.getUTCMonth() }
const dayOf = (number: number) => new Date(number * MS).getUTCDate()
const isMonthEnd = (number: number) => monthOf(number) !== monthOf(number + 1)

function matches(cadence: Cadence, number: number): boolean {
  switch (cadence.on) {
    case "weekday": return weekdayOf(number) === cadence.weekday
    case "month_end": return isMonthEnd(number)
    case "day_of_month": return dayOf(number) === cadence.day || (isMonthEnd(number) && dayOf(number) < cadence.day)
    case "nth_weekday": return weekdayOf(number) === cadence.weekday && (cadence.nth === -1 ? monthOf(number + 7) !== monthOf(number) : Math.ceil(dayOf(number) / 7) === cadence.nth)
    case "interval": return true
  }
}

function slowly(cadence: Cadence, startsOn: string, n: number): string {
  const start = numberOf(startsOn)
  if (cadence.on === "interval" && cadence.unit !== "months") return textOf(start + n * cadence.every * (cadence.unit === "weeks" ? 7 : 1))
  if (cadence.on === "interval") {
    let month = start
    while (monthOf(month) < monthOf(start) + n * cadence.every) month += 1
    if (n === 0) return startsOn
    while (dayOf(month) < dayOf(start) && !isMonthEnd(month)) month += 1
    return textOf(month)
  }
  let at = start
  while (!matches(cadence, at)) at += 1
  const first = at
  if (cadence.on === "weekday") {
    for (let left = n * cadence.everyWeeks; left > 0; left -= 1) do at += 1; while (!matches(cadence, at))
    return textOf(at)
  }
  while (monthOf(at) < monthOf(first) + n * cadence.everyMonths || !matches(cadence, at)) at += 1
  return textOf(at)
}

const weekday = fc.integer({ min: 1, max: 7 })
const months = fc.integer({ min: 1, max: 14 })
const cadences: fc.Arbitrary<Cadence> = fc.oneof(
  fc.record({ on: fc.constant("interval" as const), every: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom("days" as const, "weeks" as const, "months" as const) }),
  fc.record({ on: fc.constant("weekday" as const), everyWeeks: fc.integer({ min: 1, max: 12 }), weekday }),
  fc.record({ on: fc.constant("day_of_month" as const), everyMonths: months, day: fc.integer({ min: 1, max: 31 }) }),
  fc.record({ on: fc.constant("nth_weekday" as const), everyMonths: months, nth: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, -1 as const), weekday }),
  fc.record({ on: fc.constant("month_end" as const), everyMonths: months }),
)
const startDays = fc.integer({ min: numberOf("2023-01-01"), max: numberOf("2032-12-31") }).map(textOf)
const ns = fc.integer({ min: 0, max: 40 })

test("every date is the one that a walk over the calendar, day by day, finds", () => {
  fc.assert(fc.property(cadences, startDays, ns, (cadence, startsOn, n) => {
    const anchor = anchorFrom(cadence, day(startsOn)).toString()
    expect(plainDateOf({ cadence, anchor }, n).toString()).toBe(slowly(cadence, startsOn, n))
  }), { numRuns: 1_500 })
})

test("a shift moves its own date alone, to the nearest business day in its direction", () => {
  fc.assert(fc.property(cadences, startDays, ns, fc.constantFrom<Shift>("next", "previous", "as_is"), fc.array(startDays, { maxLength: 30 }), (cadence, startsOn, n, shift, holidays) => {
    const calendar = { ...BERLIN, holidays: new Set(holidays) }
    const schedule: Schedule = { version: 1, cadence, anchor: anchorFrom(cadence, day(startsOn)).toString(), shift }
    let expected = numberOf(plainDateOf(schedule, n).toString())
    const off = (number: number) => weekdayOf(number) >= 6 || calendar.holidays.has(textOf(number))
    const step = shift === "next" ? 1 : -1
    if (shift !== "as_is") while (off(expected)) expected += step
    expect(scheduledOn(schedule, calendar, n).toString()).toBe(textOf(expected))
    expect(plainDateOf(schedule, n + 1).toString()).toBe(slowly(cadence, startsOn, n + 1))
  }), { numRuns: 400 })
})

test("looking from a day never starts after an occurrence on or after it", () => {
  fc.assert(fc.property(cadences, startDays, fc.integer({ min: 0, max: 2_000 }), (cadence, startsOn, later) => {
    const schedule: Schedule = { version: 1, cadence, anchor: anchorFrom(cadence, day(startsOn)).toString(), shift: "as_is" }
    const from = day(startsOn).add({ days: later })
    const n = firstNear(schedule, from)
    if (n > 0) expect(Temporal.PlainDate.compare(plainDateOf(schedule, n - 1), from)).toBeLessThan(0)
  }), { numRuns: 400 })
})

test.each<[string, Cadence, string, string[]]>([
  ["the 31st comes back after each short month", { on: "day_of_month", everyMonths: 1, day: 31 }, "2027-01-31", ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]],
  ["a month's end is the 29th in a leap year", { on: "month_end", everyMonths: 1 }, "2028-01-15", ["2028-01-31", "2028-02-29", "2028-03-31"]],
  ["every month from 29 January of a leap year", { on: "interval", every: 1, unit: "months" }, "2028-01-30", ["2028-01-30", "2028-02-29", "2028-03-30"]],
  ["the second Tuesday", { on: "nth_weekday", everyMonths: 1, nth: 2, weekday: 2 }, "2026-12-09", ["2027-01-12", "2027-02-09", "2027-03-09"]],
  ["the last Friday, every other month", { on: "nth_weekday", everyMonths: 2, nth: -1, weekday: 5 }, "2026-11-01", ["2026-11-27", "2027-01-29", "2027-03-26"]],
  ["every other Thursday", { on: "weekday", everyWeeks: 2, weekday: 4 }, "2026-12-01", ["2026-12-03", "2026-12-17", "2026-12-31"]],
  ["every 10 days over the end of summer time", { on: "interval", every: 10, unit: "days" }, "2026-10-20", ["2026-10-20", "2026-10-30", "2026-11-09"]],
])("%s", (_when, cadence, startsOn, expected) => {
  expect(dates(cadence, startsOn, expected.length)).toEqual(expected)
})

test("the cut-off is on the tenant's clock on both sides of a change of the clock", () => {
  const at = (on: string, calendar = BERLIN) => cutOffAt(calendar, day(on)).toString()
  expect(at("2026-10-23")).toBe("2026-10-21T10:00:00Z")
  expect(at("2026-10-28")).toBe("2026-10-26T11:00:00Z")
  expect(at("2026-12-28")).toBe("2026-12-23T11:00:00Z")
  const night = { ...BERLIN, cutOffDays: 0, cutOffTime: "02:30" }
  expect(at("2027-03-28", night)).toBe("2027-03-28T01:30:00Z")
})

test("a notice goes out at least a day before the cut-off", () => {
  expect(noticeAt(BERLIN, day("2026-12-11"), 7)?.toString()).toBe("2026-12-04T07:00:00Z")
  expect(noticeAt(BERLIN, day("2026-12-11"), 1)?.toString()).toBe("2026-12-08T11:00:00Z")
  expect(noticeAt(BERLIN, day("2026-12-11"), 0)).toBeNull()
})

test("a schedule starts on the first of its dates that can still be made", () => {
  const now = Temporal.Instant.from("2026-12-01T12:00:00Z")
  expect(firstAnchor({ on: "interval", every: 2, unit: "weeks" }, "next", BERLIN, "2026-12-01", now)).toBe("2026-12-04")
  expect(firstAnchor({ on: "weekday", everyWeeks: 1, weekday: 3 }, "next", BERLIN, "2026-12-01", now)).toBe("2026-12-09")
  expect(firstAnchor({ on: "day_of_month", everyMonths: 1, day: 15 }, "next", BERLIN, "2026-12-20", now)).toBe("2027-01-15")
})

test("dates that a holiday pushes onto one day are one delivery", () => {
  const daily: Schedule = { version: 1, cadence: { on: "interval", every: 1, unit: "days" }, anchor: "2026-12-04", shift: "next" }
  expect([0, 1, 2, 3, 4].map((n) => [scheduledOn(daily, BERLIN, n).toString(), fallsTogether(daily, BERLIN, n)])).toEqual([
    ["2026-12-04", false], ["2026-12-07", false], ["2026-12-07", true], ["2026-12-07", true], ["2026-12-08", false],
  ])
})
