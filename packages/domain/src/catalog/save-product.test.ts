import { afterAll, beforeAll, expect, test } from "vitest"
import { createProduct, getProduct, listProducts, saveProduct, saveUnits, setAlternatives, setSuccessor } from "./index.ts"
import { openShop, type Shop } from "./shop.fixture.ts"

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.drop())

const steward = <T>(task: Parameters<typeof shop.network<T>>[1]) => shop.network("wanda", task)
const get = (sku: string) => steward((work) => getProduct(work, shop.idOf(sku)))

test("a new product with a known number is refused, whatever its dashes", async () => {
  const create = steward((work) => createProduct(work, { sku: "hp.100.a", names: { en: "Again" }, category: "pumps", baseUnit: "each" }))
  await expect(create).rejects.toMatchObject({ code: "catalog.sku_is_taken", kind: "conflict", facts: { sku: "HP-100-A" } })
})

test("whoever saves second is told who saved first, and what", async () => {
  const { version } = await get("HP-200")
  await steward((work) => saveProduct(work, { productId: shop.idOf("HP-200"), version, brand: "Nordlicht" }))
  const second = steward((work) => saveProduct(work, { productId: shop.idOf("HP-200"), version, weightGrams: 900 }))
  await expect(second).rejects.toMatchObject({ code: "catalog.product_changed", kind: "conflict", facts: { sku: "HP-200", by: "Wanda Lange", fields: "brand", version: version + 1 } })
  expect(await get("HP-200")).toMatchObject({ brand: "Nordlicht", weightGrams: null })
})

test("of twenty who save the same version at once, one wins and nineteen are told", async () => {
  const { version } = await get("VL-1")
  const saves = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => steward((work) => saveProduct(work, { productId: shop.idOf("VL-1"), version, weightGrams: 100 + index }))))
  expect(saves.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  for (const save of saves) if (save.status === "rejected") expect(save.reason).toMatchObject({ code: "catalog.product_changed" })
  expect((await get("VL-1")).version).toBe(version + 1)
})

test("saving what is already so changes nothing", async () => {
  const before = await get("HP-100-B")
  expect(await steward((work) => saveProduct(work, { productId: before.productId, version: before.version, names: { en: "Gear pump" } }))).toMatchObject({ version: before.version })
})

test("a renamed product is found by its new number only", async () => {
  const before = await get("LED-9")
  await steward((work) => saveProduct(work, { productId: before.productId, version: before.version, sku: "LED-10" }))
  const found = (text: string) => steward(async (work) => (await listProducts(work, { text })).products.map(({ sku }) => sku))
  expect(await found("led9")).toEqual([])
  expect(await found("led10")).toEqual(["LED-10"])
})

test("units are replaced, and one that has a price stays", async () => {
  const pump = await get("HP-100-A")
  const saved = await steward((work) => saveUnits(work, { productId: pump.productId, version: pump.version, units: [{ unit: "pallet", factor: "48" }] }))
  expect(saved.units.map(({ unit }) => unit)).toEqual(["each", "pallet"])
  const gloves = await steward((work) => getProduct(work, shop.productId.gloves))
  const removal = steward((work) => saveUnits(work, { productId: gloves.productId, version: gloves.version, units: [{ unit: "each", factor: "1" }] }))
  await expect(removal).rejects.toMatchObject({ code: "catalog.unit_is_in_use", kind: "rule", facts: { unit: "box" } })
})

test("a chain of successors never returns, not even when both ends are set at once", async () => {
  const old = await get("HP-100-A")
  const circle = steward((work) => setSuccessor(work, { productId: old.productId, version: old.version, successorId: shop.idOf("OLD-1") }))
  await expect(circle).rejects.toMatchObject({ code: "catalog.successor_makes_a_cycle", facts: { chain: "OLD-1 → OLD-2 → HP-100-A" } })
  const [a, b] = [await get("GONE-1"), await get("NEXT-1")]
  const both = await Promise.allSettled([
    steward((work) => setSuccessor(work, { productId: a.productId, version: a.version, successorId: b.productId })),
    steward((work) => setSuccessor(work, { productId: b.productId, version: b.version, successorId: a.productId })),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
})

test("a product's page names its successor, what it replaced, and its alternatives in order", async () => {
  const pump = await get("HP-100-A")
  await steward((work) => setAlternatives(work, { productId: pump.productId, version: pump.version, alternatives: [{ productId: shop.idOf("HP-200"), reason: "same flange" }, { productId: shop.idOf("HP-100-B") }] }))
  expect(await get("HP-100-A")).toMatchObject({ version: pump.version + 1, predecessors: [{ sku: "OLD-2" }], alternatives: [{ sku: "HP-200", reason: "same flange" }, { sku: "HP-100-B" }] })
  expect(await get("OLD-2")).toMatchObject({ successor: { sku: "HP-100-A" } })
})

test("the steward's list goes through all pages by number and filters by status, category and brand", async () => {
  const skus: string[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await steward((work) => listProducts(work, { limit: 4, ...(cursor ? { cursor } : {}) }))
    skus.push(...page.products.map(({ sku }) => sku))
    cursor = page.nextCursor
  }
  expect(skus).toHaveLength(19)
  expect(new Set(skus).size).toBe(19)
  const drafts = await steward((work) => listProducts(work, { status: "draft", categoryPath: "hydraulics." }))
  expect(drafts.products.map(({ sku }) => sku)).toEqual(["NEXT-1"])
})

test("a product of another network is not found, as one that never was", async () => {
  await expect(steward((work) => getProduct(work, "01890000-0000-7000-8000-000000000000"))).rejects.toMatchObject({ code: "catalog.product_not_found" })
})
