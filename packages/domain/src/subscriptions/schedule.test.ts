import fc from "fast-check"
import { expect, test } from "vitest"
import { addBusinessDays, businessDayFrom, occurrence, Temporal } from "@entrepot/kernel"
import type { Cadence, Shift } from "./contract.ts"
import { anchorFrom, cutOffAt, fallsTogether, firstAnchor, firstNear, noticeAt, plainDayOf, scheduledOn, type CutOffCalendar, type Schedule } from "./schedule.ts"

const BERLIN: CutOffCalendar = { zone: "Europe/Berlin", weekend: [6, 7], holidays: new Set(["2026-12-25", "2026-12-26", "2027-01-01"]), cutOffDays: 2, cutOffTime: "12:00" }
const dates = (cadence: Cadence, startsOn: string, count: number) => {
  const anchor = textOf(anchorFrom(cadence, numberOf(startsOn)))
  return Array.from({ length: count }, (_, n) => textOf(plainDayOf({ cadence, anchor }, n)))
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
    const anchor = textOf(anchorFrom(cadence, numberOf(startsOn)))
    expect(textOf(plainDayOf({ cadence, anchor }, n))).toBe(slowly(cadence, startsOn, n))
  }), { numRuns: 1_500 })
})

test("a shift moves its own date alone, to the nearest business day in its direction", () => {
  fc.assert(fc.property(cadences, startDays, ns, fc.constantFrom<Shift>("next", "previous", "as_is"), fc.array(startDays, { maxLength: 30 }), (cadence, startsOn, n, shift, holidays) => {
    const calendar = { ...BERLIN, holidays: new Set(holidays) }
    const schedule: Schedule = { version: 1, cadence, anchor: textOf(anchorFrom(cadence, numberOf(startsOn))), shift }
    let expected = plainDayOf(schedule, n)
    const off = (number: number) => weekdayOf(number) >= 6 || calendar.holidays.has(textOf(number))
    const step = shift === "next" ? 1 : -1
    if (shift !== "as_is") while (off(expected)) expected += step
    expect(textOf(scheduledOn(schedule, calendar, n))).toBe(textOf(expected))
    expect(textOf(plainDayOf(schedule, n + 1))).toBe(slowly(cadence, startsOn, n + 1))
  }), { numRuns: 400 })
})

test("looking from a day never starts after an occurrence on or after it", () => {
  fc.assert(fc.property(cadences, startDays, fc.integer({ min: 0, max: 2_000 }), (cadence, startsOn, later) => {
    const schedule: Schedule = { version: 1, cadence, anchor: textOf(anchorFrom(cadence, numberOf(startsOn))), shift: "as_is" }
    const from = numberOf(startsOn) + later
    const n = firstNear(schedule, from)
    if (n > 0) expect(plainDayOf(schedule, n - 1)).toBeLessThan(from)
  }), { numRuns: 400 })
})

/** The same once more with Temporal, as one would write it without counting days. */
function withTemporal({ cadence, anchor, shift }: Schedule, calendar: CutOffCalendar, n: number, noticeDays: number) {
  const first = Temporal.PlainDate.from(anchor)
  const plain = cadence.on === "interval" ? occurrence(first, n, { [cadence.unit]: cadence.every } as { days: number }) : cadence.on === "weekday" ? occurrence(first, n, { weeks: cadence.everyWeeks }) : inMonth(cadence, first.toPlainYearMonth().add({ months: n * cadence.everyMonths }))
  const on = shift === "as_is" ? plain : businessDayFrom(plain, calendar, shift === "next" ? 1 : -1)
  const cutOff = addBusinessDays(on, -calendar.cutOffDays, calendar).toZonedDateTime({ timeZone: calendar.zone, plainTime: calendar.cutOffTime }).toInstant()
  const [wanted, latest] = [on.subtract({ days: noticeDays }).toZonedDateTime({ timeZone: calendar.zone, plainTime: "08:00" }).toInstant(), cutOff.subtract({ hours: 24 })]
  return { plain: plain.toString(), on: on.toString(), cutOff: cutOff.toString(), notice: noticeDays === 0 ? null : (Temporal.Instant.compare(wanted, latest) <= 0 ? wanted : latest).toString() }
}

function inMonth(cadence: Extract<Cadence, { everyMonths: number }>, month: Temporal.PlainYearMonth): Temporal.PlainDate {
  const [first, last] = [month.toPlainDate({ day: 1 }), month.toPlainDate({ day: month.daysInMonth })]
  if (cadence.on === "month_end") return last
  if (cadence.on === "day_of_month") return month.toPlainDate({ day: Math.min(cadence.day, month.daysInMonth) })
  if (cadence.nth === -1) return last.subtract({ days: (last.dayOfWeek - cadence.weekday + 7) % 7 })
  return first.add({ days: ((cadence.weekday - first.dayOfWeek + 7) % 7) + (cadence.nth - 1) * 7 })
}

test("dates, cut-offs and notices are those that Temporal gives", () => {
  const calendars = fc.record({
    zone: fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe"), weekend: fc.constantFrom([6, 7], [5], []), holidays: fc.array(startDays, { maxLength: 30 }).map((list) => new Set(list)),
    cutOffDays: fc.integer({ min: 0, max: 6 }), cutOffTime: fc.constantFrom("12:00", "02:30", "23:59"),
  })
  fc.assert(fc.property(cadences, startDays, fc.integer({ min: 0, max: 90 }), fc.constantFrom<Shift>("next", "previous", "as_is"), calendars, fc.integer({ min: 0, max: 12 }), (cadence, startsOn, n, shift, calendar, noticeDays) => {
    const schedule: Schedule = { version: 1, cadence, anchor: textOf(anchorFrom(cadence, numberOf(startsOn))), shift }
    const on = scheduledOn(schedule, calendar, n)
    expect({ plain: textOf(plainDayOf(schedule, n)), on: textOf(on), cutOff: cutOffAt(calendar, on), notice: noticeAt(calendar, on, noticeDays) }).toEqual(withTemporal(schedule, calendar, n, noticeDays))
  }), { numRuns: 1_500 })
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
  const at = (on: string, calendar = BERLIN) => cutOffAt(calendar, numberOf(on))
  expect(at("2026-10-23")).toBe("2026-10-21T10:00:00Z")
  expect(at("2026-10-28")).toBe("2026-10-26T11:00:00Z")
  expect(at("2026-12-28")).toBe("2026-12-23T11:00:00Z")
  const night = { ...BERLIN, cutOffDays: 0, cutOffTime: "02:30" }
  expect(at("2027-03-28", night)).toBe("2027-03-28T01:30:00Z")
})

test("a notice goes out at least a day before the cut-off", () => {
  expect(noticeAt(BERLIN, numberOf("2026-12-11"), 7)).toBe("2026-12-04T07:00:00Z")
  expect(noticeAt(BERLIN, numberOf("2026-12-11"), 1)).toBe("2026-12-08T11:00:00Z")
  expect(noticeAt(BERLIN, numberOf("2026-12-11"), 0)).toBeNull()
})

test("a schedule starts on the first of its dates that can still be made", () => {
  const now = Temporal.Instant.from("2026-12-01T12:00:00Z")
  expect(firstAnchor({ on: "interval", every: 2, unit: "weeks" }, "next", BERLIN, "2026-12-01", now)).toBe("2026-12-04")
  expect(firstAnchor({ on: "weekday", everyWeeks: 1, weekday: 3 }, "next", BERLIN, "2026-12-01", now)).toBe("2026-12-09")
  expect(firstAnchor({ on: "day_of_month", everyMonths: 1, day: 15 }, "next", BERLIN, "2026-12-20", now)).toBe("2027-01-15")
})

test("dates that a holiday pushes onto one day are one delivery", () => {
  const daily: Schedule = { version: 1, cadence: { on: "interval", every: 1, unit: "days" }, anchor: "2026-12-04", shift: "next" }
  expect([0, 1, 2, 3, 4].map((n) => [textOf(scheduledOn(daily, BERLIN, n)), fallsTogether(daily, BERLIN, n)])).toEqual([
    ["2026-12-04", false], ["2026-12-07", false], ["2026-12-07", true], ["2026-12-07", true], ["2026-12-08", false],
  ])
})
