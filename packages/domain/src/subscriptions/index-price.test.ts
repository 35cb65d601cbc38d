import fc from "fast-check"
import { expect, test } from "vitest"
import { Temporal } from "@entrepot/kernel"
import type { IndexBook, IndexSeries, IndexValue, LinePrice } from "../pricing/index.ts"
import type { IndexPolicy } from "./contract.ts"
import { basketFor } from "./estimate.ts"
import { indexPriceOn } from "./index-price.ts"
import type { DueLine } from "./outlook.ts"
import { policyPrice } from "./policy-price.ts"
import type { Subscription } from "./subscription.ts"

/* A second way to the same prices, that shares nothing with the first: every day is asked by itself, with Temporal and plain fractions. */

type Agreed = IndexPolicy & { readonly base: NonNullable<IndexPolicy["base"]>; readonly basePrice: string }

function slowValue({ frequency, values }: IndexSeries, { base, everyMonths, lagMonths }: Agreed, on: string): { period: string; value: string; provisional: boolean } {
  let adjusted: Temporal.PlainDate | undefined
  for (let times = 1; ; times += 1) {
    const next = Temporal.PlainDate.from(base.on).add({ months: times * everyMonths })
    if (Temporal.PlainDate.compare(next, on) > 0) break
    adjusted = next
  }
  const stays = { period: base.period, value: base.value, provisional: false }
  if (!adjusted) return stays
  const month = adjusted.with({ day: 1 }).subtract({ months: lagMonths })
  const wanted = (frequency === "quarterly" ? month.with({ month: Math.floor((month.month - 1) / 3) * 3 + 1 }) : month).toString()
  const known = values.filter((one) => one.publishedOn <= adjusted.toString() && one.period <= wanted)
  const newest = known.map(({ period }) => period).sort().at(-1)
  const last = known.filter(({ period }) => period === newest).sort((left, right) => left.version - right.version).at(-1)
  return last ? { period: last.period, value: last.value, provisional: last.period < wanted } : stays
}

/** A decimal as numerator and power of ten. */
const fraction = (text: string) => ({ top: BigInt(text.replace(".", "")), bottom: 10n ** BigInt(text.split(".")[1]?.length ?? 0) })

function slowPrice(policy: Agreed, value: string): string {
  const [base, from, to, cap, floor] = [policy.basePrice, policy.base.value, value, policy.capPercent, policy.floorPercent].map(fraction) as [Fraction, Fraction, Fraction, Fraction, Fraction]
  const scale = 10n ** BigInt(policy.base.places)
  const [top, bottom] = [base.top * to.top * from.bottom * scale, base.bottom * to.bottom * from.top]
  const plain = top / bottom + (2n * (top % bottom) >= bottom ? 1n : 0n)
  const most = (base.top * (100n * cap.bottom + cap.top) * scale) / (base.bottom * 100n * cap.bottom)
  const leastTop = base.top * (100n * floor.bottom - floor.top) * scale
  const leastBottom = base.bottom * 100n * floor.bottom
  const least = leastTop / leastBottom + (leastTop % leastBottom > 0n ? 1n : 0n)
  const held = plain > most ? most : plain < least ? least : plain
  const digits = (held < 1n ? 1n : held).toString().padStart(policy.base.places + 1, "0")
  const cut = digits.length - policy.base.places
  return policy.base.places === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`.replace(/\.?0+$/, "")
}
type Fraction = ReturnType<typeof fraction>

const START = Date.UTC(2024, 0, 1)
const dayOf = (offset: number) => new Date(START + offset * 86_400_000).toISOString().slice(0, 10)
const day = fc.integer({ min: 0, max: 1_400 }).map(dayOf)
const value = fc.integer({ min: 5_000, max: 20_000 }).map((hundredths) => String(hundredths / 100))

const series: fc.Arbitrary<IndexSeries> = fc.record({ frequency: fc.constantFrom("monthly" as const, "quarterly" as const), said: fc.array(fc.record({ period: fc.integer({ min: 0, max: 40 }), value, delay: fc.integer({ min: 0, max: 120 }) }), { maxLength: 40 }) }).map(({ frequency, said }) => {
  const values: IndexValue[] = []
  for (const one of said) {
    const period = new Date(Date.UTC(2024, frequency === "quarterly" ? one.period * 3 : one.period, 1))
    const text = period.toISOString().slice(0, 10)
    const before = values.filter((known) => known.period === text)
    const publishedOn = [...before.map((known) => known.publishedOn), new Date(period.getTime() + one.delay * 86_400_000).toISOString().slice(0, 10)].sort().at(-1)!
    values.push({ period: text, version: before.length + 1, value: one.value, publishedOn })
  }
  return { seriesId: "s", owner: "own", code: "S", name: "Series", unit: "2024 = 100", basePeriod: "2024", frequency, source: "Somebody", sourceUrl: "", version: 1, values: values.toSorted((left, right) => left.period.localeCompare(right.period) || left.version - right.version) }
})
const policy: fc.Arbitrary<Agreed> = fc.record({
  on: day, price: fc.integer({ min: 1, max: 100_000 }), more: fc.integer({ min: 0, max: 2 }), from: value, everyMonths: fc.integer({ min: 1, max: 13 }), lagMonths: fc.integer({ min: 0, max: 7 }), cap: fc.integer({ min: 0, max: 4_000 }), floor: fc.integer({ min: 0, max: 10_000 }),
}).map(({ on, price, more, from, everyMonths, lagMonths, cap, floor }) => ({
  policy: "index", seriesId: "s", capPercent: String(cap / 100), floorPercent: String(floor / 100), everyMonths, lagMonths, basePrice: String(price / 100), base: { on, period: `${on.slice(0, 7)}-01`, value: from, places: 2 + more },
}))

test("on every day a price is what the slow way says, provisional or not, and its basket names the days on which it changes", () => {
  fc.assert(fc.property(series, policy, fc.array(day, { minLength: 1, maxLength: 40 }), (one, agreed, days) => {
    const indices: IndexBook = new Map([[one.seriesId, one]])
    const line: DueLine = { lineId: "l", position: 1, productId: "p", unit: "each", quantity: "1", pricePolicy: agreed, stockOut: [{ step: "split" }], usage: null, addedLater: false, termsFor: { productId: "p", unit: "each", from: "0" } }
    const current = { price: { unitPrice: "7" } } as unknown as LinePrice
    const basket = basketFor({ discountPercent: "3", schedule: { version: 1 }, indices } as Subscription, [line])
    const spans = new Map<number, unknown>()
    for (const on of days) {
      const slow = slowValue(one, agreed, on)
      const expected = { price: slowPrice(agreed, slow.value), provisional: slow.provisional, value: { period: slow.period, value: slow.value } }
      expect(indexPriceOn(agreed, on, indices)).toMatchObject(expected)
      expect(policyPrice(agreed, "3", on, current, indices)).toBe(expected.price)
      expect(basket.priceOf(basket.lines[0]!, current, on)).toBe(expected.price)
      const span = basket.firstDays.filter((first) => first <= on).length
      expect(expected).toEqual(spans.get(span) ?? expected)
      spans.set(span, expected)
    }
  }), { numRuns: 300 })
})

test("a price that no agreement stands behind is the price of the day", () => {
  const open: IndexPolicy = { policy: "index", seriesId: "s", capPercent: "5", floorPercent: "5", everyMonths: 3, lagMonths: 2 }
  expect(policyPrice(open, "0", "2026-01-01", { price: { unitPrice: "7" } } as unknown as LinePrice, new Map())).toBe("7")
})
