import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { dayFrom, Temporal } from "@entrepot/kernel"
import type { UsagePolicy } from "./contract.ts"
import { momentOf } from "./report-usage.ts"
import { nothingReported, projected, withReading, type Projection, type Reading } from "./usage.ts"

const ZONE = "Europe/Berlin"
const SINCE = Date.parse("2026-11-01T08:00:00Z")
const HOUR = 3_600_000
const policy = (measure: "count" | "level", refillAt = "10"): UsagePolicy => ({ measure, refillAt, earlierDays: 7, laterDays: 7 }) as UsagePolicy
const stateOf = (readings: readonly Reading[], since = SINCE) => readings.reduce(withReading, nothingReported(since))

/** The forecast from every reading that there ever was, written independently. */
function fromScratch({ measure, refillAt }: UsagePolicy, readings: readonly Reading[]): Projection | null {
  const own = readings.filter((one) => one.kind === measure).sort((a, b) => a.at - b.at || a.quantity - b.quantity)
  const last = own.at(-1)
  if (!last) return null
  const day = dayFrom(Temporal.Instant.fromEpochMilliseconds(last.at).toZonedDateTimeISO(ZONE).toPlainDate().toString())
  const ahead = (left: number, perDay: number) => day + Math.min(3_650, Math.floor(left / perDay))
  if (measure === "level") {
    if (last.quantity <= Number(refillAt)) return { on: day, perDay: 0, left: 0 }
    const before = own.findLast((one) => one.quantity > last.quantity && one.at < last.at)
    const perDay = before && (before.quantity - last.quantity) / ((last.at - before.at) / 86_400_000)
    return perDay === undefined ? null : { on: ahead(last.quantity - Number(refillAt), perDay), perDay, left: last.quantity }
  }
  const used = own.filter((one) => one.at > SINCE).reduce((sum, one) => sum + one.quantity, 0)
  if (used >= Number(refillAt)) return { on: day, perDay: 0, left: 0 }
  if (used <= 0 || last.at <= SINCE) return null
  const perDay = used / ((last.at - SINCE) / 86_400_000)
  return { on: ahead(Number(refillAt) - used, perDay), perDay, left: Number(refillAt) - used }
}

const anyReading = (kind: Reading["kind"]) => fc.record({ kind: fc.constant(kind), quantity: fc.integer({ min: 0, max: 60 }), at: fc.integer({ min: -200, max: 600 }).map((hours) => SINCE + hours * HOUR) })

describe("the forecast from what is kept", () => {
  test.each(["level", "count"] as const)("is that from every %s there ever was, in whatever order they were told", (measure) => {
    fc.assert(fc.property(fc.array(anyReading(measure), { maxLength: 60 }), fc.integer({ min: 0, max: 400 }), (readings, refillAt) => {
      const asked = policy(measure, String(refillAt))
      expect(projected(asked, stateOf(readings), ZONE)).toEqual(fromScratch(asked, readings))
      expect(stateOf([...readings].reverse())).toEqual(stateOf(readings))
    }), { numRuns: 500 })
  })

  test("does not grow: a bin that falls in ten thousand steps keeps a few dozen levels, the latest ones among them", () => {
    const readings = Array.from({ length: 10_000 }, (_, step): Reading => ({ kind: "level", quantity: 20_000 - step, at: SINCE + step * 60_000 }))
    const state = stateOf(readings)
    expect(state.levels.length).toBeLessThanOrEqual(64)
    expect(projected(policy("level"), state, ZONE)).toEqual(fromScratch(policy("level"), readings))
    const refilled = withReading(state, { kind: "level", quantity: 15_000.5, at: SINCE + 10_001 * 60_000 })
    expect(refilled.levels.at(-2)?.[1]).toBeGreaterThan(15_000.5)
  })

  test("knows nothing of what nobody reported", () => expect(projected(policy("count"), nothingReported(SINCE), ZONE)).toBeNull())
})

test("a report's moment is read and written as Temporal does, however it is told", () => {
  const told = (at: number): string[] => [new Date(at).toISOString(), `${new Date(at).toISOString().slice(0, 19)}Z`, new Date(at).toISOString().replace(/0{1,2}Z$/, "Z"), new Date(at).toISOString().replace("Z", "+02:00"), new Date(at).toISOString().replace("Z", "123Z")]
  fc.assert(fc.property(fc.oneof(fc.integer({ min: -1e11, max: 4e12 }), fc.integer({ min: 0, max: 4e9 }).map((seconds) => seconds * 1_000), fc.integer({ min: 0, max: 4e10 }).map((tenths) => tenths * 100)), (at) => {
    for (const text of told(at)) {
      const instant = Temporal.Instant.from(text)
      expect(momentOf(text)).toEqual({ at: instant.epochMilliseconds, text: instant.toString() })
    }
  }))
})
