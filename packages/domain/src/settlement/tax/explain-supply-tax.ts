import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, Refusal } from "@entrepot/kernel"
import { authorize } from "../../tenancy/index.ts"
import { ExplainSupplyTax, type ExplainedSupply } from "../contract.ts"
import { rulesOfGoods, taxParties } from "./rule.ts"

/** How a supply to a partner would be taxed, and by which numbers: as settlement does when goods leave. Four statements. Refuses `settlement.partner_not_found`. */
export async function explainSupplyTax(work: Work, input: ExplainSupplyTax): Promise<ExplainedSupply> {
  authorize(work, "network.settlement.view")
  const { tenantId, from, to, taxCategory, on: asked } = ExplainSupplyTax.parse(input)
  const { rows: [found] } = await sql<{ zone: string }>`
    select n.zone from tenancy.network n join tenancy.tenant t on t.network_id = n.network_id and t.tenant_id = ${tenantId} where n.network_id = ${work.scope.networkId}`.execute(work.db)
  if (!found) throw new Refusal("settlement.partner_not_found", "not_found")
  const on = asked ?? businessDate(work.now, found.zone).toString()
  const { partner, supplier } = await taxParties(work, tenantId, on)
  const rule = (await rulesOfGoods(work, tenantId, { from, to, categories: [taxCategory] }, on)).get(taxCategory)!
  return { on, ...rule, partnerNumber: partner.taxId, numbers: supplier?.numbers ?? null }
}
