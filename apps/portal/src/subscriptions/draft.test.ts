import { expect, test } from "vitest"
import { inputOf, isUntouched, monthsAhead, type Draft, type DraftLine } from "./draft.ts"

const lines: readonly DraftLine[] = [{ productId: "p", sku: "GLV", name: "Gloves", unit: "XBX", quantity: "2" }]
const draft: Draft = {
  lines, name: "Gloves", planId: "", cadence: { on: "month_end", everyMonths: 1 }, startsOn: "2026-03-01", endsOn: "", shipToId: "", poNumber: " PO 7 ", pricePolicy: undefined, stockOut: undefined,
  shift: undefined, catchUp: undefined, collect: undefined, ceilingPercent: undefined, noticeDays: undefined,
}

test("what is left open is not sent, so that plan and settings decide", () => {
  expect(inputOf(draft, { kind: "lines" }, false)).toEqual({ source: { kind: "lines", lines: [{ productId: "p", unit: "XBX", quantity: "2" }] }, cadence: draft.cadence, startsOn: "2026-03-01", poNumber: "PO 7" })
})

test("a line takes its own terms and its bounds of use along", () => {
  const usage = { measure: "level" as const, refillAt: "10", earlierDays: 7, laterDays: 10 }
  expect(inputOf({ ...draft, lines: [{ ...lines[0]!, usage, pricePolicy: { policy: "current" } }, { ...lines[0]!, usage: null }] }, { kind: "lines" }, false).source).toMatchObject({ lines: [{ usage, pricePolicy: { policy: "current" } }, {}] })
})

test("a cart that nobody touched is taken as a cart, one with another line as lines of its own", () => {
  expect(inputOf(draft, { kind: "cart" }, isUntouched({ kind: "cart" }, lines, lines)).source).toEqual({ kind: "cart" })
  expect(inputOf(draft, { kind: "cart" }, isUntouched({ kind: "cart" }, lines, [...lines])).source.kind).toBe("lines")
})

test("as many months are asked for as hold six dates, and never more than two years", () => {
  expect([monthsAhead({ on: "interval", every: 1, unit: "days" }), monthsAhead({ on: "weekday", everyWeeks: 2, weekday: 2 }), monthsAhead({ on: "month_end", everyMonths: 1 }), monthsAhead({ on: "interval", every: 12, unit: "months" })]).toEqual([1, 3, 7, 24])
})

test("a notice of no days is a choice and is sent", () => {
  expect(inputOf({ ...draft, noticeDays: 0 }, { kind: "lines" }, false).noticeDays).toBe(0)
})
