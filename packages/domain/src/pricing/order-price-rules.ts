import { sql } from "kysely"
import { audit, scoped, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorizeSide } from "./authorize-side.ts"
import { OrderPriceRules } from "./contract.ts"

/**
 * Gives the rules of a side their order: the tie-break between rules that are equally exact. Every rule is named once, so that
 * two people who reorder at the same time cannot lose one; otherwise `pricing.changed_meanwhile`.
 */
export async function orderPriceRules(work: Work, input: OrderPriceRules): Promise<void> {
  const { side, ruleIds } = OrderPriceRules.parse(input)
  authorizeSide(work, side)
  const known = await scoped(work, "pricing.price_rule").select("rule_id").where("side", "=", side).orderBy("position").forUpdate().execute()
  const before = known.map(({ rule_id }) => rule_id)
  const same = before.length === ruleIds.length && new Set([...before, ...ruleIds]).size === before.length
  if (!same) throw new Refusal("pricing.changed_meanwhile", "conflict", { name: "" })
  await sql`update pricing.price_rule r set position = o.place::integer
      from unnest(${ruleIds}::uuid[]) with ordinality as o (rule_id, place)
     where r.network_id = ${work.scope.networkId} and r.tenant_id = ${work.scope.tenantId} and r.rule_id = o.rule_id`.execute(work.db)
  audit(work, { action: "pricing.price_rules_ordered", subjectKind: "price_rule", subjectId: side, before: { ruleIds: before }, after: { ruleIds } })
}
