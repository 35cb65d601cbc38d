import * as fc from "fast-check"
import { expect, test } from "vitest"
import { normalizePartNumber } from "./part-number.ts"

test.each([
  ["ab-12/34.x", "AB1234X"], ["  AB 12_34 X ", "AB1234X"], ["ＡＢ１２", "AB12"], ["Müller-Öse №3", "MULLEROSENO3"],
  ["6ES7 214-1AG40-0XB0", "6ES72141AG400XB0"], ["straße", "STRASSE"], ["M6×20", "M620"], ["---", ""], ["", ""],
])("%j is matched as %j", (text, normal) => {
  expect(normalizePartNumber(text)).toBe(normal)
})

test("a normal form is its own normal form", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const normal = normalizePartNumber(text)
    expect(normalizePartNumber(normal)).toBe(normal)
  }))
})

test("dashes, spaces and case between the same characters make no difference", () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: "grapheme-ascii" })), (parts) => {
    expect(normalizePartNumber(parts.join("-").toLowerCase())).toBe(normalizePartNumber(parts.join(" ")))
  }))
})
