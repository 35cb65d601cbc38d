import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { createPool, type AudiencePool } from "@entrepot/db"
import { NETWORK_ID, type World } from "../testing/index.ts"
import type { PricePolicy } from "./contract.ts"
import { runDue } from "./index.ts"
import { openRecurringDesk, type RecurringDesk } from "./testing.ts"

let world: World
let desk: RecurringDesk
let pool: AudiencePool
beforeAll(async () => {
  ({ world, desk } = await openRecurringDesk())
  pool = createPool("worker", world.database.urlOf("worker"), { max: 4 })
  await onAdmin(world.database.adminUrl, `insert into pricing.base_price (network_id, product_id, currency, unit, min_quantity, valid_from, unit_price, updated_at)
    select network_id, product_id, currency, unit, 100, valid_from, 1.60, now() from pricing.base_price where product_id = '${world.productId.mirror}' and unit = 'each' and currency = 'EUR'`)
})
afterAll(async () => {
  await pool.end()
  await world.drop()
})

const LOCKED: PricePolicy = { policy: "locked", until: "2027-06-30" }
const lineOf = async (subscriptionId: string) => (await desk.page("tim", subscriptionId)).lines[0]!
const today = async (product: "handbook" | "mirror", quantity = "1") => (await lineOf((await desk.subscribe("tim", { [product]: quantity })).subscriptionId)).unitPrice

test.each<[string, PricePolicy, string]>([
  ["a locked", LOCKED, "gloves"], ["a bounded", { policy: "current_within", capPercent: "5", floorPercent: "5" }, "gloves"],
])("%s price stays with its product: what is swapped in costs what it costs, in preview, page and order alike", async (_what, pricePolicy) => {
  const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" }, { pricePolicy, stockOut: [{ step: "substitute", productIds: [world.productId.mirror], capPercent: "5" }] })
  const { lineId } = await lineOf(subscriptionId)
  const dear = await today("handbook")
  const swap = { kind: "swap", lineId, productId: world.productId.handbook, unit: "each", quantity: "1", at: { scope: "from_next" } } as const
  const preview = await desk.preview("tim", subscriptionId, swap)
  await desk.change("tim", subscriptionId, swap)
  const page = await desk.page("tim", subscriptionId)
  expect(page.lines[0]).toMatchObject({ sku: "DN-9000", unitPrice: dear, pricePolicy: { policy: "current" }, stockOut: [{ step: "split" }] })
  expect(preview.after[0]!.total).toEqual(page.upcoming[0]!.total)
  await expect(desk.change("tim", subscriptionId, { kind: "policies", lineIds: [lineId], pricePolicy: { ...pricePolicy, ...("until" in pricePolicy ? { unitPrice: "0.12" } : { basePrice: "0.12" }) } as PricePolicy })).rejects.toMatchObject({ code: "subscriptions.price_needs_agreement" })
  desk.go("2026-12-11T11:30:00Z")
  await runDue(pool, NETWORK_ID, { now: () => desk.now, onError: (error) => { throw error } })
  expect(await desk.row(`select trim_scale(l.unit_price)::text as price from subscriptions.occurrence o join ordering.order_line l using (order_id) where o.subscription_id = '${subscriptionId}'`)).toEqual({ price: dear })
  desk.go("2026-12-01T08:00:00Z")
})

test("a new price is agreed for what was swapped in, and the old one waits for its product to come back", async () => {
  const { subscriptionId } = await desk.subscribe("tim", { mirror: "2" }, { pricePolicy: LOCKED })
  const { lineId } = await lineOf(subscriptionId)
  await desk.change("tim", subscriptionId, { kind: "swap", lineId, productId: world.productId.handbook, unit: "each", at: { scope: "this", n: 0 } })
  const totals = (await desk.page("tim", subscriptionId)).upcoming.slice(0, 2).map((entry) => entry.lines[0]!.unitPrice)
  expect(totals).toEqual([await today("handbook"), "3.2"])
  await desk.change("tim", subscriptionId, { kind: "swap", lineId, productId: world.productId.handbook, unit: "each", at: { scope: "from_next" } })
  await desk.change("tim", subscriptionId, { kind: "policies", lineIds: [lineId], pricePolicy: LOCKED })
  expect(await lineOf(subscriptionId)).toMatchObject({ pricePolicy: { ...LOCKED, unitPrice: await today("handbook") } })
  await desk.change("tim", subscriptionId, { kind: "swap", lineId, productId: world.productId.mirror, unit: "each", at: { scope: "from_next" } })
  expect(await lineOf(subscriptionId)).toMatchObject({ pricePolicy: { policy: "current" }, unitPrice: "3.2" })
})

test("the price of a large quantity, locked or of a tier, is not the price of a small one", async () => {
  const [dear, cheap] = [await today("mirror"), await today("mirror", "100")]
  expect([dear, cheap]).toEqual(["3.2", "1.6"])
  const locked = await desk.subscribe("tim", { mirror: "150" }, { pricePolicy: LOCKED })
  const tier = await desk.subscribe("petra", { mirror: "150" }, { account: "lindner", pricePolicy: { policy: "contract_tier", tierQuantity: "1000" } })
  for (const { subscriptionId } of [locked, tier]) {
    const { lineId } = await lineOf(subscriptionId)
    const cut = (quantity: string) => desk.change("tim", subscriptionId, { kind: "quantity", lineId, quantity, at: { scope: "from_next" } })
    await cut("120")
    expect(await lineOf(subscriptionId)).toMatchObject({ unitPrice: cheap })
    await cut("1")
    expect(await lineOf(subscriptionId)).toMatchObject({ unitPrice: dear, pricePolicy: { policy: "current" } })
    await cut("100")
    expect(await lineOf(subscriptionId)).toMatchObject({ unitPrice: cheap })
  }
})
