import { afterAll, beforeAll, expect, test } from "vitest"
import { inTenant } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
import type { SegmentRuleInput } from "./contract.ts"
import { deleteSegmentRule, listSegmentRules, saveSegmentRule } from "./index.ts"
import { openShop, type Shop } from "./shop.fixture.ts"

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.drop())

const save = (rule: SegmentRuleInput) => shop.portal("petra", (work) => saveSegmentRule(work, { rule }))

test.each<{ what: string; rule: SegmentRuleInput; code: string }>([
  { what: "an unknown category", rule: { effect: "include", target: "category", categoryPath: "pumps." }, code: "catalog.category_not_found" },
  { what: "an unknown brand", rule: { effect: "include", target: "brand", brand: "Nobody" }, code: "catalog.brand_not_found" },
  { what: "an unknown product", rule: { effect: "exclude", target: "product", productId: "01890000-0000-7000-8000-000000000000" }, code: "catalog.product_not_found" },
  { what: "an unknown account group", rule: { effect: "exclude", target: "all", accountGroup: "vip" }, code: "catalog.account_group_not_found" },
])("a rule that names $what is refused", async ({ rule, code }) => {
  await expect(save(rule)).rejects.toMatchObject({ code })
})

test("a rule says in words what it is about, and the same one twice is refused", async () => {
  await save({ effect: "exclude", target: "brand", brand: "nordlicht", accountGroup: "key" })
  await save({ effect: "exclude", target: "category", categoryPath: "hydraulics.pumps." })
  const listed = await shop.portal("petra", (work) => listSegmentRules(work, "de"))
  expect(listed.map(({ effect, target, name }) => `${effect} ${target} ${name}`)).toEqual(["include all ", "exclude brand Nordlicht", "exclude category Pumpen", "exclude product Local anaesthetic"])
  await expect(save({ effect: "exclude", target: "category", categoryPath: "hydraulics.pumps." })).rejects.toMatchObject({ code: "catalog.segment_rule_is_twice", kind: "conflict" })
})

test("whoever changes a rule second is told who changed it first", async () => {
  const rule = await save({ effect: "exclude", target: "product", productId: shop.idOf("VL-1") })
  await shop.network("wanda", (work) => saveSegmentRule(inTenant(work, 1), { ruleId: rule.ruleId, version: 1, rule: { effect: "exclude", target: "product", productId: shop.idOf("VL-1"), accountGroup: "key" } }))
  const late = shop.portal("petra", (work) => deleteSegmentRule(work, { ruleId: rule.ruleId, version: 1 }))
  await expect(late).rejects.toMatchObject({ code: "catalog.segment_rule_changed", facts: { by: "Wanda Lange", version: 2 } })
  await shop.portal("petra", (work) => deleteSegmentRule(work, { ruleId: rule.ruleId, version: 2 }))
  const trail = await onAdmin(shop.database.adminUrl, `select action, tenant_id, actor ->> 'name' as by from work.audit_entry where subject_id = '${rule.ruleId}' order by occurred_at, entry_id`)
  expect(trail).toEqual([
    { action: "catalog.segment_rule_added", tenant_id: 1, by: "Petra Vogt" }, { action: "catalog.segment_rule_changed", tenant_id: 1, by: "Wanda Lange" }, { action: "catalog.segment_rule_deleted", tenant_id: 1, by: "Petra Vogt" },
  ])
})

test("another tenant's rule is not there, and a buyer may not change the catalogue", async () => {
  const [rule] = await shop.portal("petra", (work) => listSegmentRules(work))
  await expect(shop.portal("grace", (work) => deleteSegmentRule(work, { ruleId: rule!.ruleId, version: rule!.version }))).rejects.toMatchObject({ code: "catalog.segment_rule_not_found" })
  await expect(shop.portal("tim", (work) => listSegmentRules(work))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})
