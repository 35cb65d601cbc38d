import { sql } from "kysely"
import { scoped, type Work } from "@entrepot/db"
import { quantity, Refusal, type Quantity } from "@entrepot/kernel"
import { authorizeSide } from "./authorize-side.ts"
import type { RuleFacts, Side } from "./candidates.ts"
import { ListPriceRules } from "./contract.ts"

export type PriceRule = {
  readonly ruleId: string
  readonly side: Side
  readonly name: string
  readonly target: RuleFacts["target"]
  readonly categoryPath: string | null
  readonly brand: string | null
  readonly productId: string | null
  readonly accountGroup: string
  readonly basis: "base" | "supply"
  readonly percent: string
  readonly minQuantity: Quantity
  readonly validFrom: string
  readonly validTo: string | null
  readonly position: number
  readonly active: boolean
  readonly version: number
}

const COLUMNS = [
  "rule_id as ruleId", "side", "name", "target", "category_path as categoryPath", "brand_norm as brand", "product_id as productId", "account_group as accountGroup", "basis",
  sql<string>`trim_scale(percent)::text`.as("percent"), "min_quantity as minQuantity", "valid_from as validFrom", "valid_to as validTo", "position", "active", "version",
] as const

/** The rules of one side in the order of their positions, resting ones too. */
export async function listPriceRules(work: Work, input: ListPriceRules): Promise<PriceRule[]> {
  const { side } = ListPriceRules.parse(input)
  authorizeSide(work, side)
  const rows = await scoped(work, "pricing.price_rule").select(COLUMNS).where("side", "=", side).orderBy("position").execute()
  return rows.map((row) => ({ ...row, minQuantity: quantity(row.minQuantity) }) as PriceRule)
}

/** Locks a rule that the actor may manage and has seen in this version. */
export async function lockPriceRule(work: Work, ruleId: string, version: number | undefined): Promise<PriceRule> {
  const row = await scoped(work, "pricing.price_rule").select(COLUMNS).where("rule_id", "=", ruleId).forUpdate().executeTakeFirst()
  authorizeSide(work, (row?.side as Side | undefined) ?? "sale")
  if (!row) throw new Refusal("pricing.price_rule_not_found", "not_found")
  if (row.version !== version) throw new Refusal("pricing.changed_meanwhile", "conflict", { name: row.name })
  return { ...row, minQuantity: quantity(row.minQuantity) } as PriceRule
}
