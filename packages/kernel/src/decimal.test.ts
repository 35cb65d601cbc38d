import * as fc from "fast-check"
import { expect, test } from "vitest"
import { compareIntegers, compareShort, divideRounded, isCanonical, magnitude, parseDecimal, parseMicros, writeDecimal, writeMicros } from "./decimal.ts"

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

const anyMicros = fc.oneof(fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }), fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.bigInt({ min: 0n, max: 1000n }).map((whole) => whole * 1_000_000n))

test("what is written is canonical, and nothing else is", () => {
  fc.assert(fc.property(anyMicros, (micros) => {
    const text = writeMicros(micros)!
    expect(isCanonical(text)).toBe(micros >= 0n)
  }))
  for (const text of ["", "01", "1.", "1.0", ".5", "-1", "1e3", "1,5", "1234567890123", "0.0000001", " 1"]) expect(isCanonical(text)).toBe(false)
})

test("the short way of reading and writing agrees with the exact one", () => {
  const short = fc.oneof(anyMicros, fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }))
  fc.assert(fc.property(short, (micros) => {
    const text = writeDecimal(micros, 6).replace(/\.?0+$/, "")
    expect(writeMicros(micros)).toBe(text)
    expect(parseMicros(text)).toBe(parseDecimal(text, 12, 6))
    expect(parseMicros(text)).toBe(micros)
  }), { numRuns: 2_000 })
})

test("the short way of comparing agrees with the exact one, or says nothing", () => {
  fc.assert(fc.property(anyMicros, anyMicros, (left, right) => {
    expect([undefined, compareIntegers(left, right)]).toContain(compareShort(writeMicros(left)!, writeMicros(right)!))
  }), { numRuns: 500 })
  expect(compareShort("999999999.999999", "999999999.999998")).toBeUndefined()
  expect(compareShort("99999999.999999", "99999999.999998")).toBe(1)
  expect(compareShort("x", "x")).toBeUndefined()
})
