import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { receiveStock } from "../inventory/index.ts"
import type { World } from "../testing/index.ts"
import { fillBackorders, sweepBackorders } from "./index.ts"
import { openDesk, type Desk } from "./testing.ts"

let world: World
let desk: Desk
beforeAll(async () => {
  ({ world, desk } = await openDesk())
})
afterAll(() => world.drop())

describe("backorders", () => {
  const receive = (quantity: string) => world.network("bert", (work) => receiveStock(work, { warehouseId: world.warehouseId.HAM, reference: `R-${Math.random()}`, lines: [{ productId: world.productId.lamp, unit: "each", quantity }] }))
  beforeAll(async () => {
    await onAdmin(world.database.adminUrl, "delete from ordering.backorder", `update inventory.balance set on_hand = reserved where product_id = '${world.productId.lamp}'`)
  })

  test("are filled in promise order over all tenants, stealing from nobody", async () => {
    const first = await desk.place("tim", { lamp: "2" })
    const second = await desk.place("grace", { lamp: "3" })
    const whole = await desk.place("claire", { lamp: "4" }, { shipComplete: true })
    const last = await desk.place("karl", { lamp: "1" })
    expect(await Promise.all([first, second, whole, last].map(({ orderId }) => desk.waitingOf(orderId)))).toEqual([2, 3, 4, 1])
    await receive("4")
    await world.worker("zahnwerk", (work) => fillBackorders(work, [world.productId.lamp]))
    expect(await desk.reservedOf(first.orderId)).toBe(0) // others wait too: one tenant's view is not enough
    await world.worker(undefined, (work) => fillBackorders(work, [world.productId.lamp]))
    expect(await Promise.all([first, second, whole, last].map(({ orderId }) => desk.reservedOf(orderId)))).toEqual([2, 2, 0, 0])
    await receive("2")
    expect(await world.worker(undefined, sweepBackorders)).toBe(2)
    expect(await Promise.all([first, second, whole, last].map(({ orderId }) => desk.reservedOf(orderId)))).toEqual([2, 3, 0, 1])
    expect(await desk.eventsOf(second.orderId)).toEqual(["order_submitted", "order_confirmed", "backorder_filled", "backorder_filled"])
    await receive("4")
    await world.worker(undefined, sweepBackorders)
    expect([await desk.reservedOf(whole.orderId), await desk.waitingOf(whole.orderId)]).toEqual([4, 0])
    expect(await desk.view("claire", whole.orderId)).toMatchObject({ backordered: false, lines: [{ promiseReason: "in_stock", promiseOn: expect.any(String) }] })
    expect(await world.worker(undefined, sweepBackorders)).toBe(0)
  })

  test("an order that is cancelled or changed while its stock arrives gets its own share or none, never both, and nothing is lost", async () => {
    const orders = await Promise.all((["tim", "nora", "karl"] as const).map((who) => desk.place(who, { lamp: "2" })))
    await receive("6")
    await Promise.all([
      world.worker(undefined, (work) => fillBackorders(work, [world.productId.lamp])),
      desk.cancel("tim", orders[0]!.orderId),
      world.worker(undefined, sweepBackorders),
    ])
    await world.worker(undefined, sweepBackorders)
    expect(await Promise.all(orders.map(({ orderId }) => desk.reservedOf(orderId)))).toEqual([0, 2, 2])
    expect(await Promise.all(orders.map(({ orderId }) => desk.waitingOf(orderId)))).toEqual([0, 0, 0])
    const [balance] = await onAdmin(world.database.adminUrl, `select sum(reserved)::float as reserved, (select sum(quantity)::float from inventory.reservation r where r.product_id = b.product_id) as promised from inventory.balance b where product_id = '${world.productId.lamp}' group by product_id`)
    expect(balance?.reserved).toBe(balance?.promised)
  })
})
