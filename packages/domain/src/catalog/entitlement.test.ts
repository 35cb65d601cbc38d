import * as fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { scopedDelete, scopedInsert } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { browsePage, entitledProduct, facets, listSegmentRules, saveProducts } from "./index.ts"
import { previewSegments } from "./preview-segments.ts"
import { openShop, type Shop } from "./shop.fixture.ts"
import type { SegmentRule } from "./segment-rule.ts"

type Item = { id: string; sku: string; path: string; brand: string; status: string; popularity: number }

let shop: Shop
let items: Item[]
beforeAll(async () => {
  shop = await openShop()
  items = (await shop.network("wanda", async (work) => {
    await saveProducts(work, Array.from({ length: 30 }, (_, index) => ({ sku: `E-${index}`, names: { en: "x" }, baseUnit: "each", brand: ["Lux", "Kerf", ""][index % 3]!, category: ["pumps", "valves", "lamps"][index % 4 % 3]!, popularity: index % 5 })))
    return sql<Item>`select product_id as id, sku_norm as sku, category_path as path, brand_norm as brand, status, popularity from catalog.product where network_id = 1`.execute(work.db)
  })).rows
})
afterAll(() => shop.drop())

/** The slow way to say it. */
function isEntitled(item: Item, rules: readonly SegmentRule[], group: string): boolean {
  const matching = rules.filter((rule) => (rule.accountGroup === "" || rule.accountGroup === group)
    && (rule.target === "all" || (rule.categoryPath !== null && item.path.startsWith(rule.categoryPath)) || rule.brandNorm === item.brand || rule.productId === item.id))
  return matching.some(({ effect }) => effect === "include") && !matching.some(({ effect }) => effect === "exclude")
}

const rule = () => {
  const shape = { effect: fc.constantFrom("include" as const, "include" as const, "exclude" as const), accountGroup: fc.constantFrom("", "", "key", "standard") }
  const nothing = { categoryPath: fc.constant(null), brandNorm: fc.constant(null), productId: fc.constant(null) }
  return fc.oneof(
    fc.record({ ...nothing, ...shape, target: fc.constant("all" as const) }),
    fc.record({ ...nothing, ...shape, target: fc.constant("category" as const), categoryPath: fc.constantFrom("hydraulics.", "hydraulics.pumps.", "lamps.", "dental.gloves.", "dental.books.") }),
    fc.record({ ...nothing, ...shape, target: fc.constant("brand" as const), brandNorm: fc.constantFrom("lux", "kerf", "sanis", "nordlicht") }),
    fc.record({ ...nothing, ...shape, target: fc.constant("product" as const), productId: fc.constantFrom(...items.map(({ id }) => id)) }),
  )
}
const rules = () => fc.uniqueArray(rule(), { maxLength: 7, selector: ({ effect, target, categoryPath, brandNorm, productId, accountGroup }) => [effect, target, categoryPath, brandNorm, productId, accountGroup].join() })

const install = (all: readonly SegmentRule[]) => shop.worker("zahnwerk", async (work) => {
  await scopedDelete(work, "catalog.segment_rule").execute()
  if (all.length > 0) await scopedInsert(work, "catalog.segment_rule", all.map(({ effect, target, categoryPath, brandNorm, productId, accountGroup }) => ({ rule_id: newId(), effect, target, category_path: categoryPath, brand_norm: brandNorm, product_id: productId, account_group: accountGroup, created_at: work.now.toString() }))).execute()
})

test("whatever the rules, the shop, its pages, its counts and the preview agree with the slow way to say it", async () => {
  await fc.assert(fc.asyncProperty(rules(), fc.constantFrom("standard", "key"), async (all, accountGroup) => {
    await install(all)
    const entitled = items.filter((item) => isEntitled(item, all, accountGroup))
    const live = entitled.filter(({ status }) => status === "active" || status === "run_out").sort((a, b) => b.popularity - a.popularity || (a.sku < b.sku ? -1 : 1))
    const seen = await shop.portal("tim", async (work) => ({
      byPredicate: (await sql<{ id: string }>`select p.product_id as id from catalog.product p where p.network_id = 1 and ${entitledProduct("p", { accountGroup })}`.execute(work.db)).rows.map(({ id }) => id),
      byPage: (await sql<{ sku: string }>`select sku_norm as sku from ${browsePage({ networkId: 1, entitlement: { accountGroup } }, { limit: 100 })} b`.execute(work.db)).rows.map(({ sku }) => sku),
      byCount: await facets(work, { accountGroup }),
    }))
    expect(new Set(seen.byPredicate)).toEqual(new Set(entitled.map(({ id }) => id)))
    expect(seen.byPage).toEqual(live.map(({ sku }) => sku))
    expect(seen.byCount.products).toBe(live.length)
    expect(Object.fromEntries(seen.byCount.brands.map(({ brandNorm, products }) => [brandNorm, products]))).toEqual(countBy(live.filter(({ brand }) => brand !== "").map(({ brand }) => brand)))
  }), { numRuns: 40 })
})

function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

test("the preview counts and shows what would come and go, and writes nothing", async () => {
  const includeAll: SegmentRule = { effect: "include", target: "all", categoryPath: null, brandNorm: null, productId: null, accountGroup: "" }
  await install([includeAll])
  const before = items.filter(({ status }) => status === "active" || status === "run_out").length
  const lux = items.filter(({ brand }) => brand === "lux").length
  const preview = await shop.portal("petra", (work) => previewSegments(work, { rules: [{ effect: "include", target: "all" }, { effect: "exclude", target: "brand", brand: "LUX" }] }))
  expect(preview).toMatchObject({ before, after: before - lux, comes: 0, goes: lux, coming: [] })
  expect(preview.going).toHaveLength(Math.min(lux, 20))
  expect(await shop.portal("petra", (work) => listSegmentRules(work))).toHaveLength(1)
})

test("paging by cursor meets every product once, in the order of fame", async () => {
  await install([{ effect: "include", target: "all", categoryPath: null, brandNorm: null, productId: null, accountGroup: "" }])
  const page = (after?: { popularity: number; skuNorm: string }) => shop.portal("tim", async (work) =>
    (await sql<{ popularity: number; sku_norm: string }>`select popularity, sku_norm from ${browsePage({ networkId: 1, entitlement: { accountGroup: "standard" }, categoryPath: "hydraulics." }, { limit: 4, after })} b order by popularity desc, sku_norm`.execute(work.db)).rows)
  const skus: string[] = []
  for (let rows = await page(); rows.length > 0; ) {
    skus.push(...rows.map(({ sku_norm }) => sku_norm))
    const last = rows.at(-1)!
    rows = await page({ popularity: last.popularity, skuNorm: last.sku_norm })
  }
  const expected = items.filter(({ path, status }) => path.startsWith("hydraulics.") && (status === "active" || status === "run_out")).sort((a, b) => b.popularity - a.popularity || (a.sku < b.sku ? -1 : 1))
  expect(skus).toEqual(expected.map(({ sku }) => sku))
})
