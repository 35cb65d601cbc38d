import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import type { World } from "../testing/index.ts"
import { approveOrder, cancelOrder, changeOrder, reorder } from "./index.ts"
import { above, openDesk, type Desk } from "./testing.ts"

let world: World
let desk: Desk
beforeAll(async () => {
  ({ world, desk } = await openDesk())
})
afterAll(() => world.drop())

describe("changing an order", () => {
  test("reserves what is new, gives back what is not, and keeps the price that was agreed", async () => {
    const placed = await desk.place("tim", { gloves: "100", wrench: "1" })
    const page = await desk.view("tim", placed.orderId)
    await desk.price("gloves", "0.20")
    const kept = await world.portal("tim", (work) => changeOrder(work, { orderId: placed.orderId, expectedVersion: placed.version, lines: [{ lineId: page.lines[0]!.lineId, quantity: "40" }], remove: [page.lines[1]!.lineId], add: desk.lines({ handbook: "2" }), poNumber: "po-9" }))
    expect(kept).toMatchObject({ status: "confirmed" })
    expect(await desk.reservedOf(placed.orderId)).toBe(42)
    expect((await desk.view("tim", placed.orderId)).lines.map(({ sku, unitPrice, reserved, cancelledAt }) => [sku, unitPrice, reserved, cancelledAt !== null])).toEqual([["DN-1001", "0.12", "40", false], ["WS-1200", "89", "0", true], ["DN-9000", "24.9", "2", false]])
    await world.portal("tim", (work) => changeOrder(work, { orderId: placed.orderId, expectedVersion: kept.version, priceMode: "reprice", note: "now" }))
    expect((await desk.view("tim", placed.orderId)).lines[0]).toMatchObject({ unitPrice: "0.2" })
    await desk.price("gloves", "0.12")
    await expect(world.portal("tim", (work) => changeOrder(work, { orderId: placed.orderId, expectedVersion: placed.version, note: "late" }))).rejects.toMatchObject({ code: "ordering.order_changed_meanwhile" })
  })

  test("asks again only whom it concerns", async () => {
    await desk.policies(
      { name: "Large", condition: above("100"), levels: [{ name: "Account", mode: "any", roles: ["account_approver"] }] },
      { name: "Lamps", condition: { match: "all", tests: [{ fact: "sku", is: "one_of", skus: ["DN-5000"] }] }, levels: [{ name: "Dealer", mode: "any", roles: ["dealer_approver"] }] })
    const placed = await desk.place("tim", { wrench: "2" })
    const approved = await world.portal("eva", (work) => approveOrder(work, { orderId: placed.orderId }))
    const noted = await world.portal("tim", (work) => changeOrder(work, { orderId: placed.orderId, expectedVersion: approved.version, note: "hello" }))
    expect(noted.status).toBe("confirmed")
    const [line] = (await desk.view("tim", placed.orderId)).lines
    const smaller = await world.portal("tim", (work) => changeOrder(work, { orderId: placed.orderId, expectedVersion: noted.version, lines: [{ lineId: line!.lineId, quantity: "1" }], add: desk.lines({ handbook: "1" }) }))
    expect(smaller.status).toBe("confirmed")
    await onAdmin(world.database.adminUrl, `update inventory.balance set on_hand = reserved + 5 where product_id = '${world.productId.lamp}'`)
    const lamp = await world.portal("tim", (work) => changeOrder(work, { orderId: placed.orderId, expectedVersion: smaller.version, add: desk.lines({ lamp: "1" }) }))
    expect(lamp.status).toBe("awaiting_approval")
    expect(await desk.reservedOf(placed.orderId)).toBe(0)
    expect((await desk.view("tim", placed.orderId)).next).toMatchObject({ people: ["Eva Roth"] })
    await desk.cancel("tim", placed.orderId)
  })
})

describe("cancelling", () => {
  test("gives stock and credit back exactly once, takes waiting lines from the queue, and leaves a trail", async () => {
    await desk.leave("mirror", 3)
    const { orderId } = await desk.place("tim", { mirror: "5", gloves: "10" })
    expect([await desk.reservedOf(orderId), await desk.waitingOf(orderId)]).toEqual([13, 2])
    const [mirror] = (await desk.view("tim", orderId)).lines
    expect(await world.portal("tim", (work) => cancelOrder(work, { orderId, lineIds: [mirror!.lineId] }))).toMatchObject({ status: "confirmed", backordered: false })
    expect([await desk.reservedOf(orderId), await desk.waitingOf(orderId)]).toEqual([10, 0])
    const once = await desk.cancel("tim", orderId)
    expect(once).toMatchObject({ status: "cancelled", total: { amount: "0" } })
    expect(await desk.cancel("tim", orderId)).toEqual(once)
    expect(await desk.reservedOf(orderId)).toBe(0)
    expect((await desk.eventsOf(orderId)).filter((name) => name === "order_cancelled")).toHaveLength(2)
  })

  test("of another account's order is not found, by any door", async () => {
    const { orderId } = await desk.place("tim", { gloves: "1" })
    for (const stranger of ["karl", "lily"] as const) {
      await expect(desk.cancel(stranger, orderId)).rejects.toMatchObject({ code: "ordering.order_not_found" })
      await expect(desk.view(stranger, orderId)).rejects.toMatchObject({ code: "ordering.order_not_found" })
      await expect(world.portal(stranger, (work) => reorder(work, { orderId }))).rejects.toMatchObject({ code: "ordering.order_not_found" })
      await expect(world.portal(stranger, (work) => changeOrder(work, { orderId, expectedVersion: 1 }))).rejects.toMatchObject({ code: "ordering.order_not_found" })
    }
  })
})
