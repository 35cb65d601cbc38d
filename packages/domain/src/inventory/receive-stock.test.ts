import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { newId } from "@entrepot/kernel"
import { createWorld, type ProductName, type World } from "../testing/index.ts"
import { checkStock, listExpectedReceipts, expectReceipt, receiveStock, type ReceiveStock } from "./index.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

const receipt = (lines: readonly [ProductName, string, string][], reference: string = newId()): ReceiveStock =>
  ({ warehouseId: world.warehouseId.HAM, reference, lines: lines.map(([product, unit, quantity]) => ({ productId: world.productId[product], unit, quantity })) })
const receive = (what: ReceiveStock) => world.network("bert", (work) => receiveStock(work, what))
const onHand = async (product: ProductName) => (await onAdmin(world.database.adminUrl, `select trim_scale(on_hand)::text as n from inventory.balance where product_id = '${world.productId[product]}' and warehouse_id = '${world.warehouseId.HAM}'`))[0]?.n

test("boxes and single pieces arrive in base units, and the warehouse may never have held the product", async () => {
  const { lines } = await receive(receipt([["gloves", "box", "3"], ["gloves", "each", "20"], ["laser", "each", "2"]]))
  expect(lines).toContainEqual({ productId: world.productId.gloves, quantity: "320", onHandAfter: "5320" })
  expect(lines).toContainEqual({ productId: world.productId.laser, quantity: "2", onHandAfter: "2" })
})

test("the same delivery note again changes nothing, and says so", async () => {
  const note = receipt([["bur", "each", "10"]], "LS-4711")
  await receive(note)
  const before = await onHand("bur")
  expect(await receive(note)).toMatchObject({ replayed: true, lines: [{ quantity: "10" }] })
  expect(await onHand("bur")).toBe(before)
})

test("ten at once with one delivery note book it once", async () => {
  const note = receipt([["wrench", "each", "5"], ["lamp", "each", "1"]])
  const answers = await Promise.all(Array.from({ length: 10 }, () => receive(note)))
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
  expect(await onHand("wrench")).toBe("35")
})

test("the same delivery note with other lines is a conflict", async () => {
  await receive(receipt([["bur", "each", "10"]], "LS-1"))
  await expect(receive(receipt([["bur", "each", "11"]], "LS-1"))).rejects.toMatchObject({ code: "inventory.reference_is_booked", kind: "conflict", facts: { reference: "LS-1" } })
  await expect(receive({ ...receipt([["bur", "each", "10"]], "LS-1"), warehouseId: world.warehouseId.LYS })).rejects.toMatchObject({ code: "inventory.reference_is_booked" })
})

test.each([
  { what: "a unit that the product does not have", change: () => receipt([["bur", "each", "1"], ["bur", "pallet", "1"]]), refusal: { code: "inventory.unit_is_unknown", facts: { unit: "pallet", line: 2 } } },
  { what: "a product that there is not", change: () => ({ ...receipt([]), lines: [{ productId: newId(), unit: "each", quantity: "1" }] }), refusal: { code: "inventory.unit_is_unknown" } },
  { what: "a warehouse that there is not", change: () => ({ ...receipt([["bur", "each", "1"]]), warehouseId: newId() }), refusal: { code: "inventory.warehouse_not_found" } },
])("refuses $what, and books nothing", async ({ change, refusal }) => {
  const before = await onHand("bur")
  await expect(receive(change())).rejects.toMatchObject(refusal)
  expect(await onHand("bur")).toBe(before)
})

test("is announced once to the network, and takes as many statements for many lines as for one", async () => {
  const [{ lines }, statements] = await world.network("bert", async (work) => [await receiveStock(work, receipt([["gloves", "each", "1"], ["bur", "each", "1"], ["mirror", "each", "1"], ["handbook", "each", "1"]])), work.statements.count] as const)
  expect(lines).toHaveLength(4)
  expect(statements).toBe(4)
  const [event] = await onAdmin(world.database.adminUrl, "select tenant_id, payload from work.event where name = 'inventory.stock_received' order by event_id desc limit 1")
  expect(event).toMatchObject({ tenant_id: 0, payload: { warehouseId: world.warehouseId.HAM } })
  expect((event!.payload as { productIds: string[] }).productIds.toSorted()).toEqual(lines.map(({ productId }) => productId).toSorted())
})

test("what was announced counts down with what arrives, and is gone when all of it has", async () => {
  const announced = { warehouseId: world.warehouseId.HAM, productId: world.productId.laser, unit: "each", quantity: "10", expectedOn: "2026-12-01", reference: "PO-9" }
  const { expectedId } = await world.network("bert", (work) => expectReceipt(work, announced))
  const arrive = (quantity: string) => receive({ ...receipt([]), lines: [{ productId: announced.productId, unit: "each", quantity, expectedId }] })
  const list = () => world.network("sven", (work) => listExpectedReceipts(work, { limit: 10 }))
  await arrive("4")
  expect((await list()).receipts).toMatchObject([{ expectedId, quantity: "10", received: "4", open: "6", expectedOn: "2026-12-01", sku: "DN-7000" }])
  await arrive("7")
  expect((await list()).receipts).toEqual([])
})

test("only who may receive, receives", async () => {
  await expect(world.network("sven", (work) => receiveStock(work, receipt([["bur", "each", "1"]])))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})

test("and the books agree", async () => {
  expect(await world.network("bert", checkStock)).toEqual([])
})
