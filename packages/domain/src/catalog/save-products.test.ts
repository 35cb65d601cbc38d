import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { saveProducts } from "./index.ts"
import type { ProductRow } from "./contract.ts"
import { openShop, type Shop } from "./shop.fixture.ts"

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.drop())

const save = (...rows: ProductRow[]) => shop.network("wanda", (work) => saveProducts(work, rows))
const row = (sku: string, more: Partial<ProductRow> = {}): ProductRow => ({ sku, names: { en: `Test ${sku}` }, category: "lamps", baseUnit: "each", ...more })
const onTop = (query: string) => onAdmin(shop.database.adminUrl, query)

test("a row is created, then unchanged, then updated, and a bad one holds up no other", async () => {
  expect((await save(row("LMP-1"), row("LMP 1"), row("LMP-2", { category: "nowhere" }), row("LMP-3", { gtin: "123" }), row("LMP-4"))).map((outcome) => ("code" in outcome ? outcome.code : outcome.outcome)))
    .toEqual(["created", "catalog.sku_is_twice", "catalog.category_not_found", "catalog.gtin_is_wrong", "created"])
  expect((await save(row("lmp1"), row("LMP-4", { brand: "Lux" }))).map(({ outcome }) => outcome)).toEqual(["updated", "updated"])
  expect((await save(row("lmp1"), { sku: "LMP-4" })).map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged"])
})

test("an unreadable row says which field", async () => {
  expect(await save({ sku: "LMP-9", names: { en: "x" }, category: "lamps", baseUnit: "each", weightGrams: -1 })).toMatchObject([{ outcome: "refused", code: "catalog.row_is_malformed", facts: { field: "weightGrams" } }])
})

test("two thousand rows cost as many statements as ten, at most eight", async () => {
  const statements = (count: number, from: number) => shop.network("wanda", async (work) => {
    await saveProducts(work, Array.from({ length: count }, (_, index) => row(`BULK-${from + index}`)))
    return work.statements.count
  })
  expect(await statements(10, 0)).toBeLessThanOrEqual(8)
  expect(await statements(2000, 10)).toBeLessThanOrEqual(8)
  expect(await statements(10, 0)).toBeLessThanOrEqual(3)
})

test("an update is in the audit trail with what was before and after, an equal row is not", async () => {
  const [created] = await save(row("AUD-1"))
  const productId = created && "productId" in created ? created.productId : ""
  await save(row("AUD-1", { brand: "Lux" }))
  await save(row("AUD-1"))
  expect(await onTop(`select action, before, after from work.audit_entry where subject_id = '${productId}' order by occurred_at, entry_id`)).toMatchObject([
    { action: "catalog.product_created", before: null }, { action: "catalog.product_changed", before: { brand: "" }, after: { brand: "Lux" } },
  ])
})

test("somebody without the right saves nothing", async () => {
  await expect(shop.network("bert", (work) => saveProducts(work, [row("NO-1")]))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})

test("a portal reads the master and cannot write it", async () => {
  await expect(shop.portal("petra", (work) => sql`update catalog.product set brand = 'mine' where network_id = 1`.execute(work.db))).rejects.toMatchObject({ code: "42501" })
  await expect(shop.portal("petra", (work) => sql`insert into catalog.search_word values (1, 'mine', 1, 0)`.execute(work.db))).rejects.toMatchObject({ code: "42501" })
})
