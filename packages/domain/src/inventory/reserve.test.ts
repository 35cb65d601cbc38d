import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import type { Work } from "@entrepot/db"
import { newId, quantity } from "@entrepot/kernel"
import { createWorld, type ProductName, type World } from "../testing/index.ts"
import { reserve } from "./index.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

const hamburg = { country: "DE", latitude: 53.55, longitude: 10 }
const lindner = () => ({ tenantId: 1, accountId: world.accountId.lindner })

const ask = (product: ProductName, baseQuantity: string, orderId = newId()) => ({
  ...lindner(), orderId, shipComplete: false,
  lines: [{ orderLineId: newId(), productId: world.productId[product], baseQuantity: quantity(baseQuantity), destination: hamburg }],
})

const balances = (product: ProductName) =>
  onAdmin(world.database.adminUrl, `select w.code, trim_scale(on_hand)::text as on_hand, trim_scale(reserved)::text as reserved from inventory.balance b join inventory.warehouse w using (network_id, warehouse_id) where product_id = '${world.productId[product]}' order by 1`)
const open = (product: ProductName) =>
  onAdmin(world.database.adminUrl, `select coalesce(trim_scale(sum(quantity)), 0)::text as open from inventory.reservation where product_id = '${world.productId[product]}' and settled_at is null`).then(([row]) => row!.open)

describe("reserving", () => {
  test("promises from the nearest warehouse that has everything, in two statements", async () => {
    const [result, statements] = await world.portal("tim", async (work) => [await reserve(work, ask("gloves", "300")), work.statements.count] as const)
    expect(result).toMatchObject([{ short: "0", allocations: [{ warehouseId: world.warehouseId.HAM, quantity: "300" }], rule: { name: "Nearest warehouse", why: "one_warehouse_has_everything" } }])
    expect(statements).toBe(2)
    expect(await balances("gloves")).toMatchObject([{ code: "HAM", reserved: "300" }, { code: "LYS", reserved: "0" }])
  })

  test("says what is short", async () => {
    const [line] = await world.portal("tim", (work) => reserve(work, ask("lamp", "12")))
    expect(line).toMatchObject({ short: "2", allocations: [{ quantity: "6" }, { quantity: "4" }], rule: { why: "nearest_first" } })
  })

  test("an order that ships complete takes nothing when one line is short", async () => {
    const whole = { ...ask("wrench", "1"), shipComplete: true }
    const results = await world.portal("tim", (work) => reserve(work, { ...whole, lines: [...whole.lines, ...ask("laser", "1").lines] }))
    expect(results).toMatchObject([{ short: "1", allocations: [], rule: { why: "not_whole" } }, { short: "1", allocations: [], rule: { why: "no_stock" } }])
    expect(await open("wrench")).toBe("0")
  })

  test("a warehouse that was closed promises nothing", async () => {
    const close = (active: boolean) => onAdmin(world.database.adminUrl, `update inventory.warehouse set active = ${active} where code = 'HAM'`)
    await close(false)
    const [line] = await world.portal("tim", (work) => reserve(work, ask("handbook", "1")))
    await close(true)
    expect(line).toMatchObject({ short: "1", allocations: [] })
  })

  test("a portal cannot promise in another tenant's name", async () => {
    const theft = world.portal("tim", (work) => reserve(work, { ...ask("wrench", "1"), tenantId: 2, accountId: world.accountId.summit }))
    await expect(theft).rejects.toMatchObject({ code: "42501" })
    const neighbour = world.portal("tim", (work) => reserve(work, { ...ask("wrench", "1"), accountId: world.accountId.kern }))
    await expect(neighbour).rejects.toMatchObject({ code: "42501" })
  })

  test("two hundred requests for the last ten units through twenty connections: exactly ten are promised", async () => {
    const asks = Array.from({ length: 200 }, () => ask("mirror", "1"))
    const promised = await Promise.all(asks.map((one) => world.portal("tim", (work) => reserve(work, one))))
    expect(promised.filter(([line]) => line!.allocations.length === 1)).toHaveLength(10)
    expect(promised.filter(([line]) => line!.short === "1")).toHaveLength(190)
    expect(await balances("mirror")).toEqual([{ code: "HAM", on_hand: "10", reserved: "10" }])
    expect(await open("mirror")).toBe("10")
  })

  test("orders of the same products in opposite order never wait for each other in a circle", async () => {
    const products: ProductName[] = ["gloves", "bur", "wrench"]
    const orders = Array.from({ length: 60 }, (_, i) => {
      const lines = products.flatMap((product) => ask(product, "1").lines)
      return { ...ask("gloves", "1"), lines: i % 2 ? lines : lines.toReversed() }
    })
    let attempts = 0
    await Promise.all(orders.map((order) => world.portal("tim", (work: Work) => { attempts++; return reserve(work, order) })))
    expect(attempts).toBe(60)
  })
})
