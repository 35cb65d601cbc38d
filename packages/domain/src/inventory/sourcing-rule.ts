import { sql } from "kysely"
import { audit, scoped, scopedDelete, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { SourcingRule } from "./allocate.ts"
import type { SaveSourcingRule } from "./contract.ts"
import { networkOf } from "./scope.ts"
import type { Strategy } from "./strategy.ts"

export type SavedSourcingRule = SourcingRule & { readonly position: number; readonly active: boolean; readonly version: number }

/** First to last, switched-off ones too. */
export async function listSourcingRules(work: Work): Promise<SavedSourcingRule[]> {
  authorize(work, "network.stock.view")
  const rows = await scoped(work, "inventory.sourcing_rule")
    .select(["rule_id as ruleId", "position", "name", "ship_to_country as shipToCountry", "strategy", "warehouse_ids as warehouseIds", "active", "version"])
    .orderBy("position").execute()
  return rows.map((row) => ({ ...row, strategy: row.strategy as Strategy }))
}

/**
 * Adds a rule at the end, or changes one. Refuses `inventory.rule_not_found`, `inventory.rule_changed` (conflict),
 * `inventory.rule_lists_no_warehouse`, `inventory.warehouse_not_found`.
 */
export async function saveSourcingRule(work: Work, input: SaveSourcingRule): Promise<{ readonly ruleId: string }> {
  authorize(work, "network.sourcing.manage")
  const { name, shipToCountry, strategy, warehouseIds, active } = input
  if (strategy === "listed" && warehouseIds.length === 0) throw new Refusal("inventory.rule_lists_no_warehouse", "rule")
  const [rules, warehouses] = await Promise.all([
    scoped(work, "inventory.sourcing_rule").select(["rule_id as ruleId", "position", "version"]).orderBy("position").forUpdate().execute(),
    scoped(work, "inventory.warehouse").select("warehouse_id as id").execute(),
  ])
  if (warehouseIds.some((chosen) => !warehouses.some(({ id }) => id === chosen))) throw new Refusal("inventory.warehouse_not_found", "not_found")
  const values = { name, ship_to_country: shipToCountry, strategy, warehouse_ids: [...warehouseIds], active }
  const ruleId = input.ruleId ?? newId()
  if (input.ruleId === undefined) {
    await scopedInsert(work, "inventory.sourcing_rule", { rule_id: ruleId, position: (rules.at(-1)?.position ?? 0) + 1, ...values }).execute()
  } else {
    const known = rules.find((rule) => rule.ruleId === ruleId)
    if (!known) throw new Refusal("inventory.rule_not_found", "not_found")
    if (known.version !== input.version) throw new Refusal("inventory.rule_changed", "conflict")
    await scopedUpdate(work, "inventory.sourcing_rule").set({ ...values, version: known.version + 1 }).where("rule_id", "=", ruleId).execute()
  }
  audit(work, { action: input.ruleId ? "sourcing_rule.changed" : "sourcing_rule.added", subjectKind: "sourcing_rule", subjectId: ruleId, tenantId: 0, after: { name, shipToCountry, strategy, warehouseIds: [...warehouseIds], active } })
  return { ruleId }
}

/** Puts the rules in this order. Refuses `inventory.rule_changed` when the list is not the one that there is now. */
export async function orderSourcingRules(work: Work, { ruleIds }: { readonly ruleIds: readonly string[] }): Promise<void> {
  authorize(work, "network.sourcing.manage")
  const rules = await scoped(work, "inventory.sourcing_rule").select("rule_id as ruleId").orderBy("position").forUpdate().execute()
  const same = rules.length === new Set(ruleIds).size && rules.every(({ ruleId }) => ruleIds.includes(ruleId))
  if (!same) throw new Refusal("inventory.rule_changed", "conflict")
  await sql`
    update inventory.sourcing_rule r set position = o.position, version = r.version + 1
      from unnest(${[...ruleIds]}::uuid[]) with ordinality as o(rule_id, position)
     where r.network_id = ${networkOf(work)} and r.rule_id = o.rule_id and r.position <> o.position`.execute(work.db)
  audit(work, { action: "sourcing_rule.reordered", subjectKind: "sourcing_rule", subjectId: ruleIds[0] ?? "", tenantId: 0, before: rules.map(({ ruleId }) => ruleId), after: [...ruleIds] })
}

/** Refuses `inventory.rule_not_found`. */
export async function removeSourcingRule(work: Work, { ruleId }: { readonly ruleId: string }): Promise<void> {
  authorize(work, "network.sourcing.manage")
  const removed = await scopedDelete(work, "inventory.sourcing_rule").where("rule_id", "=", ruleId).returning(["name", "strategy"]).executeTakeFirst()
  if (!removed) throw new Refusal("inventory.rule_not_found", "not_found")
  audit(work, { action: "sourcing_rule.removed", subjectKind: "sourcing_rule", subjectId: ruleId, tenantId: 0, before: { ...removed } })
}
