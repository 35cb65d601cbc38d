import { sql } from "kysely"
import { json, type Work } from "@entrepot/db"
import { PreviewSegments } from "./contract.ts"
import { entitledBy, segmentRules } from "./entitlement.ts"
import { authorizeSegments, refuseDangling, segmentRuleOf } from "./segment-rule.ts"
import { localisedName } from "./visible.ts"

type Sample = readonly { readonly productId: string; readonly sku: string; readonly name: string }[]

/** Products that can be bought, before and after; what would come and what would go, the best known of each by name. */
export type SegmentPreview = { readonly before: number; readonly after: number; readonly comes: number; readonly goes: number; readonly coming: Sample; readonly going: Sample }

/**
 * What a tenant's catalogue would be if these were all its rules, for one account group ('' is a customer in none that a rule
 * names). Writes nothing; judges every product with the predicate that the shop uses. Refuses rules that name nothing.
 */
export async function previewSegments(work: Work, input: PreviewSegments, locale = "en"): Promise<SegmentPreview> {
  const tenantId = authorizeSegments(work)
  const { rules, accountGroup } = PreviewSegments.parse(input)
  const proposed = rules.map(segmentRuleOf)
  await refuseDangling(work, proposed)
  const counting = proposed.filter((rule) => rule.accountGroup === "" || rule.accountGroup === accountGroup)
  const network = work.scope.networkId
  const now = segmentRules({ accountGroup, scope: { networkId: network!, tenantId } })
  const sample = (when: ReturnType<typeof sql>) => sql`(select coalesce(json_agg(json_build_object('productId', s.product_id, 'sku', s.sku, 'name', ${localisedName("s", locale)}) order by s.popularity desc, s.sku_norm), '[]')
    from (select p.* from (select * from judged where ${when} order by popularity desc, sku_norm limit 20) j join catalog.product p on p.network_id = ${network} and p.product_id = j.product_id) s)`
  const { rows: [preview] } = await sql<SegmentPreview>`
    with proposed as materialized (
      select effect, target, "categoryPath" collate "C" as category_path, "brandNorm" collate "C" as brand_norm, "productId" as product_id
        from jsonb_to_recordset(${json(counting)}::jsonb) as r (effect text, target text, "categoryPath" text, "brandNorm" text, "productId" uuid)
    ), judged as materialized (
      select p.product_id, p.popularity, p.sku_norm, ${entitledBy("p", now, true)} as is_in, ${entitledBy("p", sql`(select * from proposed)`, true)} as would_be
        from catalog.product p where p.network_id = ${network} and p.status in ('active', 'run_out')
    )
    select count(*) filter (where is_in)::integer as before, count(*) filter (where would_be)::integer as after,
           count(*) filter (where would_be and not is_in)::integer as comes, count(*) filter (where is_in and not would_be)::integer as goes,
           ${sample(sql`would_be and not is_in`)} as coming, ${sample(sql`is_in and not would_be`)} as going
      from judged`.execute(work.db)
  return preview!
}
