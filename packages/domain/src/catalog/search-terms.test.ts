import { expect, test } from "vitest"
import { searchTermsOf, type Findable } from "./search-terms.ts"

const gloves: Findable = {
  sku: "DN-1001", mpn: "XR 77.A", gtins: ["00012345678905"], brand: "Sanis", names: { en: "Nitrile gloves M", de: "Nitrilhandschuhe M" },
  categoryNames: { en: "Gloves", de: "Handschuhe" }, attributes: { colour: "blue", powdered: false, thickness: 0.1 },
}
const gradeOf = (product: Findable) => Object.fromEntries(searchTermsOf(product).map(({ term, grade }) => [term, grade]))

test("a product is found by its numbers whole, in parts, and by its words in every language", () => {
  expect(gradeOf(gloves)).toEqual({
    dn1001: 1, xr77a: 2, "00012345678905": 2, "0012345678905": 2, "012345678905": 2, sanis: 3, nitrile: 3, gloves: 3, m: 3, nitrilhandschuhe: 3, handschuhe: 4,
    dn: 4, "1001": 4, xr: 4, "77": 4, blue: 4,
  })
})

test("a term that two fields carry counts as the stronger one", () => {
  expect(gradeOf({ ...gloves, sku: "Nitrile" })).toMatchObject({ nitrile: 1 })
})

test("whole numbers and words may be misspelt, parts of numbers may not", () => {
  const reach = Object.fromEntries(searchTermsOf(gloves).map((term) => [term.term, term.reach]))
  expect(reach).toMatchObject({ dn1001: 1, xr77a: 1, nitrile: 1, nitrilhandschuhe: 2, "00012345678905": 0, "1001": 0 })
})
