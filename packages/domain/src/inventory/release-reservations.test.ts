import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { newId, quantity } from "@entrepot/kernel"
import { createWorld, type ProductName, type World } from "../testing/index.ts"
import { reduceReservations, releaseReservations, reserve, withdrawReservations } from "./index.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

const lindner = () => ({ tenantId: 1, accountId: world.accountId.lindner })
const lineOf = (product: ProductName, baseQuantity: string) =>
  ({ orderLineId: newId(), productId: world.productId[product], baseQuantity: quantity(baseQuantity), destination: { country: "DE", latitude: 53.55, longitude: 10 } })
const order = (...lines: ReturnType<typeof lineOf>[]) => ({ ...lindner(), orderId: newId(), shipComplete: false, lines })
const reserved = (product: ProductName) =>
  onAdmin(world.database.adminUrl, `select w.code, trim_scale(b.reserved)::text as reserved, (select coalesce(trim_scale(sum(r.quantity)), 0)::text from inventory.reservation r where r.product_id = b.product_id and r.warehouse_id = b.warehouse_id and settled_at is null) as open
    from inventory.balance b join inventory.warehouse w using (network_id, warehouse_id) where product_id = '${world.productId[product]}' order by 1`)

test("a release gives back once, however often and from wherever it is asked for at once", async () => {
  const placed = order(lineOf("wrench", "40"))
  await world.portal("tim", (work) => reserve(work, placed))
  expect(await reserved("wrench")).toEqual([{ code: "HAM", reserved: "30", open: "30" }, { code: "LYS", reserved: "10", open: "10" }])
  const releases = await Promise.all([1, 2, 3].map(() => world.portal("tim", (work) => releaseReservations(work, { orderId: placed.orderId }))))
  expect(releases.flat().map(({ quantity: n }) => n).toSorted()).toEqual(["10", "30"])
  expect(await reserved("wrench")).toEqual([{ code: "HAM", reserved: "0", open: "0" }, { code: "LYS", reserved: "0", open: "0" }])
})

test("a release of some lines leaves the others promised, in one statement", async () => {
  const placed = order(lineOf("wrench", "2"), lineOf("bur", "3"))
  await world.portal("tim", (work) => reserve(work, placed))
  const [released, statements] = await world.portal("tim", async (work) => [await releaseReservations(work, { orderId: placed.orderId, lineIds: [placed.lines[0]!.orderLineId] }), work.statements.count] as const)
  expect(released).toMatchObject([{ productId: world.productId.wrench, quantity: "2" }])
  expect(statements).toBe(1)
  expect(await reserved("bur")).toMatchObject([{ reserved: "3" }, { reserved: "0" }])
  await world.portal("tim", (work) => releaseReservations(work, { orderId: placed.orderId }))
})

test("nobody can release a neighbour's promise", async () => {
  const placed = order(lineOf("bur", "1"))
  await world.portal("tim", (work) => reserve(work, placed))
  expect(await world.portal("karl", (work) => releaseReservations(work, { orderId: placed.orderId }))).toEqual([])
  expect(await world.portal("dan", (work) => releaseReservations(work, { orderId: placed.orderId }))).toEqual([])
  expect(await world.portal("tim", (work) => releaseReservations(work, { orderId: placed.orderId }))).toHaveLength(1)
})

test("reducing gives back the latest promise first, and no more than there is", async () => {
  const placed = order(lineOf("bur", "220"))
  await world.portal("tim", (work) => reserve(work, placed))
  const less = (baseQuantity: string) => world.portal("tim", (work) => reduceReservations(work, { orderId: placed.orderId, lines: [{ orderLineId: placed.lines[0]!.orderLineId, baseQuantity: quantity(baseQuantity) }] }))
  expect(await less("30")).toMatchObject([{ warehouseId: world.warehouseId.HAM, quantity: "10" }, { warehouseId: world.warehouseId.LYS, quantity: "20" }])
  expect(await reserved("bur")).toEqual([{ code: "HAM", reserved: "190", open: "190" }, { code: "LYS", reserved: "0", open: "0" }])
  expect(await less("999")).toMatchObject([{ quantity: "190" }])
  expect(await less("1")).toEqual([])
})

test("what is in a picker's hands stays promised, and so does the rest; only the warehouse may withdraw it", async () => {
  const placed = order(lineOf("gloves", "5"), lineOf("wrench", "1"))
  const [gloves] = await world.portal("tim", (work) => reserve(work, placed))
  const reservationId = gloves!.allocations[0]!.reservationId
  await onAdmin(world.database.adminUrl, `update inventory.reservation set picked_at = now() where reservation_id = '${reservationId}'`)
  await expect(world.portal("tim", (work) => releaseReservations(work, { orderId: placed.orderId }))).rejects.toMatchObject({ code: "inventory.stock_is_picked", kind: "conflict", facts: { orderLineIds: [placed.lines[0]!.orderLineId] } })
  expect(await reserved("wrench")).toMatchObject([{ reserved: "1", open: "1" }, {}])
  const withdrawn = await world.network("bert", (work) => withdrawReservations(work, { ...lindner(), parts: [{ reservationId, quantity: quantity("2") }] }))
  expect(withdrawn).toMatchObject([{ reservationId, quantity: "2" }])
  expect(await reserved("gloves")).toMatchObject([{ reserved: "3", open: "3" }, {}])
})

test("what is free again is announced", async () => {
  const placed = order(lineOf("handbook", "1"))
  await world.portal("tim", (work) => reserve(work, placed))
  await world.portal("tim", (work) => releaseReservations(work, { orderId: placed.orderId }))
  const events = await onAdmin(world.database.adminUrl, "select tenant_id, payload from work.event where name = 'inventory.stock_freed' order by event_id desc limit 1")
  expect(events).toEqual([{ tenant_id: 1, payload: { productIds: [world.productId.handbook] } }])
})

test("the distributor names the tenant whose promise it releases", async () => {
  await expect(world.network("sven", (work) => releaseReservations(work, { orderId: newId() }))).rejects.toThrow("name it")
})
