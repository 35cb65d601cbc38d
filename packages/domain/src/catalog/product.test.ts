import { expect, test } from "vitest"
import { changesBetween, isRowRefusal, mergeProduct, type Category, type Product, type ProductChange } from "./product.ts"

const gloves: Category = { categoryId: "c1", parentId: null, code: "gloves", path: "dental.gloves.", names: { en: "Gloves" }, position: 0 }
const row: ProductChange = { sku: "DN-1001", names: { en: "Gloves M" }, category: "gloves", baseUnit: "each" }
const known = mergeProduct(undefined, { ...row, mpn: "X1", units: [{ unit: "each", factor: "1" }, { unit: "box", factor: "100" }] }, gloves, "p1") as Product

test.each([
  { when: "its number has no letter or digit", change: { sku: "--" }, refused: "sku_is_empty" },
  { when: "it has no name", change: { names: { en: "" } }, refused: "name_is_missing" },
  { when: "it has no base unit", change: { baseUnit: undefined }, refused: "base_unit_is_missing" },
  { when: "its GTIN fails the check digit", change: { gtin: "4006381333932" }, refused: "gtin_is_wrong" },
  { when: "a unit comes twice", change: { units: [{ unit: "box", factor: "10" }, { unit: "box", factor: "20" }] }, refused: "unit_is_twice" },
  { when: "its base unit holds several of itself", change: { units: [{ unit: "each", factor: "2" }] }, refused: "base_unit_is_not_one" },
])("a new product is refused when $when", ({ change, refused }) => {
  expect(mergeProduct(undefined, { ...row, ...change } as ProductChange, gloves, "p1")).toMatchObject({ refused })
})

test("a new product takes defaults, and its base unit is added", () => {
  expect(mergeProduct(undefined, { ...row, units: [{ unit: "box", factor: "100.00" }] }, gloves, "p1")).toMatchObject({
    status: "active", taxCategory: "standard", categoryPath: "dental.gloves.", units: [{ unit: "each", factor: "1" }, { unit: "box", factor: "100" }],
  })
})

test("what a row leaves out stays, and null takes away", () => {
  const kept = mergeProduct(known, { sku: "DN-1001", names: { de: "Handschuhe M" } }, undefined, "p1") as Product
  expect(kept).toMatchObject({ mpn: "X1", names: { en: "Gloves M", de: "Handschuhe M" }, units: known.units })
  expect(mergeProduct(known, { sku: "DN-1001", mpn: null }, undefined, "p1")).toMatchObject({ mpn: null })
})

test("the base unit of a product never changes", () => {
  const changed = mergeProduct(known, { sku: "DN-1001", baseUnit: "box" }, undefined, "p1")
  expect(isRowRefusal(changed) && changed.refused).toBe("base_unit_is_fixed")
})

test("an equal row is no change, however its fields are ordered", () => {
  const again = mergeProduct({ ...known, attributes: { a: 1, b: 2 } }, { ...row, attributes: { b: 2, a: 1 } }, gloves, "p1") as Product
  expect(changesBetween({ ...known, attributes: { a: 1, b: 2 } }, again)).toBeUndefined()
  expect(changesBetween(known, { ...known, brand: "Sanis" })).toEqual({ before: { brand: "" }, after: { brand: "Sanis" } })
})
