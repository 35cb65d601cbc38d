import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { SegmentRuleInput } from "./contract.ts"

/** A rule as it is stored: exactly one of path, brand and product says what it takes in or leaves out; all three null is all. */
export type SegmentRule = {
  readonly effect: "include" | "exclude"
  readonly target: "all" | "category" | "brand" | "product"
  readonly categoryPath: string | null
  readonly brandNorm: string | null
  readonly productId: string | null
  /** '' means every group. */
  readonly accountGroup: string
}

export type StoredSegmentRule = SegmentRule & { readonly ruleId: string; readonly version: number }

export function segmentRuleOf(input: SegmentRuleInput): SegmentRule {
  return {
    effect: input.effect, target: input.target, accountGroup: input.accountGroup ?? "",
    categoryPath: input.target === "category" ? input.categoryPath : null,
    brandNorm: input.target === "brand" ? input.brand.toLowerCase() : null,
    productId: input.target === "product" ? input.productId : null,
  }
}

/** The tenant whose catalogue it is. Its own staff need `segment.manage`, the distributor's `network.product.manage`. */
export function authorizeSegments(work: Work): number {
  authorize(work, work.scope.audience === "portal" ? "segment.manage" : "network.product.manage")
  if (work.scope.tenantId === undefined) throw new Error("Catalogue rules belong to a tenant; enter one with inTenant.")
  return work.scope.tenantId
}

/**
 * A rule that names nothing would quietly show everything or nothing, so it is refused when it is saved:
 * `catalog.category_not_found`, `catalog.brand_not_found`, `catalog.product_not_found`, `catalog.account_group_not_found`.
 */
export async function refuseDangling(work: Work, rules: readonly SegmentRule[]): Promise<void> {
  const named = <K extends "categoryPath" | "brandNorm" | "productId" | "accountGroup">(key: K) => [...new Set(rules.map((rule) => rule[key]).filter((value) => value))] as string[]
  const network = work.scope.networkId
  const { rows: [missing] } = await sql<{ category: string | null; brand: string | null; product: string | null; group: string | null }>`
    select (select n from unnest(${named("categoryPath")}::text[]) n where not exists (select 1 from catalog.category c where c.network_id = ${network} and c.path = n) limit 1) as category,
           (select n from unnest(${named("brandNorm")}::text[]) n where not exists (select 1 from catalog.product p where p.network_id = ${network} and p.brand_norm = n and p.status in ('active', 'run_out')) limit 1) as brand,
           (select n from unnest(${named("productId")}::uuid[]) n where not exists (select 1 from catalog.product p where p.network_id = ${network} and p.product_id = n) limit 1) as product,
           (select n from unnest(${named("accountGroup")}::text[]) n where not exists (select 1 from tenancy.account_group g where g.network_id = ${network} and g.tenant_id = ${work.scope.tenantId} and g.code = n) limit 1) as "group"`.execute(work.db)
  if (missing?.category) throw new Refusal("catalog.category_not_found", "not_found", { category: missing.category })
  if (missing?.brand) throw new Refusal("catalog.brand_not_found", "not_found", { brand: missing.brand })
  if (missing?.product) throw new Refusal("catalog.product_not_found", "not_found", { productId: missing.product })
  if (missing?.group) throw new Refusal("catalog.account_group_not_found", "not_found", { group: missing.group })
}
