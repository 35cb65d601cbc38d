import { expect, test } from "vitest"
import { indexedPrice, placesOf } from "./indexation.ts"
import { unitPrice } from "./unit-price.ts"

const at = (base: string, from: string, to: string, over: { cap?: string; floor?: string; places?: number } = {}) =>
  indexedPrice({ base: unitPrice(base), from, to, capPercent: over.cap ?? "20", floorPercent: over.floor ?? "20", places: over.places ?? 2 })

test.each([
  { when: "the index rose", priced: at("12.40", "104.1", "108.3"), price: "12.9", bound: null },
  { when: "it stands where it stood", priced: at("12.40", "104.1", "104.1"), price: "12.4", bound: null },
  { when: "it fell", priced: at("12.40", "104.1", "99"), price: "11.79", bound: null },
  { when: "half a cent is left, it is rounded away from zero", priced: at("1", "1000", "1005"), price: "1.01", bound: null },
  { when: "it rose past the cap", priced: at("12.40", "104.1", "130", { cap: "5" }), price: "13.02", bound: "cap" },
  { when: "it fell past the floor", priced: at("12.40", "104.1", "80", { floor: "5" }), price: "11.78", bound: "floor" },
  { when: "the cap itself has more places, it is not rounded over it", priced: at("0.99", "100", "200", { cap: "5" }), price: "1.03", bound: "cap" },
  { when: "the floor itself has more places, it is not rounded below it", priced: at("0.99", "100", "50", { floor: "5" }), price: "0.95", bound: "floor" },
  { when: "the price has four places", priced: at("0.0125", "104.1", "108.3", { places: 4 }), price: "0.013", bound: null },
  { when: "the currency has no smaller unit", priced: at("1000", "104.1", "108.3", { places: 0 }), price: "1040", bound: null },
  { when: "nothing would be left, one smallest unit is", priced: at("0.01", "100", "1", { floor: "100" }), price: "0.01", bound: "floor" },
])("an agreed price, where $when, is $price", ({ priced, price, bound }) => {
  expect(priced).toMatchObject({ price, bound })
})

test("what a bound took away is told", () => {
  expect(at("12.40", "104.1", "130", { cap: "5" })).toEqual({ price: "13.02", unbounded: "15.49", bound: "cap" })
})

test.each(["0", "-1", "1e3", ""])("%j is no value of an index", (text) => {
  expect(() => at("1", "100", text)).toThrow("kernel.index_value_is_malformed")
})

test("a price has the places that it is written with", () => {
  expect([placesOf(unitPrice("12.40")), placesOf(unitPrice("0.0125")), placesOf(unitPrice("12"))]).toEqual([1, 4, 0])
})
