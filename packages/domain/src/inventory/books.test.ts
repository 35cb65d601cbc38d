import * as fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { newId, quantity, type Quantity } from "@entrepot/kernel"
import { createWorld, type ProductName, type World } from "../testing/index.ts"
import { checkStock, correctStock, countStock, receiveStock, reduceReservations, releaseReservations, reserve, shipReservations, type ReserveResult } from "./index.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

type Step =
  | { readonly do: "reserve"; readonly product: ProductName; readonly amount: number }
  | { readonly do: "release" | "reduce" | "ship"; readonly which: number; readonly amount: number }
  | { readonly do: "receive" | "count" | "correct"; readonly product: ProductName; readonly amount: number; readonly warehouse: "HAM" | "LYS" }

const product = fc.constantFrom<ProductName>("bur", "wrench", "lamp")
const amount = fc.integer({ min: 1, max: 25 })
const warehouse = fc.constantFrom<"HAM" | "LYS">("HAM", "LYS")
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("reserve" as const), product, amount }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("release" as const, "reduce" as const, "ship" as const), which: fc.nat(50), amount }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("receive" as const, "count" as const, "correct" as const), product, amount, warehouse }) },
)

type Placed = { readonly orderId: string; readonly orderLineId: string; readonly result: ReserveResult }
const EXPECTED_NOES = ["inventory.reservation_changed", "inventory.count_is_below_reserved"]
const lindner = () => ({ tenantId: 1, accountId: world.accountId.lindner })

/** One step, as whoever takes it: a buyer, or the warehouse. An expected no is an answer too. */
async function take(one: Step, placed: Placed[]): Promise<void> {
  const base = (n: number): Quantity => quantity(String(n))
  const inWarehouse = (task: (work: Parameters<Parameters<World["network"]>[1]>[0]) => Promise<unknown>) => world.network("bert", task)
  if (one.do === "reserve") {
    const [orderId, orderLineId] = [newId(), newId()]
    const line = { orderLineId, productId: world.productId[one.product], baseQuantity: base(one.amount), destination: { country: one.amount % 2 ? "DE" : "FR" } }
    const [result] = await world.portal("tim", (work) => reserve(work, { ...lindner(), orderId, shipComplete: one.amount % 5 === 0, lines: [line] }))
    placed.push({ orderId, orderLineId, result: result! })
  } else if ("warehouse" in one) {
    const [warehouseId, reference] = [world.warehouseId[one.warehouse], newId()]
    const line = { productId: world.productId[one.product], unit: "each", quantity: String(one.amount) }
    if (one.do === "receive") await inWarehouse((work) => receiveStock(work, { warehouseId, reference, lines: [line] }))
    if (one.do === "count") await inWarehouse((work) => countStock(work, { warehouseId, reference, lines: [{ ...line, quantity: String(one.amount * 4) }] }))
    if (one.do === "correct") await inWarehouse((work) => correctStock(work, { warehouseId, reference, reason: "Test", line: { ...line, quantity: `-${one.amount}` } }))
  } else {
    const chosen = placed[one.which % Math.max(1, placed.length)]
    if (!chosen) return
    const { orderId, orderLineId, result } = chosen
    if (one.do === "release") await world.portal("tim", (work) => releaseReservations(work, { orderId }))
    if (one.do === "reduce") await world.portal("tim", (work) => reduceReservations(work, { orderId, lines: [{ orderLineId, baseQuantity: base(one.amount) }] }))
    const part = result.allocations[0]
    if (one.do === "ship" && part) await inWarehouse((work) => shipReservations(work, { ...lindner(), warehouseId: part.warehouseId, reference: newId(), parts: [{ reservationId: part.reservationId, quantity: one.amount % 2 ? part.quantity : base(1) }] }))
  }
}

const shelves = () => onAdmin(world.database.adminUrl, "select count(*)::int as wrong from inventory.balance where reserved < 0 or reserved > on_hand")

test("whatever happens in whatever order, balances equal their movements, and what is reserved equals what is promised", { timeout: 60_000 }, async () => {
  const placed: Placed[] = []
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
    const crews = [0, 1, 2, 3].map((crew) => steps.filter((_, i) => i % 4 === crew))
    await Promise.all(crews.map(async (own) => {
      for (const one of own) await take(one, placed).catch((error: { code?: string }) => { if (!EXPECTED_NOES.includes(error.code ?? "")) throw error })
    }))
    expect(await world.network("bert", checkStock)).toEqual([])
    expect(await shelves()).toEqual([{ wrong: 0 }])
  }), { numRuns: 40 })
  const [{ n }] = await onAdmin(world.database.adminUrl, "select count(*)::int as n from inventory.movement where cause = 'shipment'") as [{ n: number }]
  expect(n).toBeGreaterThan(0)
})
