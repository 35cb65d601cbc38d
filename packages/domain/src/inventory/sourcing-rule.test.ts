import { afterAll, beforeAll, expect, test } from "vitest"
import { newId, quantity } from "@entrepot/kernel"
import { createWorld, type World } from "../testing/index.ts"
import { cancelExpectedReceipt, changeExpectedReceipt, expectReceipt, listExpectedReceipts, listSourcingRules, listWarehouses, orderSourcingRules, planSourcing, removeSourcingRule, saveSourcingRule, saveWarehouse } from "./index.ts"
import { SaveWarehouse } from "./contract.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

const rules = () => world.network("sven", listSourcingRules)
const save = (rule: Partial<Parameters<typeof saveSourcingRule>[1]>) =>
  world.network("wanda", (work) => saveSourcingRule(work, { name: "France from Lyon", shipToCountry: "FR", strategy: "listed", warehouseIds: [world.warehouseId.LYS], active: true, ...rule }))

test("rules are added at the end, put in order, changed and removed", async () => {
  const { ruleId } = await save({})
  expect(await rules()).toMatchObject([{ name: "Nearest warehouse", position: 1 }, { ruleId, position: 2, version: 1 }])
  const first = (await rules())[0]!
  await world.network("wanda", (work) => orderSourcingRules(work, { ruleIds: [ruleId, first.ruleId] }))
  expect(await rules()).toMatchObject([{ ruleId, position: 1, version: 2 }, { ruleId: first.ruleId, position: 2 }])
  await save({ ruleId, version: 2, name: "France" })
  await expect(save({ ruleId, version: 2 })).rejects.toMatchObject({ code: "inventory.rule_changed", kind: "conflict" })
  await world.network("wanda", (work) => removeSourcingRule(work, { ruleId }))
  expect(await rules()).toHaveLength(1)
  await expect(world.network("wanda", (work) => removeSourcingRule(work, { ruleId }))).rejects.toMatchObject({ code: "inventory.rule_not_found" })
})

test.each([
  { what: "a list without a warehouse", rule: { warehouseIds: [] }, code: "inventory.rule_lists_no_warehouse" },
  { what: "a warehouse that there is not", rule: { warehouseIds: ["01a00000-0000-7000-8000-000000000000"] }, code: "inventory.warehouse_not_found" },
  { what: "a rule that there is not", rule: { ruleId: "01a00000-0000-7000-8000-000000000000", version: 1 }, code: "inventory.rule_not_found" },
])("a rule with $what is refused", async ({ rule, code }) => {
  await expect(save(rule)).rejects.toMatchObject({ code })
})

test("only who may set the rules, does", async () => {
  await expect(world.network("bert", (work) => removeSourcingRule(work, { ruleId: newId() }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})

test("a dry run shows how orders would be sourced, with what they hold themselves counted as free", async () => {
  const line = (baseQuantity: string) => ({ orderLineId: newId(), productId: world.productId.mirror, baseQuantity: quantity(baseQuantity), destination: { country: "FR" } })
  const order = (baseQuantity: string, held: string | null) => ({ orderId: newId(), shipComplete: false, lines: [line(baseQuantity)], held: held ? [{ productId: world.productId.mirror, warehouseId: world.warehouseId.LYS, quantity: quantity(held) }] : [] })
  const lyonFirst = [{ ruleId: "draft", name: "Lyon first", shipToCountry: "FR", strategy: "listed" as const, warehouseIds: [world.warehouseId.LYS, world.warehouseId.HAM] }]
  const tried = await world.network("sven", (work) => planSourcing(work, { orders: [order("4", null), order("4", "2"), order("20", null)], rules: lyonFirst }))
  expect(tried).toMatchObject([
    { differs: false, current: { shipments: 1, short: 0 }, proposed: { shipments: 1, lines: [{ allocations: [{ warehouseId: world.warehouseId.HAM }], rule: { name: "Lyon first" } }] } },
    { differs: true, current: { shipments: 1 }, proposed: { shipments: 2, short: 0 } },
    { differs: false, proposed: { short: 1 } },
  ])
})

test("warehouses are opened, changed and closed; a code is used once", async () => {
  const input = SaveWarehouse.parse({ code: "GDN", name: "Gdańsk", address: { city: "Gdańsk" }, country: "PL", latitude: 54.35, longitude: 18.65, zone: "Europe/Warsaw", handlingDays: 2 })
  const { warehouseId } = await world.network("wanda", (work) => saveWarehouse(work, input))
  await world.network("wanda", (work) => saveWarehouse(work, { ...input, warehouseId, version: 1, active: false }))
  expect(await world.network("sven", listWarehouses)).toMatchObject([{ code: "GDN", active: false, handlingDays: 2, version: 2, address: { city: "Gdańsk" } }, { code: "HAM" }, { code: "LYS" }])
  await expect(world.network("wanda", (work) => saveWarehouse(work, { ...input, warehouseId, version: 1 }))).rejects.toMatchObject({ code: "inventory.warehouse_changed" })
  await expect(world.network("wanda", (work) => saveWarehouse(work, { ...input, code: "HAM" }))).rejects.toMatchObject({ code: "inventory.warehouse_code_taken", facts: { code: "HAM" } })
  await expect(world.network("wanda", (work) => saveWarehouse(work, { ...input, code: "NEW", warehouseId: newId(), version: 1 }))).rejects.toMatchObject({ code: "inventory.warehouse_not_found" })
})

test("an expected receipt can be put off, changed and cancelled, by one person at a time", async () => {
  const expected = { warehouseId: world.warehouseId.HAM, productId: world.productId.laser, unit: "each", quantity: "10", expectedOn: "2026-12-01", reference: "PO-9" }
  const { expectedId } = await world.network("bert", (work) => expectReceipt(work, expected))
  const change = (version: number, baseQuantity = "12") => world.network("bert", (work) => changeExpectedReceipt(work, { expectedId, version, expectedOn: "2026-12-08", baseQuantity }))
  await change(1)
  await expect(change(1)).rejects.toMatchObject({ code: "inventory.expected_changed" })
  await expect(change(2, "0")).rejects.toMatchObject({ code: "inventory.expected_below_received" })
  expect((await world.network("sven", (work) => listExpectedReceipts(work, { limit: 1, warehouseId: world.warehouseId.HAM }))).receipts).toMatchObject([{ expectedOn: "2026-12-08", open: "12" }])
  await world.network("bert", (work) => cancelExpectedReceipt(work, { expectedId, version: 2, reason: "The supplier cannot" }))
  await expect(change(3)).rejects.toMatchObject({ code: "inventory.expected_not_found" })
  const page = await world.network("sven", (work) => listExpectedReceipts(work, { limit: 1 }))
  expect(page).toEqual({ receipts: [], next: null })
})
