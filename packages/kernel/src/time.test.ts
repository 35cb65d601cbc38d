import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  addBusinessDays, businessDate, businessDayFrom, formatDate, formatInstant, isBusinessDay, occurrence, Temporal,
} from "./time.ts"

const date = (text: string) => Temporal.PlainDate.from(text)
const german = { weekend: [6, 7], holidays: new Set(["2026-12-25", "2026-12-26", "2027-01-01"]) }
const anyDate = fc.integer({ min: -20_000, max: 40_000 }).map((days) => date("2000-01-01").add({ days }))

describe("a business date", () => {
  const lateEvening = Temporal.Instant.from("2026-03-31T22:30:00Z")

  test.each([["Europe/Berlin", "2026-04-01"], ["America/New_York", "2026-03-31"], ["Pacific/Kiritimati", "2026-04-01"]])(
    "is the day that it is in %s",
    (zone, day) => {
      expect(businessDate(lateEvening, zone).toString()).toBe(day)
    },
  )

  test.each(["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe"])("in %s is the one that Temporal says, to the second around midnight", (zone) => {
    const seconds = fc.integer({ min: 0, max: 20_000 }).chain((day) => fc.integer({ min: -50_400, max: 50_400 }).map((second) => day * 86_400 + second))
    fc.assert(fc.property(seconds, (second) => {
      const instant = Temporal.Instant.fromEpochMilliseconds(second * 1_000)
      expect(businessDate(instant, zone).toString()).toBe(instant.toZonedDateTimeISO(zone).toPlainDate().toString())
    }))
  })
})

describe("an occurrence", () => {
  test("of a month end comes back to the 31st after a short month", () => {
    const ends = [0, 1, 2, 3, 13].map((n) => occurrence(date("2026-01-31"), n, { months: 1 }).toString())
    expect(ends).toEqual(["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2027-02-28"])
  })

  test("of a leap day falls on the 28th until the next leap year", () => {
    const days = [1, 2, 3, 4].map((n) => occurrence(date("2024-02-29"), n, { months: 12 }).toString())
    expect(days).toEqual(["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"])
  })

  test("keeps its weekday when counted in weeks", () => {
    fc.assert(fc.property(anyDate, fc.nat(500), fc.integer({ min: 1, max: 8 }), (anchor, n, weeks) => {
      const day = occurrence(anchor, n, { weeks })
      expect(day.dayOfWeek).toBe(anchor.dayOfWeek)
      expect(day.equals(occurrence(anchor, n, { days: weeks * 7 }))).toBe(true)
    }))
  })

  test("is always later than the one before, and never later in its month than the anchor", () => {
    const count = fc.integer({ min: 1, max: 200 })
    fc.assert(fc.property(anyDate, count, count, (anchor, n, months) => {
      const day = occurrence(anchor, n, { months })
      expect(Temporal.PlainDate.compare(day, occurrence(anchor, n - 1, { months }))).toBe(1)
      expect(day.day).toBe(Math.min(anchor.day, day.daysInMonth))
    }))
  })

  test.each([[{ days: 0 }], [{ months: -1 }], [{ weeks: 0.5 }], [{ days: Number.NaN }]])(
    "at an interval of %j is a defect",
    (interval) => {
      expect(() => occurrence(date("2026-01-01"), 1, interval)).toThrow(RangeError)
    },
  )
})

describe("business days", () => {
  test.each([
    { from: "2026-12-23", n: 1, day: "2026-12-24" },
    { from: "2026-12-24", n: 1, day: "2026-12-28" },
    { from: "2026-12-24", n: 5, day: "2027-01-04" },
    { from: "2026-12-28", n: -1, day: "2026-12-24" },
    { from: "2026-10-03", n: 1, day: "2026-10-05" },
    { from: "2026-10-03", n: 0, day: "2026-10-03" },
  ])("$n of them from $from lead to $day", ({ from, n, day }) => {
    expect(addBusinessDays(date(from), n, german).toString()).toBe(day)
  })

  test("follow the weekend of the country", () => {
    const gulf = { weekend: [5, 6], holidays: new Set<string>() }
    expect(addBusinessDays(date("2026-10-01"), 1, gulf).toString()).toBe("2026-10-04")
  })

  test("counted forth and back from a business day return to it", () => {
    fc.assert(fc.property(anyDate, fc.nat(40), (day, n) => {
      const start = businessDayFrom(day, german)
      const end = addBusinessDays(start, n, german)
      expect(isBusinessDay(end, german)).toBe(true)
      expect(addBusinessDays(end, -n, german).equals(start)).toBe(true)
    }))
  })

  test("do not exist in a week that is all weekend", () => {
    const never = { weekend: [1, 2, 3, 4, 5, 6, 7], holidays: new Set<string>() }
    expect(() => addBusinessDays(date("2026-01-01"), 1, never)).toThrow(RangeError)
    expect(() => addBusinessDays(date("2026-01-01"), 0.5, german)).toThrow(RangeError)
  })
})

describe("display", () => {
  test("an instant is shown on the clock of its zone", () => {
    const instant = Temporal.Instant.from("2026-03-31T22:30:00Z")
    expect(formatInstant(instant, "de-DE", "Europe/Berlin")).toBe("01.04.2026, 00:30")
    expect(formatInstant(instant, "en-GB", "UTC", "long")).toContain("31 March 2026")
  })

  test("a plain date is shown as it stands, wherever the server runs", () => {
    expect(formatDate(date("2026-04-01"), "en-GB")).toBe("1 Apr 2026")
    expect(formatDate(date("2026-04-01"), "de-DE", "long")).toBe("1. April 2026")
  })
})
