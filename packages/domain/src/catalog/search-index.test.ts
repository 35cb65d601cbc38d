import * as fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import type { ProductRow } from "./contract.ts"
import { rebuildCatalogIndex, saveProducts } from "./index.ts"
import { deletesOf } from "./misspelling.ts"
import { openShop, type Shop } from "./shop.fixture.ts"

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.drop())

const save = (...rows: ProductRow[]) => shop.network("wanda", (work) => saveProducts(work, rows))
const row = (sku: string, more: Partial<ProductRow> = {}): ProductRow => ({ sku, names: { en: `Test ${sku}` }, category: "lamps", baseUnit: "each", ...more })
const onTop = (query: string) => onAdmin(shop.database.adminUrl, query)

/** What is kept beside the master: terms, words with their counts, misspellings of live words, facet counts. */
const projections = async () => ({
  terms: await onTop("select product_id, term, grade, popularity from catalog.search_term order by 1, 2"),
  words: await onTop("select term, products from catalog.search_word where products > 0 order by 1"),
  variants: await onTop("select distinct v.variant, v.term from catalog.term_variant v join catalog.search_word w using (network_id, term) where w.products > 0 order by 1, 2"),
  facets: await onTop("select category_path, brand_norm, products from catalog.facet_count where products > 0 order by 1, 2"),
})

test("whatever is saved in whatever order, search and counts equal what the master makes of them", async () => {
  const sku = fc.constantFrom("RND-1", "RND-2", "RND-3", "RND-4")
  const rows = fc.array(fc.record({
    sku, mpn: fc.constantFrom(null, "M-1", "M-22", "M-333"), brand: fc.constantFrom("", "Lux", "LUX", "Kerf"), names: fc.constantFrom({ en: "work lamp" }, { en: "worklight lamps", de: "Leuchte" }, { en: "lantern" }),
    category: fc.constantFrom("lamps", "pumps"), baseUnit: fc.constant("each"), status: fc.constantFrom("draft" as const, "active" as const, "run_out" as const, "discontinued" as const), popularity: fc.nat(5),
  }), { minLength: 1, maxLength: 6 })
  await fc.assert(fc.asyncProperty(fc.array(rows, { minLength: 1, maxLength: 4 }), async (batches) => {
    for (const batch of batches) await save(...batch)
    const kept = await projections()
    await shop.network("wanda", (work) => rebuildCatalogIndex(work))
    expect(kept).toEqual(await projections())
  }), { numRuns: 12 })
})

test("the database leaves letters out as the query does", async () => {
  const stored = await onTop("select w.term, w.reach, array_agg(v.variant order by v.variant) as variants from catalog.search_word w join catalog.term_variant v using (network_id, term) group by 1, 2")
  expect(stored.length).toBeGreaterThan(20)
  for (const { term, reach, variants } of stored as { term: string; reach: number; variants: string[] }[]) expect(new Set(variants)).toEqual(new Set(deletesOf(term, reach)))
})

test("two imports of the same products at once leave them once, with true counts", async () => {
  const rows = Array.from({ length: 40 }, (_, index) => row(`TWIN-${index}`, { brand: `B${index % 3}` }))
  const results = await Promise.allSettled([save(...rows), save(...rows.toReversed()), save(...rows)])
  expect(results.some(({ status }) => status === "fulfilled")).toBe(true)
  for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "catalog.products_are_being_saved", kind: "conflict" })
  const kept = await projections()
  await shop.network("wanda", (work) => rebuildCatalogIndex(work))
  expect(kept).toEqual(await projections())
})
