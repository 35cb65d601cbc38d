import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { receiveStock } from "../inventory/index.ts"
import type { World } from "../testing/index.ts"
import type { AllocationPolicy } from "./contract.ts"
import { allocationSettings, fillBackorders, previewAllocation, saveAllocationPolicy } from "./index.ts"
import { openDesk, type Desk } from "./testing.ts"

let world: World
let desk: Desk
beforeAll(async () => {
  ({ world, desk } = await openDesk())
})
afterAll(() => world.drop())
beforeEach(() => onAdmin(world.database.adminUrl, "delete from ordering.backorder", "update ordering.order set backordered = false", `update inventory.balance set on_hand = reserved where product_id = '${world.productId.lamp}'`))

const save = async (policy: AllocationPolicy, who: "wanda" | "bert" = "wanda") => {
  const { version } = await world.network(who, allocationSettings)
  return world.network(who, (work) => saveAllocationPolicy(work, { version, policy, reason: "Scarce until spring" }))
}
const arrive = async (quantity: string) => {
  await world.network("bert", (work) => receiveStock(work, { warehouseId: world.warehouseId.HAM, reference: `R-${Math.random()}`, lines: [{ productId: world.productId.lamp, unit: "each", quantity }] }))
  await world.worker(undefined, (work) => fillBackorders(work, [world.productId.lamp]))
}
/** Two dental accounts and another partner wait, in this order. */
async function wait() {
  const orders = [await desk.place("tim", { lamp: "6" }), await desk.place("karl", { lamp: "3" }), await desk.place("grace", { lamp: "3" })]
  return { orders, reserved: () => Promise.all(orders.map(({ orderId }) => desk.reservedOf(orderId))), waiting: () => Promise.all(orders.map(({ orderId }) => desk.waitingOf(orderId))) }
}

test("until somebody decides, the promise and the queue do", async () => {
  expect(await world.network("wanda", allocationSettings)).toMatchObject({ version: 0, policy: { sharing: "in_turn" }, history: [] })
  const { reserved } = await wait()
  await arrive("8")
  expect(await reserved()).toEqual([6, 2, 0])
})

test("a saved policy decides whose turn it is when stock arrives, and its preview said so", async () => {
  const policy: AllocationPolicy = { steps: [{ by: "partners", tenantIds: [2] }, { by: "smallest" }], sharing: "in_turn" }
  const { reserved } = await wait()
  const preview = await world.network("wanda", (work) => previewAllocation(work, { productId: world.productId.lamp, quantity: "7", policy }))
  expect(preview.rows.map(({ tenantId, wanted, gets, now }) => [tenantId, wanted, gets, now])).toEqual([[2, "3", "3", "0"], [1, "3", "3", "1"], [1, "6", "1", "6"]])
  await save(policy)
  await arrive("7")
  expect(await reserved()).toEqual([1, 3, 3])
})

test("fair shares give everybody the same part, keep what is left waiting, and use up what there is", async () => {
  await save({ steps: [{ by: "queued" }], sharing: "fair_share" })
  const { reserved, waiting } = await wait()
  await arrive("8")
  expect(await reserved()).toEqual([4, 2, 2])
  expect(await waiting()).toEqual([2, 1, 1])
  await arrive("10")
  expect(await reserved()).toEqual([6, 3, 3])
  expect(await waiting()).toEqual([0, 0, 0])
})

test("an order that ships complete is served whole at its rank, and passed over where those before it leave too little", async () => {
  await save({ steps: [{ by: "queued" }], sharing: "fair_share" })
  const first = await desk.place("claire", { lamp: "4" }, { shipComplete: true })
  const parted = await desk.place("tim", { lamp: "4" })
  const last = await desk.place("claire", { lamp: "4" }, { shipComplete: true })
  const reserved = () => Promise.all([first, parted, last].map(({ orderId }) => desk.reservedOf(orderId)))
  const { rows } = await world.network("wanda", (work) => previewAllocation(work, { productId: world.productId.lamp, quantity: "6", policy: { steps: [{ by: "queued" }], sharing: "fair_share" } }))
  await arrive("6")
  expect(await reserved()).toEqual([4, 2, 0])
  expect(rows.map(({ gets }) => gets)).toEqual(["4", "2", "0"])
  await arrive("4")
  expect(await reserved()).toEqual([4, 4, 0])
  await arrive("2")
  expect(await reserved()).toEqual([4, 4, 4])
})

test("each version stays, with its reason; of two who save at once one is told, and not everybody may", async () => {
  const { version } = await world.network("wanda", allocationSettings)
  const policy: AllocationPolicy = { steps: [{ by: "promised" }], sharing: "in_turn" }
  const both = await Promise.allSettled([1, 2].map(() => world.network("wanda", (work) => saveAllocationPolicy(work, { version, policy, reason: "Again" }))))
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  const { history } = await world.network("wanda", allocationSettings)
  expect(history.map((each) => each.version)).toEqual([version + 1, ...history.slice(1).map((each) => each.version)])
  expect(history[0]).toMatchObject({ reason: "Again", policy })
  await expect(save(policy, "bert")).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})
