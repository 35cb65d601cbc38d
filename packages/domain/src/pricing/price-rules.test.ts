import { afterAll, beforeAll, expect, test } from "vitest"
import { inTenant, type Work } from "@entrepot/db"
import { createWorld, type World } from "../testing/index.ts"
import { listPriceRules, orderPriceRules, priceLines, savePriceRule, setPriceRuleActive } from "./index.ts"

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.drop())

const asPetra = <T>(task: (work: Work) => Promise<T>) => world.portal("petra", task)
const common = { side: "sale", basis: "base", percent: "-10", validFrom: "2026-01-01" } as const
const priceOf = async (product: keyof World["productId"], account: "lindner" | "kern" = "lindner") =>
  (await asPetra((work) => priceLines(work, { accountId: world.accountId[account], lines: [{ productId: world.productId[product], unit: "each", quantity: "1" }] })))[0]!.price

test("a rule counts from the moment it is saved, rests when it is told to, and keeps its history", async () => {
  const { ruleId } = await asPetra((work) => savePriceRule(work, { rule: { ...common, target: "category", categoryPath: "dental.instruments.", name: "Instruments" } }))
  expect(await priceOf("mirror")).toMatchObject({ unitPrice: "2.88", source: { kind: "rule", id: ruleId, version: 1 } })
  expect(await asPetra((work) => savePriceRule(work, { ruleId, version: 1, rule: { ...common, target: "category", categoryPath: "dental.instruments.", name: "Instruments", percent: "-20" } }))).toEqual({ ruleId, version: 2 })
  expect(await priceOf("mirror")).toMatchObject({ unitPrice: "2.56", source: { version: 2 } })
  await asPetra((work) => setPriceRuleActive(work, { ruleId, version: 2, active: false }))
  expect((await priceOf("mirror"))?.source.kind).toBe("base")
  await expect(asPetra((work) => setPriceRuleActive(work, { ruleId, version: 2, active: true }))).rejects.toMatchObject({ code: "pricing.changed_meanwhile" })
})

test("a rule for one account group holds for that group alone", async () => {
  await asPetra((work) => savePriceRule(work, { rule: { ...common, target: "brand", brand: "Stahl", name: "Key", accountGroup: "key", percent: "-50" } }))
  expect([(await priceOf("wrench", "kern"))?.unitPrice, (await priceOf("wrench"))?.unitPrice]).toEqual(["44.5", "89"])
})

test("equally exact rules are decided by the order they were given, however they are stored", async () => {
  const { ruleId: first } = await asPetra((work) => savePriceRule(work, { rule: { ...common, target: "product", productId: world.productId.lamp, name: "A", percent: "-1" } }))
  const { ruleId: second } = await asPetra((work) => savePriceRule(work, { rule: { ...common, target: "product", productId: world.productId.lamp, name: "B", percent: "-2" } }))
  expect((await priceOf("lamp"))?.source.id).toBe(first)
  const order = (await asPetra((work) => listPriceRules(work, { side: "sale" }))).map(({ ruleId }) => ruleId)
  await asPetra((work) => orderPriceRules(work, { side: "sale", ruleIds: order.toReversed() }))
  expect((await priceOf("lamp"))?.source.id).toBe(second)
  await expect(asPetra((work) => orderPriceRules(work, { side: "sale", ruleIds: [first] }))).rejects.toMatchObject({ code: "pricing.changed_meanwhile" })
})

test.each([
  ["that ends before it starts", { target: "all", name: "x", validTo: "2025-01-01" }, "pricing.days_are_reversed"],
  ["of the distributor's side", { target: "all", name: "x", side: "supply" }, "pricing.supply_is_the_distributors"],
  ["for a group that is not there", { target: "all", name: "x", accountGroup: "vip" }, "pricing.account_group_not_found"],
  ["for a category that is not there", { target: "category", categoryPath: "nowhere.", name: "x" }, "pricing.category_not_found"],
  ["for a brand that is not there", { target: "brand", brand: "Nobody", name: "x" }, "pricing.brand_not_found"],
  ["for a product that is not there", { target: "product", productId: "00000000-0000-7000-8000-000000000000", name: "x" }, "pricing.product_not_found"],
] as const)("a rule %s is refused when it is saved", async (_what, over, code) => {
  await expect(asPetra((work) => savePriceRule(work, { rule: { ...common, ...over } as never }))).rejects.toMatchObject({ code })
})

test("the distributor keeps its own side, and a supply rule cannot build on itself", async () => {
  const asWanda = <T>(task: (work: Work) => Promise<T>) => world.network("wanda", (work) => task(inTenant(work, 1)))
  await asWanda((work) => savePriceRule(work, { rule: { ...common, side: "supply", target: "product", productId: world.productId.bur, name: "Burs", percent: "-40" } }))
  expect((await priceOf("bur"))).not.toBeNull()
  expect((await asWanda((work) => listPriceRules(work, { side: "supply" }))).map(({ name }) => name)).toEqual(["Partner discount", "Burs"])
  await expect(asWanda((work) => savePriceRule(work, { rule: { ...common, side: "supply", basis: "supply", target: "all", name: "x" } }))).rejects.toMatchObject({ code: "pricing.supply_rule_needs_base" })
  await expect(asPetra((work) => listPriceRules(work, { side: "supply" }))).rejects.toMatchObject({ code: "pricing.supply_is_the_distributors" })
})
