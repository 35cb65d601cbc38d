import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { newId } from "@entrepot/kernel"
import { checkStock, explainStock, releaseReservations, receiveStock } from "../inventory/index.ts"
import { fillBackorders } from "../ordering/index.ts"
import { createWorld, type World } from "../testing/index.ts"
import { deliverShipment, explainPromises, getShipment, handlers, listShipments, orderShipments, packShipment, pickingList, pickShipment, planShipments, putBack, shipShipment, trySourcing } from "./index.ts"
import { placeOrder, type PlacedOrder } from "./testing.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

const rows = (statement: string) => onAdmin(world.database.adminUrl, statement)
const bert = <T>(task: Parameters<typeof world.network<T>>[1]) => world.network("bert", task)
const shipmentsOf = async ({ orderId }: PlacedOrder) => (await bert((work) => listShipments(work, { status: [], orderId, search: "", limit: 20 }))).shipments.toReversed()
const plan = (order: PlacedOrder) => world.worker("zahnwerk", (work) => planShipments(work, order))
async function planned(order: PlacedOrder, index = 0) {
  await plan(order)
  const { shipmentId } = (await shipmentsOf(order)).filter(({ status }) => status === "planned")[index]!
  return bert((work) => getShipment(work, { shipmentId }))
}
const step = (shipmentId: string, version: number) => ({ shipmentId, version })
const pack = ({ shipmentId, version }: { shipmentId: string; version: number }) => bert((work) => packShipment(work, step(shipmentId, version + 1)))
const pick = ({ shipmentId, version }: { shipmentId: string; version: number }) => bert((work) => pickShipment(work, step(shipmentId, version)))
const ship = ({ shipmentId, version }: { shipmentId: string; version: number }, lines?: { shipmentLineId: string; quantity: string }[]) =>
  bert((work) => shipShipment(work, { ...step(shipmentId, version + 2), carrier: "DHL", trackingNumber: "00340434161094042557", ...(lines && { lines }) }))
const balance = async (product: "bur" | "lamp" | "wrench" | "handbook") => (await rows(`select trim_scale(on_hand)::text as "onHand", trim_scale(reserved)::text as reserved from inventory.balance where product_id = '${world.productId[product]}' and warehouse_id = '${world.warehouseId.HAM}'`))[0]
const orderOf = async ({ orderId }: PlacedOrder) => (await rows(`select status, backordered from ordering.order where order_id = '${orderId}'`))[0]

describe("a shipment", () => {
  test("is picked, packed, shipped and delivered; stock moves and the order knows, in one transaction", async () => {
    const order = await placeOrder(world, [["bur", "20"], ["handbook", "2"]])
    const shipment = await planned(order)
    expect(shipment).toMatchObject({ number: "ZW-S1", orderNumber: order.number, tenantName: "Zahnwerk", warehouseCode: "HAM", shipTo: { recipient: "Praxis Dr. Lindner" }, actions: { pick: true, ship: false }, lines: [{ sku: "DN-2040", baseQuantity: "20", unit: "each", quantity: "20" }, { sku: "DN-9000" }] })
    await pick(shipment)
    await pack(shipment)
    expect(await ship(shipment)).toEqual({ status: "shipped", partial: false })
    expect(await balance("bur")).toEqual({ onHand: "180", reserved: "0" })
    expect(await orderOf(order)).toMatchObject({ status: "shipped" })
    const explained = await bert((work) => explainStock(work, { productId: world.productId.bur, warehouseId: world.warehouseId.HAM, limit: 5 }))
    expect(explained.movements[0]).toMatchObject({ cause: "shipment", quantity: "-20", onHandAfter: "180", reference: { kind: "shipment", id: shipment.shipmentId } })
    const [event] = await rows("select tenant_id, payload from work.event where name = 'fulfilment.shipment_shipped'")
    expect(event).toMatchObject({ tenant_id: 1, payload: { orderId: order.orderId, orderNumber: order.number, number: "ZW-S1", tenantId: 1, accountId: order.accountId, carrier: "DHL", trackingNumber: "00340434161094042557", lines: [{ baseQuantity: "20" }, { baseQuantity: "2" }] } })
    await bert((work) => deliverShipment(work, step(shipment.shipmentId, shipment.version + 3)))
    expect(await world.portal("tim", (work) => orderShipments(work, order))).toMatchObject([{ status: "delivered", carrier: "DHL", lines: [{ sku: "DN-2040", quantity: "20" }, { sku: "DN-9000", quantity: "2" }] }])
    expect(await world.portal("karl", (work) => orderShipments(work, order))).toEqual([])
  })

  test("cannot leave twice: of two at once one wins, and the other is told", async () => {
    const order = await placeOrder(world, [["bur", "5"]])
    const shipment = await planned(order)
    await pick(shipment)
    await pack(shipment)
    const both = await Promise.allSettled([ship(shipment), ship(shipment)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
    expect((both.find(({ status }) => status === "rejected") as PromiseRejectedResult).reason).toMatchObject({ code: "fulfilment.shipment_changed", kind: "conflict", facts: { status: "shipped" } })
    const again = bert((work) => shipShipment(work, { ...step(shipment.shipmentId, shipment.version + 3), carrier: "DHL" }))
    await expect(again).rejects.toMatchObject({ code: "fulfilment.shipment_is_past" })
    expect(await balance("bur")).toEqual({ onHand: "175", reserved: "0" })
  })

  test("leaves in part; the rest stays promised and is planned under the next number", async () => {
    const order = await placeOrder(world, [["wrench", "10"]])
    const shipment = await planned(order)
    await pick(shipment)
    await pack(shipment)
    expect(await ship(shipment, [{ shipmentLineId: shipment.lines[0]!.shipmentLineId, quantity: "6" }])).toEqual({ status: "shipped", partial: true })
    expect(await orderOf(order)).toMatchObject({ status: "partly_shipped" })
    expect(await balance("wrench")).toEqual({ onHand: "24", reserved: "4" })
    const rest = (await shipmentsOf(order))[1]!
    expect(rest).toMatchObject({ orderNumber: order.number, status: "planned" })
    await pick(rest)
    await pack(rest)
    await ship(rest)
    expect(await orderOf(order)).toMatchObject({ status: "shipped" })
  })

  test("in a picker's hands keeps the order from being cancelled, until it is put back", async () => {
    const order = await placeOrder(world, [["wrench", "2"]])
    const shipment = await planned(order)
    await pick(shipment)
    const release = () => world.portal("tim", (work) => releaseReservations(work, { orderId: order.orderId }))
    await expect(release()).rejects.toMatchObject({ code: "inventory.stock_is_picked" })
    await bert((work) => putBack(work, { ...step(shipment.shipmentId, shipment.version + 1), reason: "The customer called" }))
    expect(await shipmentsOf(order)).toMatchObject([{ status: "cancelled" }, { status: "planned" }])
    expect(await release()).toHaveLength(1)
  })

  test("of an order that was cancelled meanwhile cannot be picked", async () => {
    const order = await placeOrder(world, [["wrench", "1"]])
    const shipment = await planned(order)
    await world.portal("tim", (work) => releaseReservations(work, { orderId: order.orderId }))
    await expect(pick(shipment)).rejects.toMatchObject({ code: "inventory.reservation_changed", kind: "conflict" })
    await rows(`update ordering.order set status = 'cancelled' where order_id = '${order.orderId}'`)
    await expect(pick(shipment)).rejects.toMatchObject({ code: "fulfilment.order_is_not_open", facts: { status: "cancelled" } })
  })

  test("is not found under an id that there is not, nor by who may not touch it", async () => {
    await expect(bert((work) => getShipment(work, { shipmentId: newId() }))).rejects.toMatchObject({ code: "fulfilment.shipment_not_found", kind: "not_found" })
    await expect(bert((work) => pickShipment(work, step(newId(), 1)))).rejects.toMatchObject({ code: "fulfilment.shipment_not_found" })
    await expect(world.network("sven", (work) => pickShipment(work, step(newId(), 1)))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  })
})

describe("a short pick", () => {
  test("of what is not there takes it off the books and queues the line again", async () => {
    const order = await placeOrder(world, [["lamp", "5"]])
    const shipment = await planned(order)
    await bert((work) => pickShipment(work, { ...step(shipment.shipmentId, shipment.version), short: [{ shipmentLineId: shipment.lines[0]!.shipmentLineId, picked: "3", reason: "damaged" }] }))
    expect(await balance("lamp")).toEqual({ onHand: "4", reserved: "3" })
    expect(await orderOf(order)).toMatchObject({ backordered: true })
    expect(await rows(`select trim_scale(base_quantity)::text as waits from ordering.backorder where order_id = '${order.orderId}'`)).toEqual([{ waits: "2" }])
    expect((await rows("select note, trim_scale(quantity)::text as n from inventory.movement where reference_kind = 'short_pick'"))[0]).toEqual({ note: `${shipment.number}: damaged`, n: "-2" })
    await pack(shipment)
    await ship(shipment)
    expect(await orderOf(order)).toMatchObject({ status: "partly_shipped" })
    expect(await balance("lamp")).toEqual({ onHand: "1", reserved: "0" })
  })

  test("of nothing at all cancels the shipment", async () => {
    const order = await placeOrder(world, [["handbook", "2"]])
    const shipment = await planned(order)
    const picked = await bert((work) => pickShipment(work, { ...step(shipment.shipmentId, shipment.version), short: [{ shipmentLineId: shipment.lines[0]!.shipmentLineId, picked: "0", reason: "not_found" }] }))
    expect(picked).toEqual({ status: "cancelled" })
    expect(await orderOf(order)).toMatchObject({ status: "confirmed", backordered: true })
  })

  test("is made up for by another warehouse that has it, once the network looks who waits", async () => {
    const order = await placeOrder(world, [["gloves", "100"]])
    const shipment = await planned(order)
    await bert((work) => pickShipment(work, { ...step(shipment.shipmentId, shipment.version), short: [{ shipmentLineId: shipment.lines[0]!.shipmentLineId, picked: "60", reason: "not_found" }] }))
    const [freed] = await rows("select tenant_id, payload from work.event where name = 'inventory.stock_freed' order by event_id desc limit 1")
    expect(freed).toEqual({ tenant_id: 0, payload: { productIds: [world.productId.gloves] } })
    await world.worker(undefined, (work) => fillBackorders(work, [world.productId.gloves]))
    const filled = handlers.find(({ on }) => on === "ordering.backorder_filled")!
    const [event] = await rows("select event_id, name, payload, actor, trace_id, occurred_at from work.event where name = 'ordering.backorder_filled' order by event_id desc limit 1")
    await world.worker("zahnwerk", (work) => filled.handle(work, { eventId: "", name: "", actor: { kind: "automation", id: "", name: "" }, traceId: "", occurredAt: "", payload: event!.payload as { orderId: string } }))
    expect(await shipmentsOf(order)).toMatchObject([{ status: "picked" }, { status: "planned", lines: 1 }])
  })

  test("for later keeps the promise, on a shipment of its own; the two do not touch each other", async () => {
    const order = await placeOrder(world, [["wrench", "6"]])
    const shipment = await planned(order)
    await bert((work) => pickShipment(work, { ...step(shipment.shipmentId, shipment.version), short: [{ shipmentLineId: shipment.lines[0]!.shipmentLineId, picked: "4", reason: "later" }] }))
    const later = (await shipmentsOf(order))[1]!
    expect(await bert((work) => getShipment(work, later))).toMatchObject({ status: "planned", lines: [{ baseQuantity: "2" }] })
    await pick(later)
    await pack(shipment)
    await ship(shipment)
    await expect(world.portal("tim", (work) => releaseReservations(work, { orderId: order.orderId }))).rejects.toMatchObject({ code: "inventory.stock_is_picked" })
    await pack(later)
    await ship(later)
    expect(await orderOf(order)).toMatchObject({ status: "shipped" })
  })
})

test("an order that ships complete leaves only when nothing of it waits", async () => {
  const order = await placeOrder(world, [["bur", "4"]], { shipComplete: true })
  const shipment = await planned(order)
  await bert((work) => pickShipment(work, { ...step(shipment.shipmentId, shipment.version), short: [{ shipmentLineId: shipment.lines[0]!.shipmentLineId, picked: "3", reason: "not_found" }] }))
  await pack(shipment)
  await expect(ship(shipment)).rejects.toMatchObject({ code: "fulfilment.order_ships_complete", facts: { order: order.number } })
})

test("the picking list of a warehouse is in the order of what is due, page by page", async () => {
  const late = await placeOrder(world, [["gloves", "1"]], { promiseOn: "2026-12-24" })
  const soon = await placeOrder(world, [["gloves", "2"]], { promiseOn: "2026-01-02" })
  await plan(late)
  await plan(soon)
  const first = await bert((work) => pickingList(work, { warehouseId: world.warehouseId.HAM, limit: 1 }))
  expect(first.shipments).toMatchObject([{ orderNumber: soon.number, dueOn: "2026-01-02", lines: 1 }])
  const rest = await bert((work) => pickingList(work, { warehouseId: world.warehouseId.HAM, limit: 50, after: first.next! }))
  expect(rest.shipments.at(-1)).toMatchObject({ orderNumber: late.number, dueOn: "2026-12-24" })
  expect(rest.shipments.every(({ status }) => status === "planned")).toBe(true)
})

test("shipments are found by the beginning of their number and by state, page by page", async () => {
  const [newest] = (await bert((work) => listShipments(work, { status: [], search: "", limit: 1 }))).shipments
  expect((await bert((work) => listShipments(work, { status: [], search: newest!.orderNumber.toLowerCase(), limit: 5 }))).shipments).toMatchObject([{ number: newest!.number }])
  expect((await bert((work) => listShipments(work, { status: [], search: "zw-s1", limit: 100 }))).shipments.map(({ number }) => number)).toContain("ZW-S1")
  const shipped = await bert((work) => listShipments(work, { status: ["shipped", "delivered"], search: "", limit: 2 }))
  const more = await bert((work) => listShipments(work, { status: ["shipped", "delivered"], search: "", limit: 50, after: shipped.next! }))
  expect([...shipped.shipments, ...more.shipments].every(({ trackingNumber }) => trackingNumber !== "")).toBe(true)
  expect(new Set([...shipped.shipments, ...more.shipments].map(({ shipmentId }) => shipmentId)).size).toBe(shipped.shipments.length + more.shipments.length)
})

test("a reservation is explained by its order and its shipment", async () => {
  const order = await placeOrder(world, [["handbook", "1"]], { promiseOn: "2026-11-30" })
  await plan(order)
  const { reservations } = await bert((work) => explainStock(work, { productId: world.productId.handbook, warehouseId: world.warehouseId.HAM, limit: 50 }))
  const explained = await bert((work) => explainPromises(work, reservations))
  expect(explained.at(-1)).toMatchObject({ orderNumber: order.number, tenantName: "Zahnwerk", accountName: "Praxis Dr. Lindner", promiseOn: "2026-11-30", shipment: { status: "planned" } })
})

test("rules are tried on the latest orders before they are switched on", async () => {
  const lyonOnly = { name: "Lyon only", shipToCountry: "", strategy: "listed" as const, warehouseIds: [world.warehouseId.LYS] }
  const tried = await world.network("sven", (work) => trySourcing(work, { rules: [lyonOnly], orders: 3 }))
  expect(tried.orders).toHaveLength(3)
  expect(tried.orders[0]).toMatchObject({ tenantName: "Zahnwerk", differs: true, proposed: { lines: [{ rule: { name: "Lyon only" } }] } })
})

test("and after all that the books agree", async () => {
  await bert((work) => receiveStock(work, { warehouseId: world.warehouseId.HAM, lines: [{ productId: world.productId.lamp, unit: "each", quantity: "1" }], reference: "last" }))
  expect(await bert(checkStock)).toEqual([])
})
