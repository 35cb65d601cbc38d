import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { quantity } from "@entrepot/kernel"
import { moveReservations, reduceReservations, releaseReservations, reserve } from "../inventory/index.ts"
import { createWorld, type World } from "../testing/index.ts"
import { planShipments } from "./plan-shipments.ts"
import { placeOrder, type PlacedOrder } from "./testing.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

const plan = (order: PlacedOrder) => world.worker("zahnwerk", (work) => planShipments(work, order))
const shipments = (order: PlacedOrder) => onAdmin(world.database.adminUrl, `
  select s.number, w.code as warehouse, s.status, s.version, s.due_on, (select string_agg(trim_scale(base_quantity)::text || ' ' || ol.sku, ', ' order by ol.position, l.shipment_line_id) from fulfilment.shipment_line l join ordering.order_line ol on ol.line_id = l.order_line_id where l.shipment_id = s.shipment_id) as lines
    from fulfilment.shipment s join inventory.warehouse w using (network_id, warehouse_id) where order_id = '${order.orderId}' order by s.shipment_id`)
const change = (task: Parameters<World["portal"]>[1]) => world.portal("tim", task)

test("there is one shipment per warehouse, due when the first of its lines was promised, however often it is planned", async () => {
  const order = await placeOrder(world, [["wrench", "32"], ["bur", "3"]], { promiseOn: "2026-11-25" })
  await Promise.all([plan(order), plan(order), plan(order)])
  await plan(order)
  expect(await shipments(order)).toMatchObject([
    { number: "ZW-S1", warehouse: "HAM", status: "planned", version: 1, lines: "30 WS-1200, 3 DN-2040" },
    { number: "ZW-S2", warehouse: "LYS", lines: "2 WS-1200" },
  ])
  const [address] = await onAdmin(world.database.adminUrl, `select ship_to ->> 'recipient' as recipient, ship_to ->> 'country' as country, due_on::text from fulfilment.shipment where order_id = '${order.orderId}'`)
  expect(address).toEqual({ recipient: "Praxis Dr. Lindner", country: "DE", due_on: "2026-11-25" })
})

test("what a receipt fills joins the shipment that is still to pick", async () => {
  const order = await placeOrder(world, [["lamp", "1"], ["handbook", "2"]])
  await plan(order)
  const [lamp] = order.lines
  await world.worker("zahnwerk", (work) => reserve(work, { ...order, shipComplete: false, lines: [{ orderLineId: lamp!.lineId, productId: world.productId.lamp, baseQuantity: quantity("2"), destination: { country: "DE" } }] }))
  await plan(order)
  expect(await shipments(order)).toMatchObject([{ version: 2, lines: "1 DN-5000, 2 DN-5000, 2 DN-9000" }])
})

test("a promise that was reduced or moved cancels the printed list and plans anew; a cancelled order leaves nothing to pick", async () => {
  const order = await placeOrder(world, [["gloves", "30"], ["bur", "6"]])
  const [gloves, bur] = order.lines
  await plan(order)
  await change((work) => reduceReservations(work, { orderId: order.orderId, lines: [{ orderLineId: gloves!.lineId, baseQuantity: quantity("10") }] }))
  await plan(order)
  await world.network("sven", (work) => moveReservations(work, { ...order, orderLineId: bur!.lineId, warehouseId: world.warehouseId.LYS, reason: "Asked for by phone" }))
  await plan(order)
  await change((work) => releaseReservations(work, { orderId: order.orderId }))
  expect((await shipments(order)).map(({ warehouse, status, lines }) => `${status} ${warehouse}: ${lines}`)).toEqual(["cancelled HAM: 30 DN-1001, 6 DN-2040", "cancelled HAM: 20 DN-1001, 6 DN-2040", "planned HAM: 20 DN-1001", "planned LYS: 6 DN-2040"])
  await plan(order)
  expect((await shipments(order)).map(({ status }) => status)).toEqual(["cancelled", "cancelled", "cancelled", "cancelled"])
})

test("an order on hold has nothing planned", async () => {
  const order = await placeOrder(world, [["gloves", "3"]])
  await plan(order)
  await onAdmin(world.database.adminUrl, `update ordering.order set status = 'on_hold', hold_code = 'credit_limit_exceeded' where order_id = '${order.orderId}'`)
  await plan(order)
  expect(await shipments(order)).toMatchObject([{ status: "cancelled" }])
})

test("an order of another tenant is not there to plan", async () => {
  const order = await placeOrder(world, [["gloves", "3"]])
  expect(await world.worker("bluepeak", (work) => planShipments(work, order))).toEqual({ cancel: [], join: [], create: [] })
  expect(await shipments(order)).toEqual([])
})
