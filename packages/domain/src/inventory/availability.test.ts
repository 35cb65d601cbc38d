import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { newId, quantity } from "@entrepot/kernel"
import { createWorld, NETWORK_ID, type PersonName, type ProductName, type World } from "../testing/index.ts"
import { availabilityOf, expectReceipt, hardAvailable, listStock, planningAvailable, reserve, setReorderPoint, type Availability } from "./index.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

const availabilityFor = (person: PersonName, product: ProductName) => world.portal(person, async (work) => {
  const { rows } = await sql<{ availability: Availability }>`select ${availabilityOf("p")} as availability from catalog.product p where p.network_id = ${NETWORK_ID} and p.product_id = ${world.productId[product]}`.execute(work.db)
  return rows[0]!.availability
}, { mode: "read" })
const stockOf = (search: string, filter: "all" | "low" | "out" | "waiting" = "all") => world.network("sven", (work) => listStock(work, { search, filter, limit: 50 }))

/** As ordering queues it: an order of BluePeak that waits for that many. */
async function waitFor(product: ProductName, wanted: string) {
  const order = newId(), line = newId(), at = "2026-11-20T10:00:00Z"
  const scope = `1, 2, '${world.accountId.summit}', '${order}'`
  await onAdmin(world.database.adminUrl,
    `insert into ordering.order (network_id, tenant_id, account_id, order_id, number, status, user_id, currency, created_at, updated_at) values (${scope}, 'BP-${line}', 'confirmed', '${world.userId.lily}', 'USD', '${at}', '${at}')`,
    `insert into ordering.order_line (network_id, tenant_id, account_id, order_id, line_id, position, product_id, sku, name, category_path, unit, unit_factor, quantity) values (${scope}, '${line}', 1, '${world.productId[product]}', 'x', 'x', 'x', 'each', 1, ${wanted})`,
    `insert into ordering.backorder (network_id, tenant_id, account_id, order_id, line_id, product_id, base_quantity, queued_at) values (${scope}, '${line}', '${world.productId[product]}', ${wanted}, '${at}')`)
}

test("a portal sees what every open warehouse holds, in one statement", async () => {
  const order = { tenantId: 1, accountId: world.accountId.lindner, orderId: newId(), shipComplete: false, lines: [{ orderLineId: newId(), productId: world.productId.bur, baseQuantity: quantity("7"), destination: { country: "DE" } }] }
  await world.portal("tim", (work) => reserve(work, order))
  const availability = await availabilityFor("tim", "bur")
  expect(availability.stock).toHaveLength(2)
  expect(availability.stock).toContainEqual({ warehouseId: world.warehouseId.HAM, onHand: "200", reserved: "7" })
  expect(availability).toMatchObject({ expected: [], waiting: "0" })
  expect(hardAvailable(availability)).toBe("233")
})

test("a closed warehouse is not counted on", async () => {
  await onAdmin(world.database.adminUrl, "update inventory.warehouse set active = false where code = 'LYS'")
  expect(hardAvailable(await availabilityFor("tim", "bur"))).toBe("193")
  await onAdmin(world.database.adminUrl, "update inventory.warehouse set active = true where code = 'LYS'")
})

test("what is expected is told by day, less what other tenants were promised, without saying who", async () => {
  for (const [amount, expectedOn] of [["5", "2026-12-08"], ["3", "2026-12-01"]] as const) {
    await world.network("bert", (work) => expectReceipt(work, { warehouseId: world.warehouseId.HAM, productId: world.productId.laser, unit: "each", quantity: amount, expectedOn, reference: "PO-1" }))
  }
  await waitFor("laser", "4")
  const availability = await availabilityFor("tim", "laser")
  expect(availability).toMatchObject({ expected: [{ on: "2026-12-01", quantity: "3" }, { on: "2026-12-08", quantity: "5" }], waiting: "4" })
  expect(planningAvailable(availability)).toBe("4")
})

test("the distributor's list finds by the beginning of a part number, dashes or not, and pages by it", async () => {
  expect((await stockOf("dn-30")).rows.map(({ sku }) => sku)).toEqual(["DN-3000"])
  expect((await stockOf("ws12")).rows).toMatchObject([{ sku: "WS-1200", onHand: "60", reserved: "0", available: "60", expected: "0", waiting: "0", warehouses: [{}, {}], units: [{ unit: "each", factor: "1" }] }])
  const first = await world.network("sven", (work) => listStock(work, { search: "DN", filter: "all", limit: 2 }))
  const second = await world.network("sven", (work) => listStock(work, { search: "DN", filter: "all", limit: 2, after: first.next! }))
  expect([...first.rows, ...second.rows].map(({ sku }) => sku)).toEqual(["DN-1001", "DN-2040", "DN-3000", "DN-3100"])
})

test("and by what is out, low, or waited for", async () => {
  expect((await stockOf("", "out")).rows.map(({ sku }) => sku)).toEqual(["DN-3000", "DN-7000"])
  expect((await stockOf("", "waiting")).rows).toMatchObject([{ sku: "DN-7000", expected: "8", waiting: "4" }])
  expect((await stockOf("", "low")).rows).toEqual([])
  await world.network("bert", (work) => setReorderPoint(work, { productId: world.productId.lamp, warehouseId: world.warehouseId.LYS, baseQuantity: "4" }))
  expect((await stockOf("", "low")).rows).toMatchObject([{ sku: "DN-5000", low: true }])
})

test("the portal has no door to the list of everything that is waited for", async () => {
  await expect(world.portal("tim", (work) => sql`select * from inventory.waiting()`.execute(work.db))).rejects.toMatchObject({ code: "42501" })
})
