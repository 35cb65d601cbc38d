import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { World } from "../testing/index.ts"
import { addLines, countOrders, listNetworkOrders, listOrders, networkOrderView, submitOrder } from "./index.ts"
import { openDesk, type Desk } from "./testing.ts"

let world: World
let desk: Desk
beforeAll(async () => {
  ({ world, desk } = await openDesk())
  for (const who of ["tim", "karl", "petra", "tim", "nora", "karl", "tim", "nora", "petra", "sofia", "tim", "jonas"] as const) await desk.place(who, { gloves: String(1 + who.length) })
  for (const who of ["grace", "claire"] as const) await desk.place(who, { wrench: "1" })
  await world.portal("tim", async (work) => {
    const { orderId } = await addLines(work, { lines: desk.lines({ handbook: "3" }) })
    await submitOrder(work, { orderId, poNumber: "Po-9" })
  })
})
afterAll(() => world.drop())

describe("lists", () => {
  test("page by key, filter and find; a customer sees their own account only", async () => {
    const all: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listOrders>> = await world.portal("petra", (work) => listOrders(work, { limit: 5, cursor }))
      all.push(...page.rows.map((row) => row.orderId))
      cursor = page.nextCursor
    } while (cursor)
    expect(new Set(all).size).toBe(all.length)
    expect(all).toHaveLength(13)
    const mine = await world.portal("karl", (work) => listOrders(work, {}))
    expect(new Set(mine.rows.map((row) => row.accountName))).toEqual(new Set(["Dentallabor Kern"]))
    const found = await world.portal("petra", (work) => listOrders(work, { search: "po-9" }))
    expect(found.rows).toMatchObject([{ poNumber: "Po-9" }])
    const byValue = await world.portal("petra", (work) => listOrders(work, { sort: "value", limit: 3 }))
    const values = byValue.rows.map((row) => BigInt(row.total.amount))
    expect(values).toEqual([...values].sort((a, b) => (a < b ? 1 : -1)))
    const counts = await world.portal("petra", countOrders)
    const ofKern = await world.portal("petra", (work) => countOrders(work, { accountId: world.accountId.kern }))
    expect(Object.entries(ofKern).filter(([state]) => state !== "backordered").reduce((sum, [, n]) => sum + n, 0)).toBe(mine.rows.length)
    expect(Object.entries(counts).filter(([state]) => state !== "backordered").reduce((sum, [, n]) => sum + n, 0)).toBe(all.length)
  })

  test("the distributor sees every tenant's orders at transfer value, and no sale price anywhere", async () => {
    const { orderId } = await desk.place("tim", { wrench: "1" })
    const { rows } = await world.network("sven", (work) => listNetworkOrders(work, { limit: 100 }))
    expect(new Set(rows.map((row) => row.tenantName))).toEqual(new Set(["Zahnwerk", "BluePeak", "Ateliers Moreau"]))
    expect(rows.find((row) => row.orderId === orderId)).toMatchObject({ supply: { amount: "7120", currency: "EUR" } })
    const page = await world.network("sven", (work) => networkOrderView(work, { orderId }))
    expect(page).toMatchObject({ supply: { amount: "7120" }, lines: [{ supplyPrice: "71.2", reserved: "1", allocations: [{ warehouse: "Hamburg", quantity: "1" }] }] })
    expect(JSON.stringify(page)).not.toMatch(/"89"|8900|10591/)
    await expect(world.network("sven", (work) => work.db.selectFrom("ordering.order").select("total_minor").execute())).rejects.toMatchObject({ code: "42501" })
    await expect(world.portal("tim", (work) => listNetworkOrders(work, {}))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  })
})
