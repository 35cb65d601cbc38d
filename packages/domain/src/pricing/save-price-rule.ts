import { sql } from "kysely"
import { audit, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { newId, quantity, Refusal } from "@entrepot/kernel"
import { authorizeSide } from "./authorize-side.ts"
import { SavePriceRule, SetPriceRuleActive } from "./contract.ts"
import { lockPriceRule } from "./price-rule.db.ts"

type Rule = ReturnType<typeof SavePriceRule.parse>["rule"]

/**
 * Adds a rule at the end, or changes one. What is wrong with it is said now: days in the wrong order, a supply rule on the supply
 * price, a group, category, brand or product that is not there. Answers its id and new version.
 */
export async function savePriceRule(work: Work, input: SavePriceRule): Promise<{ ruleId: string; version: number }> {
  const { ruleId, version, rule } = SavePriceRule.parse(input)
  authorizeSide(work, rule.side)
  const before = ruleId === undefined ? undefined : await lockPriceRule(work, ruleId, version)
  if (before && before.side !== rule.side) throw new Refusal("pricing.price_rule_side_is_fixed", "rule", { name: before.name })
  refuseNonsense(rule)
  await refuseStrangers(work, rule)
  const id = ruleId ?? newId()
  if (before) await scopedUpdate(work, "pricing.price_rule").set({ ...columnsOf(rule), version: before.version + 1 }).where("rule_id", "=", id).execute()
  else await insertLast(work, id, rule)
  audit(work, { action: before ? "pricing.price_rule_changed" : "pricing.price_rule_added", subjectKind: "price_rule", subjectId: id, after: rule, ...(before && { before }) })
  return { ruleId: id, version: (before?.version ?? 0) + 1 }
}

/** Lets a rule count, or rest. */
export async function setPriceRuleActive(work: Work, input: SetPriceRuleActive): Promise<{ version: number }> {
  const { ruleId, version, active } = SetPriceRuleActive.parse(input)
  const before = await lockPriceRule(work, ruleId, version)
  await scopedUpdate(work, "pricing.price_rule").set({ active, version: before.version + 1 }).where("rule_id", "=", ruleId).execute()
  audit(work, { action: active ? "pricing.price_rule_activated" : "pricing.price_rule_rested", subjectKind: "price_rule", subjectId: ruleId, before: { active: before.active } })
  return { version: before.version + 1 }
}

function refuseNonsense(rule: Rule): void {
  if (rule.validTo !== null && rule.validTo < rule.validFrom) throw new Refusal("pricing.days_are_reversed", "invalid", { from: rule.validFrom, to: rule.validTo })
  if (rule.side === "supply" && rule.basis === "supply") throw new Refusal("pricing.supply_rule_needs_base", "rule", { name: rule.name })
  if (rule.side === "supply" && rule.accountGroup !== "") throw new Refusal("pricing.supply_is_for_the_tenant", "rule", { name: rule.name })
}

async function refuseStrangers(work: Work, rule: Rule): Promise<void> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<{ accountGroup: boolean; target: boolean }>`select
    ${rule.accountGroup} = '' or exists (select 1 from tenancy.account_group g where g.network_id = ${networkId} and g.tenant_id = ${tenantId} and g.code = ${rule.accountGroup}) as "accountGroup",
    ${targetExists(work, rule)} as target`.execute(work.db)
  if (!rows[0]!.accountGroup) throw new Refusal("pricing.account_group_not_found", "not_found")
  if (!rows[0]!.target) throw new Refusal(`pricing.${rule.target}_not_found`, "not_found")
}

function targetExists(work: Work, rule: Rule) {
  const { networkId } = work.scope
  if (rule.target === "category") return sql`exists (select 1 from catalog.category c where c.network_id = ${networkId} and c.path = ${rule.categoryPath})`
  if (rule.target === "brand") return sql`exists (select 1 from catalog.product p where p.network_id = ${networkId} and p.brand_norm = ${rule.brand.toLowerCase()})`
  if (rule.target === "product") return sql`exists (select 1 from catalog.product p where p.network_id = ${networkId} and p.product_id = ${rule.productId}::uuid)`
  return sql`true`
}

async function insertLast(work: Work, ruleId: string, rule: Rule): Promise<void> {
  const { position } = await scoped(work, "pricing.price_rule").select(sql<number>`coalesce(max(position), 0) + 1`.as("position")).where("side", "=", rule.side).executeTakeFirstOrThrow()
  await scopedInsert(work, "pricing.price_rule", { rule_id: ruleId, side: rule.side, position, created_at: work.now.toString(), ...columnsOf(rule) }).execute()
}

function columnsOf(rule: Rule) {
  return {
    name: rule.name, target: rule.target, account_group: rule.accountGroup, basis: rule.basis, percent: rule.percent, min_quantity: quantity(rule.minQuantity), valid_from: rule.validFrom, valid_to: rule.validTo,
    category_path: rule.target === "category" ? rule.categoryPath : null, brand_norm: rule.target === "brand" ? rule.brand.toLowerCase() : null, product_id: rule.target === "product" ? rule.productId : null,
  }
}

