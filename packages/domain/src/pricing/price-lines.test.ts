import { afterAll, beforeAll, expect, test } from "vitest"
import { scopedInsert, scopedUpdate, json, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { createWorld, type World } from "../testing/index.ts"
import { priceLines, publicLine, taxRates, type TaxAsk } from "./index.ts"

let world: World
const percents = async (work: Work, asks: readonly TaxAsk[], on: string) => (await taxRates(work, asks, on)).map(({ percent }) => percent)

beforeAll(async () => {
  world = await createWorld()
  await world.worker("zahnwerk", async (work) => {
    const created_at = work.now.toString()
    await scopedUpdate(work, "tenancy.tenant").set({ settings: json({ minMarginPercent: "15" }) }).execute()
    const lists = { contract: newId(), account: newId(), group: newId(), draft: newId() }
    await scopedInsert(work, "pricing.price_list", [
      { list_id: lists.contract, side: "sale", kind: "contract", name: "Lindner 2026", currency: "EUR", valid_from: "2026-01-01", valid_to: "2026-06-30", status: "published", created_at },
      { list_id: lists.account, side: "sale", kind: "list", name: "Lindner", currency: "EUR", valid_from: "2026-01-01", status: "published", created_at },
      { list_id: lists.group, side: "sale", kind: "list", name: "Key accounts", currency: "EUR", valid_from: "2026-01-01", status: "published", created_at },
      { list_id: lists.draft, side: "sale", kind: "list", name: "Not yet", currency: "EUR", valid_from: "2026-01-01", status: "draft", created_at },
    ]).execute()
    await scopedInsert(work, "pricing.price_list_assignment", [
      { list_id: lists.contract, assignment_id: newId(), target: "account", target_account: world.accountId.lindner },
      { list_id: lists.account, assignment_id: newId(), target: "account", target_account: world.accountId.lindner },
      { list_id: lists.group, assignment_id: newId(), target: "group", target_group: "key" },
      { list_id: lists.draft, assignment_id: newId(), target: "tenant" },
    ]).execute()
    const { gloves, mirror } = world.productId
    await scopedInsert(work, "pricing.price_list_entry", [
      { list_id: lists.contract, product_id: gloves, unit: "box", unit_price: "8.50" },
      { list_id: lists.account, product_id: gloves, unit: "box", unit_price: "9" },
      { list_id: lists.account, product_id: gloves, unit: "box", min_quantity: "20", unit_price: "8" },
      { list_id: lists.group, product_id: mirror, unit: "each", unit_price: "3" },
      { list_id: lists.draft, product_id: mirror, unit: "each", unit_price: "0.01" },
    ]).execute()
    await scopedInsert(work, "pricing.price_rule", { rule_id: newId(), side: "sale", name: "Lamps up", target: "category", category_path: "dental.devices.", basis: "supply", percent: "10", valid_from: "2026-01-01", position: 1, created_at }).execute()
  })
})
afterAll(() => world.drop())

const asked = (person: "petra" | "tim" | "karl", account: "lindner" | "kern" | "zahnwerk", lines: Parameters<typeof priceLines>[1]["lines"], on = "2026-03-01") =>
  world.portal(person, (work) => priceLines(work, { accountId: world.accountId[account], on, lines }), { mode: "read" })
const line = (product: keyof World["productId"], quantity = "1", unit = "each") => ({ productId: world.productId[product], unit, quantity })

test("five hundred lines are one statement, in the order in which they were asked", async () => {
  const lines = Array.from({ length: 500 }, (_, index) => line(index % 2 ? "mirror" : "gloves", String(index + 1)))
  await world.portal("tim", async (work) => {
    const priced = await priceLines(work, { accountId: world.accountId.lindner, on: "2026-03-01", lines })
    expect(priced.map(({ quantity }) => quantity)).toEqual(lines.map(({ quantity }) => quantity))
    expect(work.statements.count).toBe(1)
  }, { mode: "read" })
})

test("without explanations the prices are the same", async () => {
  const ask = { accountId: world.accountId.lindner, lines: [line("gloves", "30", "box"), line("gloves", "1", "box"), line("mirror", "2")] }
  const [explained, bare] = await world.portal("tim", async (work) => [await priceLines(work, ask), await priceLines(work, { ...ask, explained: false })] as const, { mode: "read" })
  expect(bare).toEqual(explained.map((one) => ({ ...one, price: one.price && { ...one.price, explanation: null } })))
  expect(explained.every((one) => one.price?.explanation?.winner.unitPrice === one.price?.unitPrice)).toBe(true)
})

test("an account's contract decides on its days, and its list after them", async () => {
  const [during] = await asked("tim", "lindner", [line("gloves", "1", "box")])
  expect(during).toMatchObject({ price: { unitPrice: "8.5", source: { kind: "contract", name: "Lindner 2026" }, tiers: [{ quantity: "1", unitPrice: "8.5" }, { quantity: "20", unitPrice: "8" }] }, supply: { unitPrice: "7.84" } })
  expect(during!.price!.explanation?.wouldBeat).toEqual([{ what: "next_tier", quantity: "20", missing: "19", unitPrice: "8" }, { what: "ends", on: "2026-06-30" }])
  const [after] = await asked("tim", "lindner", [line("gloves", "1", "box")], "2026-07-01")
  expect(after!.price).toMatchObject({ unitPrice: "9", source: { kind: "account_list" } })
})

test("another account has no part in it, its group's list holds for it, and a draft for nobody", async () => {
  const [gloves, mirror] = await asked("karl", "kern", [line("gloves", "1", "box"), line("mirror")])
  expect([gloves!.price!.source.kind, gloves!.price!.unitPrice, mirror!.price!.source.kind, mirror!.price!.unitPrice]).toEqual(["base", "9.8", "group_list", "3"])
})

test("the house buys at the transfer price", async () => {
  const [lamp] = await asked("petra", "zahnwerk", [line("lamp")])
  expect(lamp).toMatchObject({ price: { unitPrice: "384", source: { kind: "rule" } }, supply: { unitPrice: "384" }, belowFloor: false, marginPercent: null })
})

test("a price that keeps less than the tenant's floor is said to need an approval", async () => {
  const [lamp, gloves] = await asked("petra", "lindner", [line("lamp"), line("gloves", "1", "box")])
  expect(lamp).toMatchObject({ price: { unitPrice: "422.4", floor: { minMarginPercent: "15", below: true } }, belowFloor: true, marginPercent: "9.09" })
  expect(gloves).toMatchObject({ belowFloor: true, marginPercent: "7.76" })
})

test("what nobody priced is null, and everything that an order line keeps comes along", async () => {
  const [laser] = await asked("tim", "lindner", [line("laser")])
  expect(laser).toMatchObject({ price: null, supply: null, currency: "EUR", product: { sku: "DN-7000", categoryPath: "dental.devices.", taxCategory: "standard", baseUnit: "each", status: "active", entitled: true, successorId: null, weightGrams: 100 }, unitFacts: { factor: "1", minimum: "1", step: "1", sellable: true } })
})

test("a product outside the account's catalogue is priced and said not to be sold", async () => {
  const [anaesthetic] = await asked("tim", "lindner", [line("anaesthetic")])
  expect(anaesthetic!.product.entitled).toBe(false)
})

test("prices are in the tenant's currency", async () => {
  const [mirror] = await world.portal("lily", (work) => priceLines(work, { accountId: world.accountId.summit, lines: [line("mirror")] }))
  expect(mirror).toMatchObject({ currency: "USD", price: { unitPrice: "3.6" }, supply: { unitPrice: "2.88" } })
})

test("a foreign account, a foreign product and one that never was are not found", async () => {
  await expect(asked("karl", "lindner", [line("mirror")])).rejects.toThrow("pricing.account_not_found")
  await expect(asked("karl", "kern", [{ productId: newId(), unit: "each", quantity: "1" }])).rejects.toThrow("pricing.product_not_found")
  await expect(asked("karl", "kern", [line("mirror", "1", "pallet")])).rejects.toThrow("pricing.unit_unknown")
})

test("an account's session cannot see whose another account's lists are", async () => {
  const count = (person: "petra" | "karl") => world.portal(person, (work) => work.db.selectFrom("pricing.price_list_assignment").select("target_account").execute())
  expect(await count("petra")).toHaveLength(4)
  expect((await count("karl")).filter(({ target_account }) => target_account !== null)).toEqual([])
})

test("no portal can change what the distributor asks of its tenant", async () => {
  const cheaper = world.portal("petra", (work) => scopedUpdate(work, "pricing.price_rule").set({ percent: "-99" }).where("side", "=", "supply").executeTakeFirstOrThrow())
  expect((await cheaper).numUpdatedRows).toBe(0n)
  const added = world.portal("petra", (work) => scopedInsert(work, "pricing.price_rule", { rule_id: newId(), side: "supply", name: "x", target: "all", basis: "base", percent: "-99", valid_from: "2026-01-01", position: 9, created_at: work.now.toString() }).execute())
  await expect(added).rejects.toMatchObject({ code: "42501" })
})

test("a public line carries no supply price, no margin and no floor", async () => {
  const [lamp] = await asked("petra", "lindner", [line("lamp")])
  const shown = JSON.stringify(publicLine(lamp!))
  for (const secret of ["384", "Lamps up", "Partner", "9.09", "\"15\"", "percent\":\"10"]) expect(shown).not.toContain(secret)
})

test("the most exact tax rate wins, and there is none where the tenant collects none", async () => {
  const rates = await world.portal("dan", (work) => percents(work, [
    { country: "US", region: "CA", taxCategory: "standard" }, { country: "US", region: "CO", taxCategory: "standard" }, { country: "US", region: "CA", taxCategory: "reduced" }, { country: "DE", region: "", taxCategory: "standard" },
  ], "2026-03-01"))
  expect(rates).toEqual(["8.875", "0", "0", "0"])
})

test("a tax rate counts from its first day on", async () => {
  await world.worker("zahnwerk", (work) => scopedInsert(work, "pricing.tax_rate", { country: "DE", tax_category: "standard", valid_from: "2027-01-01", label: "new", percent: "20" }).execute())
  const on = (day: string) => world.portal("petra", (work) => percents(work, [{ country: "DE", region: "", taxCategory: "standard" }], day))
  expect([await on("2026-12-31"), await on("2027-01-01")]).toEqual([["19"], ["20"]])
})

test("localities add to their region's rate where the postal code is theirs, on the days when they do", async () => {
  const local = { country: "US", region: "CA", tax_category: "standard", valid_from: "2026-01-01" }
  await world.worker("bluepeak", (work) => scopedInsert(work, "pricing.local_tax_rate", [
    { ...local, level: "county", locality: "ALPHA", postal_from: "940", postal_to: "941", label: "Alpha County", percent: "0.5" },
    { ...local, level: "county", locality: "ALPHA", postal_from: "940", postal_to: "941", valid_from: "2026-06-01", label: "Alpha County", percent: "0.75" },
    { ...local, level: "city", locality: "BETA", postal_from: "94103", postal_to: "94107", city: "Beta", label: "Beta City", percent: "1" },
    { ...local, level: "district", locality: "GAMMA", postal_from: "94103", postal_to: "94103", valid_to: "2026-03-31", label: "Gamma District", percent: "0.125" },
  ]).execute())
  const rates = (postalCode: string, city: string, on = "2026-03-01") => world.portal("dan", async (work) => {
    const [rate] = await taxRates(work, [{ country: "US", region: "CA", postalCode, city, taxCategory: "standard" }], on)
    return [rate!.percent, rate!.parts.map(({ level, percent }) => `${level} ${percent}`).join(", ")]
  })
  expect(await rates("94103-1234", "beta")).toEqual(["10.5", "region 8.875, county 0.5, city 1, district 0.125"])
  expect(await rates("94103", "Elsewhere")).toEqual(["9.5", "region 8.875, county 0.5, district 0.125"])
  expect(await rates("94105", "Beta", "2026-06-01")).toEqual(["10.625", "region 8.875, county 0.75, city 1"])
  expect(await rates("95000", "Beta")).toEqual(["8.875", "region 8.875"])
  expect(await rates("", "Beta")).toEqual(["8.875", "region 8.875"])
})
