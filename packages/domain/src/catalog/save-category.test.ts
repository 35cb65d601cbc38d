import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { createCategory, deleteCategory, facets, listCategories, listProducts, rebuildCatalogIndex, saveCategories, saveCategory, saveSegmentRule } from "./index.ts"
import { openShop, type Shop } from "./shop.fixture.ts"

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.drop())

const steward = <T>(task: Parameters<typeof shop.network<T>>[1]) => shop.network("wanda", task)
const category = async (code: string) => (await steward((work) => listCategories(work))).find((row) => row.code === code)!
const move = async (code: string, parent: string | null) => {
  const { categoryId, names, position } = await category(code)
  return steward((work) => saveCategory(work, { categoryId, code, parent, names, position }))
}

test("a move takes subtree, products, counts and every tenant's rules along", async () => {
  const rule = await shop.portal("petra", (work) => saveSegmentRule(work, { rule: { effect: "exclude", target: "category", categoryPath: "hydraulics.valves." } }))
  const before = await shop.portal("tim", (work) => facets(work, { accountGroup: "standard" }))
  await steward((work) => createCategory(work, { code: "machines", parent: null, names: { en: "Machines" } }))
  await move("hydraulics", "machines")
  expect((await category("pumps")).path).toBe("machines.hydraulics.pumps.")
  const page = await steward((work) => listProducts(work, { categoryPath: "machines.hydraulics.valves." }))
  expect(page.products.map(({ sku }) => sku)).toEqual(["PUMP", "VL-1"])
  expect(await onAdmin(shop.database.adminUrl, `select category_path, version from catalog.segment_rule where rule_id = '${rule.ruleId}'`)).toEqual([{ category_path: "machines.hydraulics.valves.", version: 2 }])
  expect((await shop.portal("tim", (work) => facets(work, { accountGroup: "standard" }))).products).toBe(before.products)
  const kept = await onAdmin(shop.database.adminUrl, "select category_path, brand_norm, products from catalog.facet_count where products > 0 order by 1, 2")
  await steward((work) => rebuildCatalogIndex(work))
  expect(await onAdmin(shop.database.adminUrl, "select category_path, brand_norm, products from catalog.facet_count order by 1, 2")).toEqual(kept)
})

test("a category cannot hang below itself", async () => {
  await expect(move("machines", "pumps")).rejects.toMatchObject({ code: "catalog.category_makes_a_cycle" })
})

test("a renamed category finds its products by the new name, not by the old one", async () => {
  const lamps = await category("lamps")
  await steward((work) => saveCategory(work, { categoryId: lamps.categoryId, code: "lamps", parent: null, names: { en: "Luminaires" } }))
  const found = (text: string) => steward(async (work) => (await listProducts(work, { text })).products.map(({ sku }) => sku))
  expect(await found("luminaires")).toEqual(["LED-9"])
  expect(await found("lamps")).not.toContain("LED-9")
})

test("a category in use is not deleted, an empty one is", async () => {
  const { categoryId } = await category("valves")
  await expect(steward((work) => deleteCategory(work, { categoryId }))).rejects.toMatchObject({ code: "catalog.category_is_in_use", facts: { products: 2, categories: 0, rules: 1 } })
  const empty = await steward((work) => createCategory(work, { code: "empty", parent: "machines", names: { en: "Empty" } }))
  await steward((work) => deleteCategory(work, { categoryId: empty.categoryId }))
  expect(await category("empty")).toBeUndefined()
})

test("many categories come in any order, and what is known stays where a steward put it", async () => {
  const saved = await steward((work) => saveCategories(work, [{ code: "grandchild", parent: "child", names: { en: "G" } }, { code: "child", parent: "pumps", names: { en: "C" } }, { code: "pumps", parent: null, names: { en: "Other" } }]))
  expect(saved).toEqual({ created: 2, known: 1 })
  expect((await category("grandchild")).path).toBe("machines.hydraulics.pumps.child.grandchild.")
  await expect(steward((work) => saveCategories(work, [{ code: "x", parent: "y", names: { en: "X" } }, { code: "y", parent: "x", names: { en: "Y" } }]))).rejects.toMatchObject({ code: "catalog.category_not_found" })
})
