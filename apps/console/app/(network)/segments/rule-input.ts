import type { SegmentRuleInput } from "@entrepot/domain/catalog/contract"

export type Segment = {
  ruleId: string; version: number; effect: "include" | "exclude"; target: "all" | "category" | "brand" | "product"
  categoryPath: string | null; brandNorm: string | null; productId: string | null; accountGroup: string; name: string; sku: string | null
}
export type Choice = { value: string; label: string }

/** A stored rule as the verbs take it. */
export function ruleInput(rule: Omit<Segment, "ruleId" | "version" | "name" | "sku">): SegmentRuleInput {
  const { effect, accountGroup } = rule
  if (rule.target === "category") return { effect, accountGroup, target: "category", categoryPath: rule.categoryPath ?? "" }
  if (rule.target === "brand") return { effect, accountGroup, target: "brand", brand: rule.brandNorm ?? "" }
  if (rule.target === "product") return { effect, accountGroup, target: "product", productId: rule.productId ?? "" }
  return { effect, accountGroup, target: "all" }
}
