import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { World } from "../testing/index.ts"
import { applyShipment, markPicked, shortPick, unmarkPicked } from "./index.ts"
import { openDesk, type Desk } from "./testing.ts"

let world: World
let desk: Desk
beforeAll(async () => {
  ({ world, desk } = await openDesk())
})
afterAll(() => world.drop())

describe("shipping", () => {
  const ship = (orderId: string, parts: Record<string, string>) => world.network("bert", (work) => applyShipment(work, { orderId, lines: Object.entries(parts).map(([orderLineId, baseQuantity]) => ({ orderLineId, baseQuantity })) }))

  test("what is picked can no longer be changed, what was put back can", async () => {
    const placed = await desk.place("tim", { gloves: "10" })
    const [line] = (await desk.view("tim", placed.orderId)).lines
    await world.network("bert", (work) => markPicked(work, { orderId: placed.orderId, lineIds: [line!.lineId] }))
    expect((await desk.view("tim", placed.orderId)).actions).toMatchObject({ change: { disabledReason: "ordering.order_is_picked" }, cancel: { possible: false } })
    await expect(desk.cancel("tim", placed.orderId)).rejects.toMatchObject({ code: "ordering.line_is_picked" })
    await world.network("bert", (work) => unmarkPicked(work, { orderId: placed.orderId, lineIds: [line!.lineId] }))
    expect(await desk.cancel("tim", placed.orderId)).toMatchObject({ status: "cancelled" })
  })

  test("moves the order on, part by part, and its value stays owed until it is invoiced", async () => {
    const { orderId } = await desk.place("tim", { gloves: "10", wrench: "1" })
    const [gloves, wrench] = (await desk.view("tim", orderId)).lines
    const owed = () => desk.exposureOf(orderId)
    const before = await owed()
    await ship(orderId, { [gloves!.lineId]: "4" })
    expect(await desk.view("tim", orderId)).toMatchObject({ status: "partly_shipped", lines: [{ shipped: "4", open: "6" }, { shipped: "0" }] })
    await expect(ship(orderId, { [gloves!.lineId]: "7" })).rejects.toMatchObject({ code: "ordering.more_than_open" })
    await ship(orderId, { [gloves!.lineId]: "6", [wrench!.lineId]: "1" })
    expect(await desk.view("tim", orderId)).toMatchObject({ status: "shipped", next: { code: "nothing" } })
    expect(await owed()).toBe(before)
    expect(await desk.eventsOf(orderId)).toEqual(["order_submitted", "order_confirmed", "order_shipped", "order_shipped"])
    await expect(desk.cancel("tim", orderId)).rejects.toMatchObject({ code: "ordering.order_is_over" })
  })

  test("the rest of a part shipment can be given up, and only what shipped is owed", async () => {
    const { orderId } = await desk.place("tim", { gloves: "10" })
    const [line] = (await desk.view("tim", orderId)).lines
    await ship(orderId, { [line!.lineId]: "4" })
    expect(await desk.cancel("tim", orderId)).toMatchObject({ status: "shipped", total: { amount: "57" } })
  })

  test("a short pick waits again, at the head of the queue", async () => {
    const { orderId } = await desk.place("tim", { gloves: "10" })
    const [line] = (await desk.view("tim", orderId)).lines
    await world.network("bert", (work) => shortPick(work, { orderId, lines: [{ orderLineId: line!.lineId, baseQuantity: "3" }] }))
    expect(await desk.waitingOf(orderId)).toBe(3)
    expect(await desk.eventsOf(orderId)).toContain("order_changed")
  })
})
