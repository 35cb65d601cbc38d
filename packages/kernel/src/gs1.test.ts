import { existsSync, readFileSync } from "node:fs"
import * as fc from "fast-check"
import { expect, test } from "vitest"
import { gs1CheckDigit, isGtin, isSscc, normalizeGtin } from "./gs1.ts"

const vectors = new URL("../../../../shared/data/standards/gs1/check-digit-vectors.csv", import.meta.url)
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length })

test.each([
  ["96385074", "00000096385074"], ["036000291452", "00036000291452"], ["4006381333931", "04006381333931"],
  ["10614141000415", "10614141000415"], ["4 006381 333931", "04006381333931"], ["978-0-306-40615-7", "09780306406157"],
])("%s is the trade item %s", (text, gtin) => {
  expect(normalizeGtin(text)).toBe(gtin)
})

test.each(["4006381333932", "400638133393", "", "0000000000000", "400638133393X", "٤٠٠٦٣٨١٣٣٣٩٣١", "106141410004158888"])(
  "%j is no trade item",
  (text) => {
    expect(isGtin(text)).toBe(false)
    expect(normalizeGtin(text)).toBeUndefined()
  },
)

test("a logistic unit has eighteen digits and a right check digit", () => {
  expect(isSscc("106141412345678908")).toBe(true)
  expect(isSscc("106141412345678907")).toBe(false)
  expect(isSscc("4006381333931")).toBe(false)
})

test("exactly one last digit makes a GTIN, and padding keeps it valid", () => {
  fc.assert(fc.property(fc.constantFrom(7, 11, 12, 13).chain(digits), (body) => {
    fc.pre(/[1-9]/.test(body))
    const valid = [..."0123456789"].map((last) => body + last).filter(isGtin)
    expect(valid).toEqual([`${body}${gs1CheckDigit(body)}`])
    expect(isGtin(normalizeGtin(valid[0] ?? "") ?? "")).toBe(true)
  }))
})

test("a check digit is computed from digits only", () => {
  expect(() => gs1CheckDigit("12A")).toThrow(RangeError)
  expect(() => gs1CheckDigit("")).toThrow(RangeError)
})

test.skipIf(!existsSync(vectors))("the published vectors are judged as they say", () => {
  const [, ...rows] = readFileSync(vectors, "utf8").split(/\r?\n/).filter((row) => row !== "")
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) {
    const [key = "", valid] = row.split(",")
    expect(isGtin(key) || isSscc(key), row).toBe(valid === "true")
  }
})
