import * as fc from "fast-check"
import { expect, test } from "vitest"
import { writeDecimal } from "./decimal.ts"
import {
  addQuantity, compareQuantities, fromBase, isNegativeQuantity, isZeroQuantity, multiplyQuantity, negateQuantity,
  quantity, subtractQuantity, sumOfQuantities, toBase,
} from "./quantity.ts"

const anyQuantity = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map((micros) => quantity(writeDecimal(micros, 6)))

test.each([
  ["1", "1"], ["2.5", "2.5"], ["2.500000", "2.5"], ["-3", "-3"], ["0", "0"],
  ["999999999999.999999", "999999999999.999999"],
])("%s is read as %s", (text, canonical) => {
  expect(quantity(text)).toBe(canonical)
})

test.each(["", "NaN", "Infinity", "1e3", "1.", ".5", "1,000", "+1", " 1", "1 ", "0x1", "1".repeat(13), "0.0000001", "１"])(
  "%j is no quantity",
  (text) => {
    expect(() => quantity(text)).toThrow("kernel.quantity_is_malformed")
  },
)

test("taking away what was added leaves the quantity unchanged", () => {
  fc.assert(fc.property(anyQuantity, anyQuantity, (left, right) => {
    expect(subtractQuantity(addQuantity(left, right), right)).toBe(left)
    expect(isZeroQuantity(addQuantity(left, negateQuantity(left)))).toBe(true)
  }))
})

test("quantities compare as their difference says", () => {
  fc.assert(fc.property(anyQuantity, anyQuantity, (left, right) => {
    expect(isNegativeQuantity(subtractQuantity(left, right))).toBe(compareQuantities(left, right) < 0)
  }))
})

test("tenths add up exactly", () => {
  expect(sumOfQuantities(Array.from({ length: 10 }, () => quantity("0.1")))).toBe("1")
  expect(sumOfQuantities([])).toBe("0")
})

test("a product is rounded at the sixth place, half away from zero", () => {
  expect(multiplyQuantity(quantity("0.000001"), quantity("0.5"))).toBe("0.000001")
  expect(multiplyQuantity(quantity("-0.000001"), quantity("0.5"))).toBe("-0.000001")
  expect(multiplyQuantity(quantity("0.000001"), quantity("0.4"))).toBe("0")
})

test("two boxes of twelve are twenty-four each, and a single one is a twelfth of a box", () => {
  expect(toBase(quantity("2"), quantity("12"))).toBe("24")
  expect(fromBase(quantity("24"), quantity("12"))).toBe("2")
  expect(fromBase(quantity("1"), quantity("12"))).toBe("0.083333")
})

test("going to base units and back by a whole factor changes nothing", () => {
  // A thousand times a quantity below a thousand millions: the largest that there is, and never one more.
  const below = fc.bigInt({ min: 1n - 10n ** 15n, max: 10n ** 15n - 1n }).map((micros) => quantity(writeDecimal(micros, 6)))
  fc.assert(fc.property(below, fc.integer({ min: 1, max: 1000 }), (value, count) => {
    const factor = quantity(String(count))
    expect(fromBase(toBase(value, factor), factor)).toBe(value)
  }))
})

test.each(["0", "-1"])("a factor of %s is a defect", (factor) => {
  expect(() => toBase(quantity("1"), quantity(factor))).toThrow(RangeError)
  expect(() => fromBase(quantity("1"), quantity(factor))).toThrow(RangeError)
})

test("more than the database can count is refused", () => {
  expect(() => toBase(quantity("999999999999"), quantity("12"))).toThrow("kernel.quantity_is_out_of_range")
})
