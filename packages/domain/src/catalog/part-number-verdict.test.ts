import { expect, test } from "vitest"
import { decidePartNumber, type NumberMatch, type ProductBrief } from "./part-number-verdict.ts"

const product = (sku: string, status: ProductBrief["status"] = "active"): ProductBrief => ({ productId: sku, sku, mpn: null, name: sku, brand: "", baseUnit: "each", status })
const match = (sku: string, strength: number, more: Partial<NumberMatch> = {}): NumberMatch => ({ strength, via: strength === 1 ? "sku" : "mpn", unit: "each", product: product(sku), instead: null, ...more })

test.each([
  { when: "an own number and a maker's number meet", matches: [match("B", 2), match("A", 1)], verdict: { kind: "found", product: { sku: "A" }, via: "sku" } },
  { when: "two makers use it", matches: [match("A", 2), match("B", 2)], verdict: { kind: "ambiguous", candidates: [{ product: { sku: "A" } }, { product: { sku: "B" } }] } },
  { when: "one of two is no longer sold", matches: [match("A", 2, { product: product("A", "discontinued") }), match("B", 2)], verdict: { kind: "found", product: { sku: "B" } } },
  { when: "it is a pack's GTIN", matches: [match("A", 3, { via: "pack_gtin", unit: "box" })], verdict: { kind: "found", unit: "box", via: "pack_gtin" } },
  { when: "the same product has it twice", matches: [match("A", 2), match("A", 3, { unit: "box" })], verdict: { kind: "found", unit: "each" } },
  { when: "something replaced it", matches: [match("B", 1, { instead: product("A", "discontinued") })], verdict: { kind: "replaced", product: { sku: "B" }, instead: { sku: "A" } } },
  { when: "nothing replaced it", matches: [match("A", 1, { product: product("A", "discontinued") })], verdict: { kind: "discontinued", product: { sku: "A" } } },
  { when: "nobody knows it", matches: [], verdict: { kind: "unknown", suggestions: [{ sku: "Z" }] } },
])("a number is decided when $when", ({ matches, verdict }) => {
  expect(decidePartNumber({ matches, suggestions: [product("Z")] })).toMatchObject(verdict)
})

test("a text without a letter or digit is no number", () => {
  expect(decidePartNumber(undefined)).toEqual({ kind: "empty" })
})
