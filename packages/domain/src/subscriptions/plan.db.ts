import { scoped, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { PlanDraft } from "./contract.ts"

export type PlanTerms = Omit<ReturnType<typeof PlanDraft.parse>, "name" | "discountPercent">
export type Plan = { readonly planId: string; readonly version: number; readonly status: "active" | "retired"; readonly name: string; readonly discountPercent: string; readonly terms: PlanTerms }

/** Terms as they are kept, with the defaults of what was not known when they were written. */
export function planOf(row: { plan_id: string; version: number; status: string; name: string; discount_percent: string; terms: unknown }): Plan {
  const { name, discountPercent, ...terms } = PlanDraft.parse({ ...(row.terms as object), name: row.name, discountPercent: row.discount_percent.includes(".") ? row.discount_percent.replace(/\.?0+$/, "") : row.discount_percent })
  return { planId: row.plan_id, version: row.version, status: row.status as Plan["status"], name, discountPercent, terms }
}

const COLUMNS = ["plan_id", "version", "status", "name", "discount_percent", "terms"] as const

export async function getPlan(work: Work, planId: string): Promise<Plan> {
  const row = await scoped(work, "subscriptions.plan").select(COLUMNS).where("plan_id", "=", planId).executeTakeFirst()
  if (!row) throw new Refusal("subscriptions.plan_not_found", "not_found")
  return planOf(row)
}
