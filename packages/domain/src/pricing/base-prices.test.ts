import { afterAll, beforeAll, expect, test } from "vitest"
import { createWorld, type World } from "../testing/index.ts"
import { deleteBasePrice, listBasePrices, saveBasePrices } from "./index.ts"
import type { BasePriceRow } from "./contract.ts"

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.drop())

const row = (unitPrice: string, validFrom: string, over: Partial<BasePriceRow> = {}): BasePriceRow => ({ productId: world.productId.mirror, currency: "EUR", unit: "each", unitPrice, validFrom, ...over })
const save = (...rows: BasePriceRow[]) => world.network("wanda", (work) => saveBasePrices(work, rows))
const history = async (product: keyof World["productId"] = "mirror") =>
  (await world.network("wanda", (work) => listBasePrices(work, { productId: world.productId[product] }))).filter(({ currency }) => currency === "EUR").map(({ unit, minQuantity, validFrom, validTo, unitPrice, version }) => [unit, minQuantity, validFrom, validTo, unitPrice, version])

test("a new price ends the one before it on the day before, and one that comes between ends before the next", async () => {
  expect(await save(row("3.5", "2027-01-01"), row("3.3", "2026-07-01"))).toMatchObject([{ saved: "created" }, { saved: "created" }])
  expect(await history()).toEqual([["each", "1", "2027-01-01", null, "3.5", 1], ["each", "1", "2026-07-01", "2026-12-31", "3.3", 1], ["each", "1", "2020-01-01", "2026-06-30", "3.2", 1]])
  expect(await save(row("3.4", "2026-10-01"))).toMatchObject([{ saved: "created" }])
  expect((await history()).slice(1, 3)).toEqual([["each", "1", "2026-10-01", "2026-12-31", "3.4", 1], ["each", "1", "2026-07-01", "2026-09-30", "3.3", 1]])
})

test("the same row again changes nothing, another price for its key counts the version up", async () => {
  const prices = [row("3.4", "2026-10-01"), row("3.45", "2026-10-01", { minQuantity: "10" })]
  expect(await save(prices[0]!)).toMatchObject([{ saved: "unchanged" }])
  expect(await save(row("3.41", "2026-10-01"))).toMatchObject([{ saved: "changed" }])
  expect((await history())[1]).toEqual(["each", "1", "2026-10-01", "2026-12-31", "3.41", 2])
})

test("each row is saved or refused by itself, and says why", async () => {
  const bur = { productId: world.productId.bur }
  const outcomes = await save(
    row("5", "2026-08-01", { ...bur }), row("5", "2026-08-01", { ...bur }), row("4", "2026-08-01", { ...bur, unit: "box" }), row("5.5", "2026-08-01", { ...bur, minQuantity: "10" }),
    row("6", "2026-08-01", { ...bur, minQuantity: "100", validTo: "2026-07-01" }), row("5", "2026-08-01", { productId: "00000000-0000-7000-8000-000000000000" }), row("3", "2026-09-15", { validTo: "2026-10-15" }),
  )
  expect(outcomes.map((outcome) => ("saved" in outcome ? outcome.saved : outcome.refused))).toEqual([
    "created", "pricing.price_is_twice", "pricing.unit_unknown", "pricing.tier_rises", "pricing.days_are_reversed", "pricing.product_not_found", "pricing.base_price_overlaps",
  ])
  expect(outcomes[3]).toMatchObject({ index: 3, facts: { sku: "DN-2040", unit: "each", quantity: "10" } })
  expect(await history("bur")).toEqual([["each", "1", "2026-08-01", null, "5", 1], ["each", "1", "2020-01-01", "2026-07-31", "4.35", 1]])
})

test("a quantity break that costs more than a stored smaller one is refused", async () => {
  expect(await save(row("500", "2026-08-01", { productId: world.productId.lamp, minQuantity: "5" }))).toMatchObject([{ refused: "pricing.tier_rises" }])
  expect(await save(row("450", "2026-08-01", { productId: world.productId.lamp, minQuantity: "5" }))).toMatchObject([{ saved: "created" }])
})

test("two thousand rows are one statement", async () => {
  const products = [world.productId.mirror, world.productId.bur, world.productId.lamp, world.productId.wrench]
  const currencies = Array.from({ length: 500 }, (_, index) => [index / 26 / 26, index / 26, index].map((letter) => String.fromCharCode(65 + (Math.floor(letter) % 26))).join(""))
  const rows = products.flatMap((productId) => currencies.map((currency) => row("7", "2026-01-01", { productId, currency })))
  await world.network("wanda", async (work) => {
    const outcomes = await saveBasePrices(work, rows)
    expect(outcomes.filter((outcome) => "saved" in outcome)).toHaveLength(2000)
    expect(work.statements.count).toBe(1)
  })
})

test("a price that has not started can be taken back, one that has cannot", async () => {
  const key = { productId: world.productId.mirror, currency: "EUR", unit: "each", minQuantity: "1" }
  await world.network("wanda", (work) => deleteBasePrice(work, { ...key, validFrom: "2027-01-01" }))
  expect((await history()).map(([, , from]) => from)).not.toContain("2027-01-01")
  await expect(world.network("wanda", (work) => deleteBasePrice(work, { ...key, validFrom: "2020-01-01" }))).rejects.toMatchObject({ code: "pricing.base_price_has_started" })
})

test("only who keeps the prices saves them", async () => {
  await expect(world.network("bert", (work) => saveBasePrices(work, [row("1", "2026-01-01")]))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})
