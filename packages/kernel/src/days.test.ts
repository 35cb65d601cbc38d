import * as fc from "fast-check"
import { expect, test } from "vitest"
import { addMonths, businessDayNear, businessDaysFrom, dayAt, dayFrom, dayInMonth, dayOfMonth, dayText, daysBetween, firstOfMonth, momentOf, monthOf, weekdayOf } from "./days.ts"
import { addBusinessDays, businessDayFrom, Temporal } from "./time.ts"

const plain = (day: number) => Temporal.PlainDate.from("1970-01-01").add({ days: day })
const days = fc.integer({ min: -700_000, max: 2_900_000 })
const nearDays = fc.integer({ min: 0, max: 40_000 })
const calendars = fc.record({ weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }), holidays: fc.array(nearDays.map((day) => plain(day).toString()), { maxLength: 40 }).map((list) => new Set(list)) })

test("a day has the text, the weekday, the month and the place in it that Temporal gives it, and comes back from its text", () => {
  fc.assert(fc.property(days, (day) => {
    const date = plain(day)
    expect([dayText(day), weekdayOf(day), monthOf(day), dayOfMonth(day)]).toEqual([date.toString(), date.dayOfWeek, date.year * 12 + date.month - 1, date.day])
    expect(firstOfMonth(monthOf(day))).toBe(day - date.day + 1)
    expect(dayFrom(dayText(day))).toBe(day)
  }), { numRuns: 3_000 })
})

test("days between two days are those that Temporal counts, backwards too", () => {
  fc.assert(fc.property(nearDays, nearDays, (from, to) => {
    expect(daysBetween(plain(from).toString(), plain(to).toString())).toBe(plain(from).until(plain(to), { largestUnit: "days" }).days)
  }))
})

test("a year of five digits is written as Temporal writes it, and what is no day is refused", () => {
  expect(dayText(3_000_000)).toBe(plain(3_000_000).toString())
  for (const text of ["2026-13-01", "2026-00-10", "2027-02-29", "2026-04-31", "2026-01-00", "26-01-01", "2026-1-1", "2026-1-001", "2026-01-01T00:00", "2026/01/01", ""]) expect(() => dayFrom(text)).toThrow(RangeError)
})

test("months are added as Temporal adds them, and a day that a month lacks is its last", () => {
  fc.assert(fc.property(nearDays, fc.integer({ min: -500, max: 500 }), fc.integer({ min: 1, max: 31 }), (day, months, wanted) => {
    expect(dayText(addMonths(day, months))).toBe(plain(day).add({ months }).toString())
    const month = plain(day).toPlainYearMonth()
    expect(dayText(dayInMonth(monthOf(day), wanted))).toBe(month.toPlainDate({ day: Math.min(wanted, month.daysInMonth) }).toString())
  }), { numRuns: 1_000 })
})

test("business days are those that are counted with Temporal", () => {
  fc.assert(fc.property(nearDays, fc.integer({ min: -12, max: 12 }), fc.constantFrom<1 | -1>(1, -1), calendars, (day, n, direction, calendar) => {
    expect(dayText(businessDayNear(day, calendar, direction))).toBe(businessDayFrom(plain(day), calendar, direction).toString())
    expect(dayText(businessDaysFrom(day, n, calendar))).toBe(addBusinessDays(plain(day), n, calendar).toString())
  }), { numRuns: 1_000 })
  expect(() => businessDayNear(0, { weekend: [1, 2, 3, 4, 5, 6, 7], holidays: new Set() }, 1)).toThrow(RangeError)
})

test("a zone's clock shows a time at the moment that Temporal says, asked once or again", () => {
  const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC")
  const times = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`)
  fc.assert(fc.property(nearDays, times, zones, (day, time, zone) => {
    const instant = plain(day).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
    const moment = { milliseconds: instant.epochMilliseconds, text: instant.toString() }
    expect([momentOf(day, time, zone), momentOf(day, time, zone)]).toEqual([moment, moment])
  }), { numRuns: 600 })
})

test.each(["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "UTC"])("the day that the calendars of %s show at a moment is Temporal's", (zone) => {
  const aroundMidnight = fc.integer({ min: 0, max: 20_000 }).chain((day) => fc.integer({ min: -60, max: 60 }).map((minutes) => day * 86_400_000 + minutes * 60_000 + 37))
  fc.assert(fc.property(fc.oneof(fc.integer({ min: 0, max: 2e12 }), aroundMidnight), (at) => {
    expect(dayText(dayAt(at, zone))).toBe(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString())
  }))
})
