import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { newId, quantity } from "@entrepot/kernel"
import { createWorld, type ProductName, type World } from "../testing/index.ts"
import { checkStock, correctStock, countStock, explainStock, moveReservations, releaseReservations, reserve } from "./index.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

const line = (product: ProductName, amount: string, unit = "each") => ({ productId: world.productId[product], unit, quantity: amount })
const count = (reference: string, ...lines: ReturnType<typeof line>[]) => world.network("bert", (work) => countStock(work, { warehouseId: world.warehouseId.HAM, lines, reference }))
const correct = (amount: string, reason = "Broken in the rack", reference: string = newId()) =>
  world.network("bert", (work) => correctStock(work, { warehouseId: world.warehouseId.HAM, line: line("handbook", amount), reason, reference }))
const promise = async (product: ProductName, amount: string) => {
  const order = { tenantId: 1, accountId: world.accountId.lindner, orderId: newId(), shipComplete: false, lines: [{ orderLineId: newId(), productId: world.productId[product], baseQuantity: quantity(amount), destination: { country: "DE" } }] }
  await world.portal("tim", (work) => reserve(work, order))
  return order
}

test("a count books the difference, in whatever units it was made", async () => {
  expect(await count("C-1", line("gloves", "48", "box"), line("gloves", "50"))).toMatchObject({ replayed: false, lines: [{ quantity: "-150", onHandAfter: "4850" }] })
})

test("a count that agrees stays on the card, so that the same sheet again changes nothing even later", async () => {
  expect((await count("C-2", line("bur", "200"))).lines).toEqual([{ productId: world.productId.bur, quantity: "0", onHandAfter: "200" }])
  await count("C-3", line("bur", "180"))
  expect(await count("C-2", line("bur", "200"))).toMatchObject({ replayed: true })
  expect((await world.network("sven", (work) => explainStock(work, { productId: world.productId.bur, warehouseId: world.warehouseId.HAM, limit: 10 }))).onHand).toBe("180")
  await expect(count("C-2", line("bur", "199"))).rejects.toMatchObject({ code: "inventory.reference_is_booked", kind: "conflict" })
})

test("a count below what is promised is refused with the orders it concerns, and can be booked once one of them is elsewhere", async () => {
  const order = await promise("wrench", "25")
  const refused = count("C-4", line("wrench", "20"), line("lamp", "5"))
  await expect(refused).rejects.toMatchObject({
    code: "inventory.count_is_below_reserved", kind: "rule",
    facts: { sku: "WS-1200", counted: "20", reserved: "25", missing: "5", products: 1, lines: [{ sku: "WS-1200", orders: [{ orderId: order.orderId, tenantId: 1, quantity: "25", picked: false }] }] },
  })
  const { orderId, tenantId, accountId, lines: [moved] } = order
  await world.network("sven", (work) => moveReservations(work, { tenantId, accountId, orderId, orderLineId: moved!.orderLineId, warehouseId: world.warehouseId.LYS, reason: "Hamburg counted less" }))
  expect(await count("C-4", line("wrench", "20"), line("lamp", "5"))).toMatchObject({ lines: [{}, {}] })
  await expect(world.network("sven", (work) => moveReservations(work, { tenantId, accountId, orderId, orderLineId: moved!.orderLineId, warehouseId: world.warehouseId.HAM, reason: "Back" }))).rejects.toMatchObject({ code: "inventory.warehouse_has_too_little", facts: { wanted: "25", short: "5" } })
  const explained = await world.network("sven", (work) => explainStock(work, { productId: world.productId.wrench, warehouseId: world.warehouseId.LYS, limit: 10 }))
  expect(explained).toMatchObject({ onHand: "30", reserved: "25", available: "5", reservations: [{ orderId, quantity: "25" }] })
  await world.portal("tim", (work) => releaseReservations(work, { orderId }))
  const gone = world.network("sven", (work) => moveReservations(work, { tenantId, accountId, orderId, orderLineId: moved!.orderLineId, warehouseId: world.warehouseId.LYS, reason: "Again" }))
  await expect(gone).rejects.toMatchObject({ code: "inventory.nothing_is_reserved" })
})

test("what was found is announced, so that whoever waits is served", async () => {
  await count("C-5", line("mirror", "12"))
  const [event] = await onAdmin(world.database.adminUrl, "select tenant_id, payload from work.event where name = 'inventory.stock_freed' order by event_id desc limit 1")
  expect(event).toEqual({ tenant_id: 0, payload: { productIds: [world.productId.mirror] } })
})

test("a correction adds or takes away, with a reason, once", async () => {
  const reference = newId()
  expect(await correct("-3", "Broken in the rack", reference)).toMatchObject({ replayed: false, lines: [{ quantity: "-3", onHandAfter: "47" }] })
  expect(await correct("-3", "Broken in the rack", reference)).toMatchObject({ replayed: true })
  await expect(correct("-4", "Broken in the rack", reference)).rejects.toMatchObject({ code: "inventory.reference_is_booked" })
  const audited = await onAdmin(world.database.adminUrl, "select reason, actor ->> 'name' as who from work.audit_entry where action = 'stock.corrected'")
  expect(audited).toEqual([{ reason: "Broken in the rack", who: "Bert Hansen" }])
})

test.each([
  { what: "nothing", amount: "0", reason: "x", code: "inventory.correction_is_zero" },
  { what: "no reason", amount: "1", reason: " ", code: "inventory.correction_needs_a_reason" },
  { what: "more than there is", amount: "-48", reason: "x", code: "inventory.count_is_below_reserved" },
])("a correction with $what is refused", async ({ amount, reason, code }) => {
  await expect(correct(amount, reason)).rejects.toMatchObject({ code })
})

test("the stock card explains the balance page by page", async () => {
  const ask = { productId: world.productId.handbook, warehouseId: world.warehouseId.HAM, limit: 1 }
  const first = await world.network("sven", (work) => explainStock(work, ask))
  expect(first).toMatchObject({ product: { sku: "DN-9000" }, warehouse: { code: "HAM" }, onHand: "47", nextBefore: 2, movements: [{ position: 2, quantity: "-3", onHandAfter: "47", cause: "correction", note: "Broken in the rack", actor: { name: "Bert Hansen" } }] })
  const second = await world.network("sven", async (work) => [await explainStock(work, { ...ask, before: 2 }), work.statements.count] as const)
  expect(second).toMatchObject([{ nextBefore: null, movements: [{ position: 1, quantity: "50", cause: "receipt" }] }, 3])
  const missing = world.network("sven", (work) => explainStock(work, { ...ask, productId: newId() }))
  await expect(missing).rejects.toMatchObject({ code: "inventory.stock_not_found", kind: "not_found" })
})

test("and the books agree", async () => {
  expect(await world.network("bert", checkStock)).toEqual([])
})

test("the proof names a balance that was touched behind the books", async () => {
  await onAdmin(world.database.adminUrl, `update inventory.balance set on_hand = on_hand + 1 where product_id = '${world.productId.mirror}'`)
  expect(await world.network("bert", checkStock)).toMatchObject([{ productId: world.productId.mirror, onHand: "13", moved: "12" }])
})
