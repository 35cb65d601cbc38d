import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Work } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
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

  test("a search that finds over a thousand pages through all of them in the list's order, as one that finds few does", async () => {
    await onAdmin(world.database.adminUrl, `insert into ordering.order (network_id, tenant_id, account_id, order_id, number, status, user_id, currency, net_minor, tax_minor, total_minor, po_number, created_at, submitted_at, confirmed_at, updated_at)
      select 1, 2, '${world.accountId.summit}', gen_random_uuid(), 'LATE-' || lpad(o::text, 4, '0'), 'confirmed', '${world.userId.grace}', 'USD', 100, 0, 100, 'lot-' || o % 7, now(), timestamptz '2026-06-01' - (o * 7919 % 1200) * interval '1 hour', now(), now() from generate_series(1, 1200) o`)
    const paged = async (read: typeof listOrders, run: <T>(task: (work: Work) => Promise<T>) => Promise<T>, search: string) => {
      const found: { number: string; submittedAt: string }[] = []
      for (let cursor: string | null = null; ;) {
        const page: Awaited<ReturnType<typeof listOrders>> = await run((work) => read(work, { search, limit: 100, cursor }))
        found.push(...page.rows)
        cursor = page.nextCursor
        if (!cursor) return { numbers: new Set(found.map(({ number }) => number)).size, rows: found.length, inOrder: found.every(({ submittedAt }, at) => at === 0 || submittedAt <= found[at - 1]!.submittedAt) }
      }
    }
    for (const [read, run] of [[listOrders, (task) => world.portal("grace", task)], [listNetworkOrders as unknown as typeof listOrders, (task) => world.network("sven", task)]] as const satisfies readonly (readonly [typeof listOrders, <T>(task: (work: Work) => Promise<T>) => Promise<T>])[]) {
      expect(await paged(read, run, "late-")).toEqual({ numbers: 1200, rows: 1200, inOrder: true })
      expect(await paged(read, run, "LATE-00")).toEqual({ numbers: 99, rows: 99, inOrder: true })
      expect(await paged(read, run, "Lot-3")).toEqual({ numbers: 172, rows: 172, inOrder: true })
    }
    expect((await world.portal("petra", (work) => listOrders(work, { search: "LATE-" }))).rows).toEqual([])
  })
})
