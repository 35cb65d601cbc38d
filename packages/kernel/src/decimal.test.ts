import * as fc from "fast-check"
import { expect, test } from "vitest"
import { divideRounded, magnitude, parseDecimal, parseMicros, writeDecimal, writeMicros } from "./decimal.ts"

test.each([
  [5n, 2n, 3n],
  [-5n, 2n, -3n],
  [5n, -2n, -3n],
  [-5n, -2n, 3n],
  [4n, 3n, 1n],
  [-1n, 3n, 0n],
  [0n, -7n, 0n],
])("%d divided by %d rounds half away from zero to %d", (numerator, denominator, rounded) => {
  expect(divideRounded(numerator, denominator)).toBe(rounded)
})

test("a rounded quotient is never more than half a unit from the true one", () => {
  fc.assert(fc.property(fc.bigInt(), fc.bigInt().filter((d) => d !== 0n), (numerator, denominator) => {
    const error = magnitude(divideRounded(numerator, denominator) * denominator - numerator)
    expect(error * 2n <= magnitude(denominator)).toBe(true)
  }))
})

test("writing and parsing a decimal gives it back at any number of places", () => {
  fc.assert(fc.property(fc.bigInt(), fc.nat(8), (scaled, places) => {
    expect(parseDecimal(writeDecimal(scaled, places), 100, places)).toBe(scaled)
  }))
})

test.each([
  ["0", "0"], ["-0", "0"], ["0.000000", "0"], ["100", "100"], ["007", "7"], ["2.500000", "2.5"], ["-0.000001", "-0.000001"],
])("%s is written canonically as %s", (text, canonical) => {
  expect(writeMicros(parseMicros(text) ?? -1n)).toBe(canonical)
})

test("a flood of zeros is judged in no time", () => {
  const started = performance.now()
  expect(parseMicros(`${"0".repeat(200_000)}x`)).toBeUndefined()
  expect(parseMicros(`${"0".repeat(200_000)}7`)).toBe(7_000_000n)
  expect(performance.now() - started).toBeLessThan(1000)
})

test("a value that outgrew its column is not written", () => {
  expect(writeMicros(10n ** 18n)).toBeUndefined()
  expect(writeMicros(1n - 10n ** 18n)).toBe("-999999999999.999999")
})
