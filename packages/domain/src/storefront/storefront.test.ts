import { afterAll, beforeAll, expect, test } from "vitest"
import { scopedInsert, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { rebuildCatalogIndex } from "../catalog/index.ts"
import { priceLines } from "../pricing/index.ts"
import { createWorld, type World } from "../testing/index.ts"
import { cataloguePage, checkPad, productPage, suggest } from "./index.ts"

let world: World
const CANARY = "Canary markup"

beforeAll(async () => {
  world = await createWorld()
  await world.network("wanda", async (work) => {
    await rebuildCatalogIndex(work)
    await scopedInsert(work, "inventory.expected_receipt", { expected_id: newId(), product_id: world.productId.laser, warehouse_id: world.warehouseId.HAM, quantity: "5", expected_on: "2099-01-15", reference: "PO 1", created_at: work.now.toString() }).execute()
    await scopedInsert(work, "catalog.product_alternative", [{ product_id: world.productId.mirror, alternative_id: world.productId.bur, reason: "also shiny" }, { product_id: world.productId.mirror, alternative_id: world.productId.anaesthetic }]).execute()
  })
  await world.worker("zahnwerk", async (work) => {
    const created_at = work.now.toString()
    await scopedInsert(work, "pricing.price_rule", { rule_id: newId(), side: "sale", name: CANARY, target: "category", category_path: "dental.devices.", basis: "supply", percent: "43.21", valid_from: "2020-01-01", position: 1, created_at }).execute()
    const list_id = newId()
    await scopedInsert(work, "pricing.price_list", { list_id, side: "sale", kind: "contract", name: "Lindner", currency: "EUR", valid_from: "2020-01-01", status: "published", created_at }).execute()
    await scopedInsert(work, "pricing.price_list_assignment", { list_id, assignment_id: newId(), target: "account", target_account: world.accountId.lindner }).execute()
    await scopedInsert(work, "pricing.price_list_entry", [{ list_id, product_id: world.productId.gloves, unit: "box", unit_price: "9" }, { list_id, product_id: world.productId.gloves, unit: "box", min_quantity: "10", unit_price: "8.75" }]).execute()
  })
})
afterAll(() => world.drop())

const lindner = () => ({ accountId: world.accountId.lindner, locale: "de" })
const asTim = <T>(task: (work: Work) => Promise<T>) => world.portal("tim", task, { mode: "read" })
const asPetra = <T>(task: (work: Work) => Promise<T>) => world.portal("petra", task, { mode: "read" })
const pad = (...rows: [part: string, quantity?: string, unit?: string][]) =>
  asTim((work) => checkPad(work, { ...lindner(), rows: rows.map(([part, quantity, unit], index) => ({ line: index + 1, part, ...(quantity !== undefined && { quantity }), ...(unit !== undefined && { unit }) })) }))

test("each door is one statement", async () => {
  const doors: ((work: Work) => Promise<unknown>)[] = [
    (work) => cataloguePage(work, lindner()), (work) => cataloguePage(work, { ...lindner(), withFacets: true }), (work) => cataloguePage(work, { ...lindner(), q: "mirror" }),
    (work) => cataloguePage(work, { ...lindner(), categoryPath: "dental.", brand: "Kerf" }), (work) => suggest(work, { ...lindner(), q: "mir" }),
    (work) => productPage(work, { ...lindner(), productId: world.productId.mirror }), (work) => checkPad(work, { ...lindner(), rows: [{ line: 1, part: "DN-3100", quantity: "3" }] }),
  ]
  for (const ask of doors) await asTim(async (work) => {
    await ask(work)
    expect(work.statements.count).toBe(1)
  })
})

test("a page shows the account's own prices, tiers and stock in every unit that is sold", async () => {
  const { rows, currency, nextCursor } = await asTim((work) => cataloguePage(work, lindner()))
  const gloves = rows.find(({ sku }) => sku === "DN-1001")!
  expect([currency, nextCursor]).toEqual(["EUR", null])
  expect(gloves).toMatchObject({ name: "Nitrile gloves M", brand: "Sanis", category: { path: "dental.gloves." }, availability: { status: "in_stock", available: "7000" } })
  expect(gloves.units.map(({ unit, factor, price, tiers }) => [unit, factor, price?.unitPrice, price?.kind, tiers.map((tier) => [tier.quantity, tier.unitPrice])])).toEqual([
    ["each", "1", "0.12", "base", [["1", "0.12"], ["100", "0.09"], ["1000", "0.0875"]]],
    ["box", "100", "9", "contract", [["1", "9"], ["10", "8.75"]]],
  ])
})

test("what nobody priced is shown without a price, what comes with its day, what is gone as out", async () => {
  const { rows } = await asTim((work) => cataloguePage(work, lindner()))
  expect(rows.find(({ sku }) => sku === "DN-7000")).toMatchObject({ units: [{ price: null, tiers: [] }], availability: { status: "on_order", available: "0", planningAvailable: "5", nextOn: "2099-01-15" } })
  expect(rows.find(({ sku }) => sku === "DN-2040")).toMatchObject({ units: [{ minimum: "5", step: "3" }] })
})

test("pages follow each other without a gap or a double, and hold what the account may buy", async () => {
  const seen: string[] = []
  for (let cursor: string | undefined, turns = 0; turns < 9; turns++) {
    const page = await asTim((work) => cataloguePage(work, { ...lindner(), limit: 3, ...(cursor !== undefined && { cursor }) }))
    seen.push(...page.rows.map(({ sku }) => sku))
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(seen.toSorted()).toEqual(["DN-1001", "DN-2040", "DN-3100", "DN-5000", "DN-7000", "DN-9000", "WS-1200"])
})

test("facets count what is behind them", async () => {
  const { facets } = await asTim((work) => cataloguePage(work, { ...lindner(), categoryPath: "dental.", withFacets: true }))
  expect(facets).toMatchObject({ products: 6 })
  expect(facets!.brands.find(({ brand }) => brand === "Kerf")).toMatchObject({ products: 2 })
})

test("a search finds a number without its dash first, and an old number leads to what replaced it", async () => {
  const { rows } = await asTim((work) => cataloguePage(work, { ...lindner(), q: "dn3100" }))
  expect(rows[0]).toMatchObject({ sku: "DN-3100", units: [{ price: { unitPrice: "3.2" } }] })
  const old = await asTim((work) => cataloguePage(work, { ...lindner(), q: "DN-3000" }))
  expect(old.rows[0]).toMatchObject({ sku: "DN-3100", instead: { sku: "DN-3000" } })
})

test("suggestions come while somebody types, and none for nothing", async () => {
  expect((await asTim((work) => suggest(work, { ...lindner(), q: "nitr" }))).map(({ sku }) => sku)).toEqual(["DN-1001"])
  expect(await asTim((work) => suggest(work, { ...lindner(), q: " " }))).toEqual([])
})

test("a product page says the price and why, where stock stands, what goes instead and what it replaced", async () => {
  const page = await asTim((work) => productPage(work, { ...lindner(), productId: world.productId.gloves, unit: "box", quantity: "4" }))
  expect(page.asked).toMatchObject({ unit: "box", quantity: "4", verdict: { ok: true }, answer: { unitPrice: "9", source: { kind: "contract", name: "Lindner" }, explanation: { wouldBeat: [{ what: "next_tier", quantity: "10", missing: "6", unitPrice: "8.75" }] } }, promise: { reason: "in_stock" } })
  expect(page.warehouses).toMatchObject([{ code: "HAM", country: "DE", available: "5000" }, { code: "LYS", available: "2000" }])
  const mirror = await asTim((work) => productPage(work, { ...lindner(), productId: world.productId.mirror }))
  expect(mirror).toMatchObject({ trail: [{ path: "dental.instruments." }], replaces: [{ sku: "DN-3000" }], alternatives: [{ sku: "DN-2040", reason: "also shiny", units: [{ price: { unitPrice: "4.35" } }] }] })
  const old = await asTim((work) => productPage(work, { ...lindner(), productId: world.productId.oldMirror }))
  expect(old).toMatchObject({ status: "discontinued", successor: { sku: "DN-3100" } })
})

test("a product outside the catalogue, a foreign account and an unknown product are not found alike", async () => {
  for (const productId of [world.productId.anaesthetic, newId()]) await expect(asTim((work) => productPage(work, { ...lindner(), productId }))).rejects.toMatchObject({ code: "storefront.product_not_found" })
  for (const accountId of [world.accountId.kern, world.accountId.summit, newId()]) await expect(asTim((work) => cataloguePage(work, { ...lindner(), accountId }))).rejects.toMatchObject({ code: "storefront.account_not_found" })
})

test("every row of a pad gets its verdict", async () => {
  const { rows, addable } = await pad(["dn 1001", "2", "Box"], ["DN-2040", "6"], ["DN-3000", "1"], ["DN-9999", "1"], ["DN-6000", "1"], ["DN-7000", "1"], ["DN-3100", "25"], ["DN-5000", "viele"], ["DN-5000", "1", "Palette"], ["DN-9000"], ["DN-2041", "5"])
  expect(rows.map(({ kind }) => kind)).toEqual(["ok", "quantity_off", "superseded", "not_found", "not_entitled", "no_price", "backorder", "quantity_unreadable", "unit_unknown", "ok", "not_found"])
  expect(rows[0]).toMatchObject({ addable: true, wanted: "2", offer: { unit: "box", price: { unitPrice: "9" }, product: { sku: "DN-1001" } } })
  expect(rows[0]!.offer!.promiseOn).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(rows[1]).toMatchObject({ roundDown: "5", roundUp: "8" })
  expect(rows[2]).toMatchObject({ instead: { sku: "DN-3000" }, offer: { product: { sku: "DN-3100" } } })
  expect(JSON.stringify(rows[4])).not.toContain("anaesthetic")
  expect(rows[6]).toMatchObject({ addable: true, offer: { promiseOn: null, stock: { available: "10" } } })
  expect(rows[8]).toMatchObject({ offer: { units: ["each"] } })
  expect(rows[9]!.notices).toEqual([{ notice: "quantity_assumed", quantity: "1" }])
  expect(rows[10]!.candidates?.map(({ sku }) => sku)).toContain("DN-2040")
  expect(addable).toBe(3)
})

test("rows that mean the same thing are added to the first, which is judged again", async () => {
  const { rows } = await pad(["DN-2040", "4"], ["DN-3100", "1"], ["dn2040", "4"], ["DN-1001", "3", "box"], ["DN-1001", "300", "Stück"])
  expect(rows[0]).toMatchObject({ kind: "ok", wanted: "8", wrote: { quantity: "4" }, notices: [{ notice: "merged", lines: [3] }] })
  expect(rows[2]).toMatchObject({ kind: "merged", intoLine: 1, addable: false })
  expect(rows.slice(3).map(({ kind }) => kind)).toEqual(["ok", "ok"])
})

test("a thousand rows are one statement", async () => {
  await asTim(async (work) => {
    const { rows } = await checkPad(work, { ...lindner(), rows: Array.from({ length: 1000 }, (_, index) => ({ line: index + 1, part: index % 2 ? `DN-${1000 + index}` : "DN-3100", quantity: "1" })) })
    expect([rows.length, rows[0]!.wanted, work.statements.count]).toEqual([1000, "500", 1])
  })
})

test("the same question has the same answer through every door", async () => {
  const quantities = ["1", "9", "10", "250"]
  for (const quantity of quantities) {
    const [line] = await asTim((work) => priceLines(work, { accountId: lindner().accountId, lines: [{ productId: world.productId.gloves, unit: "box", quantity }] }))
    const product = await asTim((work) => productPage(work, { ...lindner(), productId: world.productId.gloves, unit: "box", quantity }))
    const { rows: [row] } = await pad(["DN-1001", quantity, "box"])
    const page = await asTim((work) => cataloguePage(work, { ...lindner(), q: "DN-1001" }))
    const tier = page.rows[0]!.units.find(({ unit }) => unit === "box")!.tiers.findLast((one) => Number(one.quantity) <= Number(quantity))
    expect([product.asked.answer?.unitPrice, row!.offer!.price?.unitPrice, tier?.unitPrice]).toEqual(Array(3).fill(line!.price!.unitPrice))
  }
})

test("an account's people never receive a supply price, a margin or a rule's percentage", async () => {
  const shown = JSON.stringify(await asTim(async (work) => [
    await cataloguePage(work, { ...lindner(), withFacets: true }), await cataloguePage(work, { ...lindner(), q: "lamp" }), await suggest(work, { ...lindner(), q: "lamp" }),
    await productPage(work, { ...lindner(), productId: world.productId.lamp }), await checkPad(work, { ...lindner(), rows: [{ line: 1, part: "DN-5000", quantity: "1" }] }),
  ]))
  expect(shown).toContain("549.9264")
  for (const secret of [CANARY, "43.21", "\"384\"", "30.17", "Partner discount", "supplyPrice", "\"marginPercent\":\""]) expect(shown).not.toContain(secret)
})

test("the seller's people see what a price keeps, and why", async () => {
  const page = await asPetra((work) => productPage(work, { ...lindner(), productId: world.productId.lamp }))
  expect(page.units[0]!.price).toMatchObject({ unitPrice: "549.9264", supplyPrice: "384", marginPercent: "30.17" })
  expect(page.asked.answer).toMatchObject({ supply: { unitPrice: "384" }, explanation: { winner: { source: { name: CANARY }, rule: { basis: "supply", basisPrice: "384" } }, losers: [{ source: { kind: "base" }, why: "lower_rung" }] } })
})
