import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { authorizeSegments, type StoredSegmentRule } from "./segment-rule.ts"
import { localisedName } from "./visible.ts"

/** `name` says in words what the rule is about: the category, the brand as it is written, or the product. */
export type ListedSegmentRule = StoredSegmentRule & { readonly name: string; readonly sku: string | null }

/** All rules of one tenant's catalogue, includes first. */
export async function listSegmentRules(work: Work, locale = "en"): Promise<ListedSegmentRule[]> {
  const tenantId = authorizeSegments(work)
  const { rows } = await sql<ListedSegmentRule>`
    select r.rule_id as "ruleId", r.effect, r.target, r.category_path as "categoryPath", r.brand_norm as "brandNorm", r.product_id as "productId", r.account_group as "accountGroup", r.version,
           coalesce(case r.target when 'category' then ${localisedName("c", locale)} when 'product' then ${localisedName("p", locale)} when 'brand' then (select f.brand from catalog.facet_count f where f.network_id = r.network_id and f.brand_norm = r.brand_norm limit 1) end, r.brand_norm, '') as name,
           p.sku
      from catalog.segment_rule r
      left join catalog.category c on c.network_id = r.network_id and c.path = r.category_path
      left join catalog.product p on p.network_id = r.network_id and p.product_id = r.product_id
     where r.network_id = ${work.scope.networkId} and r.tenant_id = ${tenantId}
     order by r.effect desc, r.target, name, r.rule_id`.execute(work.db)
  return rows
}
