import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { Temporal } from "@entrepot/kernel"
import { retirePolicy, savePolicy } from "../approvals/index.ts"
import type { World } from "../testing/index.ts"
import { approveOrder, creditStanding, dryRunPolicy, expireApprovals, rejectOrder, reviewOrder } from "./index.ts"
import { above, openDesk, type Desk } from "./testing.ts"

let world: World
let desk: Desk
beforeAll(async () => {
  ({ world, desk } = await openDesk())
})
afterAll(() => world.drop())

describe("approving", () => {
  const two = { name: "Large", condition: above("100"), levels: [{ name: "Account", mode: "any" as const, roles: ["account_approver"] }, { name: "Dealer", mode: "any" as const, roles: ["dealer_approver"] }] }

  test("goes level by level, then confirms and reserves in the same breath", async () => {
    await desk.policies(two)
    const { orderId } = await desk.place("tim", { wrench: "2" })
    expect((await desk.view("eva", orderId)).actions.approve).toEqual({ possible: true, disabledReason: null })
    expect((await desk.view("tim", orderId)).next).toEqual({ code: "asks_approver", level: "Account", people: ["Eva Roth"] })
    expect(await world.portal("eva", (work) => approveOrder(work, { orderId, reason: "needed" }))).toMatchObject({ status: "awaiting_approval" })
    expect((await desk.view("eva", orderId)).actions.approve).toEqual({ possible: false, disabledReason: "approvals.not_your_turn" })
    expect(await desk.reservedOf(orderId)).toBe(0)
    expect(await world.portal("miriam", (work) => approveOrder(work, { orderId }))).toMatchObject({ status: "confirmed" })
    expect(await desk.reservedOf(orderId)).toBe(2)
    expect(await desk.eventsOf(orderId)).toEqual(["order_submitted", "approval_requested", "approval_requested", "order_confirmed"])
    const { timeline, next } = await desk.view("tim", orderId)
    expect(timeline.map(({ kind, actor }) => `${kind} ${actor.name}`)).toEqual(["submitted Tim Lorenz", "approval_requested Tim Lorenz", "approved Eva Roth", "approved Miriam Kessler", "confirmed Miriam Kessler"])
    expect(next.code).toBe("will_ship")
  })

  test("is never one's own, and never a stranger's", async () => {
    await desk.policies({ ...two, levels: [{ name: "Admin", mode: "any", roles: ["dealer_admin", "dealer_approver"] }] })
    const { orderId } = await desk.place("petra", { lamp: "1" })
    await expect(world.portal("petra", (work) => approveOrder(work, { orderId }))).rejects.toMatchObject({ code: "approvals.own_request" })
    await expect(world.portal("grace", (work) => approveOrder(work, { orderId }))).rejects.toMatchObject({ code: "ordering.order_not_found" })
    await expect(world.portal("eva", (work) => approveOrder(work, { orderId }))).rejects.toMatchObject({ code: "ordering.order_not_found" })
    await expect(world.portal("jonas", (work) => approveOrder(work, { orderId }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    await desk.cancel("petra", orderId)
  })

  test("rejects with a reason, frees the credit, and the order is over", async () => {
    await desk.policies(two)
    const { orderId } = await desk.place("tim", { wrench: "2" })
    const owed = async () => BigInt((await world.portal("felix", (work) => creditStanding(work, world.accountId.lindner))).exposure.amount)
    const before = await owed()
    expect(await world.portal("eva", (work) => rejectOrder(work, { orderId, reason: "over budget" }))).toMatchObject({ status: "rejected" })
    expect(before - (await owed())).toBe(21_182n)
    const page = await desk.view("tim", orderId)
    expect(page.approval?.decisions).toMatchObject([{ name: "Eva Roth", reason: "over budget" }])
    expect(page.actions).toMatchObject({ change: { disabledReason: "ordering.order_is_over" }, cancel: { possible: false } })
    expect(await desk.eventsOf(orderId)).toContain("order_rejected")
  })

  test("an approver trims a line; below the threshold nobody else is asked", async () => {
    await desk.policies(two)
    const { orderId } = await desk.place("tim", { wrench: "2" })
    const { lines: [line], version } = await desk.view("eva", orderId)
    await expect(world.portal("eva", (work) => approveOrder(work, { orderId, trim: [{ lineId: line!.lineId, quantity: "3" }] }))).rejects.toMatchObject({ code: "ordering.trim_must_shrink" })
    await expect(world.portal("miriam", (work) => approveOrder(work, { orderId, trim: [{ lineId: line!.lineId, quantity: "1" }] }))).rejects.toMatchObject({ code: "approvals.not_your_turn" })
    await expect(world.portal("eva", (work) => approveOrder(work, { orderId, trim: [{ lineId: line!.lineId, quantity: "0" }] }))).rejects.toMatchObject({ code: "ordering.nothing_is_left" })
    await expect(world.portal("eva", (work) => approveOrder(work, { orderId, expectedVersion: version + 1 }))).rejects.toMatchObject({ code: "ordering.order_changed_meanwhile" })
    const { orderId: second } = await desk.place("tim", { wrench: "3" })
    const [other] = (await desk.view("eva", second)).lines
    expect(await world.portal("eva", (work) => approveOrder(work, { orderId: second, trim: [{ lineId: other!.lineId, quantity: "2" }] }))).toMatchObject({ status: "awaiting_approval", total: { amount: "21182" } })
    expect(await world.portal("miriam", (work) => approveOrder(work, { orderId: second, trim: [{ lineId: other!.lineId, quantity: "1" }], reason: "one is enough" }))).toMatchObject({ status: "confirmed", total: { amount: "10591" } })
    const { orderId: third } = await desk.place("tim", { handbook: "1", wrench: "1" })
    const wrench = (await desk.view("eva", third)).lines.find((one) => one.sku === "WS-1200")
    expect(await world.portal("eva", (work) => approveOrder(work, { orderId: third, trim: [{ lineId: wrench!.lineId, quantity: "0" }] }))).toMatchObject({ status: "confirmed", total: { amount: "2664" } })
  })

  test("a price and a shelf that changed meanwhile are shown with a fix, and stop nobody", async () => {
    await desk.policies(two)
    const { orderId } = await desk.place("tim", { mirror: "6", wrench: "2" })
    await desk.leave("mirror", 4)
    await desk.price("wrench", "99")
    expect(await world.portal("eva", (work) => reviewOrder(work, { orderId }))).toEqual([
      { lineId: expect.any(String), sku: "DN-3100", issues: [{ code: "short", available: "4", on: null, trimTo: "4" }] },
      { lineId: expect.any(String), sku: "WS-1200", issues: [{ code: "price_rose", from: "89", to: "99" }] },
    ])
    await world.portal("eva", (work) => approveOrder(work, { orderId }))
    expect(await world.portal("miriam", (work) => approveOrder(work, { orderId }))).toMatchObject({ status: "confirmed", backordered: true })
    expect(await desk.waitingOf(orderId)).toBe(2)
    await desk.price("wrench", "89")
    await desk.cancel("tim", orderId)
  })

  test("what nobody decides expires", async () => {
    await desk.policies(two)
    const { orderId } = await desk.place("tim", { wrench: "2" })
    const later = Temporal.Now.instant().add({ hours: 24 * 31 })
    expect(await world.worker(undefined, (work) => expireApprovals(work, { days: 30 }), { now: later })).toBeGreaterThan(0)
    expect((await desk.view("tim", orderId)).status).toBe("rejected")
  })

  test("a dry run says what a rule would have done, and what of it is new", async () => {
    await desk.policies()
    const { policyId } = await world.portal("petra", (work) => savePolicy(work, { ...two, position: 1 }))
    const today = Temporal.Now.plainDateISO()
    const run = (amount: string) => world.portal("petra", (work) => dryRunPolicy(work, { draft: { ...two, condition: above(amount), position: 9 }, from: today.subtract({ days: 30 }).toString(), to: today.add({ days: 1 }).toString() }))
    const wide = await run("1")
    expect(wide.looked).toBeGreaterThan(3)
    expect(wide.months).toMatchObject([{ orders: wide.looked, matched: wide.looked }])
    expect(wide.matched.orders).toBe(wide.looked)
    expect(wide.newlyAsked.orders).toBeLessThan(wide.matched.orders)
    expect((await run("100")).newlyAsked.orders).toBe(0)
    await world.portal("petra", (work) => retirePolicy(work, { policyId, reason: "" }))
    expect((await run("100")).newlyAsked.orders).toBeGreaterThan(0)
  })
})
