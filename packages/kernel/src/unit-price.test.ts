import * as fc from "fast-check"
import { expect, test } from "vitest"
import { writeDecimal } from "./decimal.ts"
import { money, negate } from "./money.ts"
import { negateQuantity, quantity } from "./quantity.ts"
import { applyPercent, comparePrices, convertPrice, extend, formatUnitPrice, isBelowMargin, marginPercent, unitPrice } from "./unit-price.ts"

const anyPrice = fc.bigInt({ min: 0n, max: 10n ** 12n }).map((micros) => unitPrice(writeDecimal(micros, 6)))

test.each([
  { price: "0.0125", quantity: "1000", currency: "EUR", amount: 1250n },
  { price: "0.335", quantity: "1", currency: "EUR", amount: 34n },
  { price: "0.335", quantity: "-1", currency: "EUR", amount: -34n },
  { price: "0.334999", quantity: "1", currency: "EUR", amount: 33n },
  { price: "1.005", quantity: "1", currency: "EUR", amount: 101n },
  { price: "19.99", quantity: "2.5", currency: "EUR", amount: 4998n },
  { price: "0.5", quantity: "1", currency: "JPY", amount: 1n },
  { price: "0.0005", quantity: "1", currency: "KWD", amount: 1n },
] as const)("$quantity at $price $currency extend to $amount minor units", (line) => {
  const extended = extend(unitPrice(line.price), quantity(line.quantity), line.currency)
  expect(extended).toEqual(money(line.amount, line.currency))
})

test("returning a line credits exactly what it cost", () => {
  fc.assert(fc.property(anyPrice, fc.integer({ min: -10_000, max: 10_000 }), (price, count) => {
    const sold = quantity(String(count))
    expect(extend(price, negateQuantity(sold), "EUR")).toEqual(negate(extend(price, sold, "EUR")))
  }))
})

test("a price has one text, so equal prices are equal strings", () => {
  expect(unitPrice("012.500000")).toBe("12.5")
  expect(unitPrice("-0.0")).toBe("0")
})

test.each(["", "1e3", "NaN", "0.0000001", "1234567890123", "1,5", "€1"])("%j is no unit price", (text) => {
  expect(() => unitPrice(text)).toThrow("kernel.unit_price_is_malformed")
})

test.each([
  ["100", "-10", "90"], ["100", "25", "125"], ["9.99", "-12.5", "8.74125"], ["0.000001", "50", "0.000002"],
  ["0.000001", "-50", "0.000001"], ["-0.000001", "50", "-0.000002"], ["80", "-100", "0"],
])("%s changed by %s percent is %s", (price, percent, changed) => {
  expect(applyPercent(unitPrice(price), percent)).toBe(changed)
})

test("a price that outgrows its column is refused", () => {
  expect(() => applyPercent(unitPrice("999999999999"), "100")).toThrow("kernel.unit_price_is_out_of_range")
})

test("prices compare as numbers, not as text", () => {
  expect(comparePrices(unitPrice("9"), unitPrice("10"))).toBe(-1)
  expect(comparePrices(unitPrice("1.50"), unitPrice("1.5"))).toBe(0)
})

test.each([
  ["12.5", "EUR", "€12.50"], ["0.012345", "EUR", "€0.012345"], ["1200", "JPY", "¥1,200"], ["0.25", "JPY", "¥0.25"],
] as const)("%s %s is shown as %s", (price, currency, shown) => {
  expect(formatUnitPrice(unitPrice(price), currency, "en-US")).toBe(shown)
})

test.each([["2", "1", "12", "24"], ["24", "12", "1", "2"], ["10", "3", "1", "3.333333"], ["0.5", "100", "12", "0.06"]])(
  "%s per a unit of %s is, per a unit of %s, %s", (price, from, to, converted) => {
    expect(convertPrice(unitPrice(price), quantity(from), quantity(to))).toBe(converted)
  })

test.each([["13", "10", "23.08"], ["10", "10", "0"], ["10", "12.5", "-25"], ["10", "0", "100"], ["0.000001", "900000000000", "-89999999999999999900"]])(
  "a price of %s that costs %s keeps %s percent", (price, cost, kept) => {
    expect(marginPercent(unitPrice(price), unitPrice(cost))).toBe(kept)
  })

test("a margin is judged before it is rounded", () => {
  expect(isBelowMargin(unitPrice("100"), unitPrice("85.000001"), "15")).toBe(true)
  expect(isBelowMargin(unitPrice("100"), unitPrice("85"), "15")).toBe(false)
  expect(marginPercent(unitPrice("0"), unitPrice("1"))).toBeUndefined()
})
