import * as fc from "fast-check"
import { expect, test } from "vitest"
import { money, negate, sumOf } from "./money.ts"
import { anchoredPeriod, daysIn, prorate } from "./proration.ts"
import { occurrence, Temporal, type Interval } from "./time.ts"

const date = (text: string) => Temporal.PlainDate.from(text)
const range = (from: string, until: string) => ({ from: date(from), until: date(until) })
const anyDay = fc.integer({ min: -4000, max: 12_000 }).map((days) => date("2020-01-31").add({ days }))
const anyInterval: fc.Arbitrary<Interval> = fc.integer({ min: 1, max: 18 }).chain((n) =>
  fc.constantFrom<Interval>({ days: n }, { weeks: n }, { months: n }))
const anyAmount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).map((amount) => money(amount, "EUR"))

test.each([
  { anchor: "2026-01-31", day: "2026-02-27", interval: { months: 1 }, n: 0, from: "2026-01-31", until: "2026-02-28" },
  { anchor: "2026-01-31", day: "2026-02-28", interval: { months: 1 }, n: 1, from: "2026-02-28", until: "2026-03-31" },
  { anchor: "2026-01-31", day: "2026-03-30", interval: { months: 1 }, n: 1, from: "2026-02-28", until: "2026-03-31" },
  { anchor: "2026-01-05", day: "2026-01-05", interval: { weeks: 2 }, n: 0, from: "2026-01-05", until: "2026-01-19" },
  { anchor: "2026-01-05", day: "2025-12-31", interval: { days: 10 }, n: -1, from: "2025-12-26", until: "2026-01-05" },
])("$day falls into period $n of $interval from $anchor", ({ anchor, day, interval, ...period }) => {
  const found = anchoredPeriod(date(anchor), date(day), interval as Interval)
  expect({ n: found.n, from: found.from.toString(), until: found.until.toString() }).toEqual(period)
})

test("a period holds its day, and the next begins where it ends", () => {
  fc.assert(fc.property(anyDay, anyDay, anyInterval, (anchor, day, interval) => {
    const { n, from, until } = anchoredPeriod(anchor, day, interval)
    expect(Temporal.PlainDate.compare(from, day)).toBeLessThanOrEqual(0)
    expect(Temporal.PlainDate.compare(day, until)).toBeLessThan(0)
    expect(anchoredPeriod(anchor, until, interval).from).toEqual(until)
    expect(from).toEqual(occurrence(anchor, n, interval))
  }))
})

test.each([
  { when: "in the middle of April", amount: 3000n, period: range("2026-04-01", "2026-05-01"), cuts: ["2026-04-16"], shares: [1500n, 1500n] },
  { when: "on the first day", amount: 3000n, period: range("2026-04-01", "2026-05-01"), cuts: ["2026-04-01"], shares: [0n, 3000n] },
  { when: "on the day after the last", amount: 3000n, period: range("2026-04-01", "2026-05-01"), cuts: ["2026-05-01"], shares: [3000n, 0n] },
  { when: "in a leap February", amount: 2900n, period: range("2028-02-01", "2028-03-01"), cuts: ["2028-02-02"], shares: [100n, 2800n] },
  { when: "twice, where it does not come out even", amount: 1000n, period: range("2026-01-01", "2026-01-04"), cuts: ["2026-01-02", "2026-01-03"], shares: [334n, 333n, 333n] },
  { when: "over the night that the clocks change", amount: 3100n, period: range("2026-03-01", "2026-04-01"), cuts: ["2026-03-30"], shares: [2900n, 200n] },
])("a change $when splits the amount by days", ({ amount, period, cuts, shares }) => {
  expect(prorate(money(amount, "EUR"), period, cuts.map(date)).map((share) => share.amount)).toEqual(shares)
})

test("shares add up, follow the days and turn around with the amount", () => {
  const anyCut = fc.tuple(anyAmount, anyDay, fc.integer({ min: 1, max: 400 }), fc.array(fc.nat(400), { maxLength: 5 }))
  fc.assert(fc.property(anyCut, ([amount, from, length, offsets]) => {
    const period = { from, until: from.add({ days: length }) }
    const cuts = offsets.map((offset) => Math.min(offset, length)).sort((a, b) => a - b).map((days) => from.add({ days }))
    const shares = prorate(amount, period, cuts)
    expect(sumOf(shares, "EUR")).toEqual(amount)
    expect(prorate(negate(amount), period, cuts)).toEqual(shares.map(negate))
    for (const [index, share] of shares.entries()) {
      const days = BigInt(daysIn({ from: cuts[index - 1] ?? from, until: cuts[index] ?? period.until }))
      const off = share.amount * BigInt(length) - amount.amount * days
      expect(off < BigInt(length) && -off < BigInt(length)).toBe(true)
    }
  }))
})

test.each([[["2026-03-31"]], [["2026-05-02"]], [["2026-04-20", "2026-04-10"]]])("cuts of %j are a defect", (cuts) => {
  expect(() => prorate(money(1n, "EUR"), range("2026-04-01", "2026-05-01"), cuts.map(date))).toThrow(RangeError)
})
