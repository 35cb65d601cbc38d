import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { World } from "../testing/index.ts"
import { changeOrder, creditStanding, releaseHold } from "./index.ts"
import { openDesk, type Desk } from "./testing.ts"

let world: World
let desk: Desk
beforeAll(async () => {
  ({ world, desk } = await openDesk())
})
afterAll(() => world.drop())

describe("a hold", () => {
  const limit = (amount: bigint | null) => desk.limit("zahnwerk", amount)

  test("is released by the credit desk, with a reason, and never by who submitted it", async () => {
    await limit(0n)
    const { orderId, status } = await desk.place("petra", { handbook: "1" })
    expect(status).toBe("on_hold")
    expect((await desk.view("petra", orderId)).actions.releaseHold).toEqual({ possible: false, disabledReason: "ordering.own_order_is_held" })
    await expect(world.portal("petra", (work) => releaseHold(work, { orderId, reason: "me" }))).rejects.toMatchObject({ code: "ordering.own_order_is_held" })
    await expect(world.portal("jonas", (work) => releaseHold(work, { orderId, reason: "me" }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    expect(await world.portal("felix", (work) => releaseHold(work, { orderId, reason: "paid by phone" }))).toMatchObject({ status: "confirmed" })
    await expect(world.portal("felix", (work) => releaseHold(work, { orderId, reason: "again" }))).rejects.toMatchObject({ code: "ordering.order_is_not_held" })
    expect(await desk.reservedOf(orderId)).toBe(1)
    await limit(null)
  })

  test("is judged again when the order grows, and lifts when it shrinks", async () => {
    await limit(6_000n + BigInt((await world.portal("felix", (work) => creditStanding(work, world.accountId.zahnwerk))).exposure.amount))
    const placed = await desk.place("petra", { wrench: "1" })
    expect(placed.status).toBe("on_hold")
    const [line] = (await desk.view("petra", placed.orderId)).lines
    await expect(world.portal("petra", (work) => changeOrder(work, { orderId: placed.orderId, expectedVersion: placed.version, lines: [], remove: [line!.lineId] }))).rejects.toMatchObject({ code: "ordering.nothing_is_left" })
    const smaller = await world.portal("petra", (work) => changeOrder(work, { orderId: placed.orderId, expectedVersion: placed.version, remove: [line!.lineId], add: desk.lines({ handbook: "1" }) }))
    expect(smaller).toMatchObject({ status: "confirmed" })
    const grown = await world.portal("petra", (work) => changeOrder(work, { orderId: placed.orderId, expectedVersion: smaller.version, add: desk.lines({ wrench: "1" }) }))
    expect(grown).toMatchObject({ status: "on_hold" })
    expect(await desk.reservedOf(placed.orderId)).toBe(0)
    await desk.cancel("petra", placed.orderId)
    await limit(null)
  })
})
