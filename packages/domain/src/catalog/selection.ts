import { sql, type RawBuilder } from "kysely"
import { beginsWith } from "@entrepot/db"
import { entitledGroup, segmentRules, type Entitlement } from "./entitlement.ts"
import { visibleProduct } from "./visible.ts"

/** A part of a tenant's catalogue: what this buyer may see, below one category, of one brand. */
export type Selection = {
  readonly networkId: number
  readonly entitlement: Entitlement
  readonly categoryPath?: string | undefined
  /** As `brandNorm` of the facets. */
  readonly brand?: string | undefined
}

/** Up to here the products of a selection are fetched and sorted; a larger one fills a page soon enough in the order of an index. */
export const SMALL_SELECTION = 3000

/** A selection of more groups than this counts as large, unseen: a buyer of everything is not made to count it on every key. */
const MOST_GROUPS = 800

/** The counted groups of category and brand that make it up: columns category_path, brand_norm, products. `when` may spare the look. */
export function selectionGroups({ networkId, entitlement, categoryPath, brand }: Selection, when?: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select f.category_path, f.brand_norm, f.products from catalog.facet_count f
    where f.network_id = ${networkId} and f.products > 0 and ${entitledGroup("f", entitlement)}
      ${categoryPath === undefined ? sql`` : sql`and ${beginsWith(sql`f.category_path`, categoryPath)}`} ${brand === undefined ? sql`` : sql`and f.brand_norm = ${brand.toLowerCase()}`} ${when ? sql`and ${when}` : sql``}
    limit ${sql.lit(MOST_GROUPS)}`
}

/** Whether the groups in the CTE `selection` stand for few products: a single value. */
export function isSmall(): RawBuilder<boolean> {
  return sql<boolean>`(select count(*) < ${sql.lit(MOST_GROUPS)} and coalesce(sum(s.products), 0) <= ${sql.lit(SMALL_SELECTION)} from selection s)`
}

/**
 * The visible products of a small selection whose groups stand in the CTE `selection`: columns product_id, popularity,
 * sku_norm. Products that a rule names one by one may lie outside of the groups.
 */
export function selectedProducts({ networkId, entitlement, categoryPath, brand }: Selection, where: RawBuilder<unknown>): RawBuilder<unknown> {
  const wanted = sql`p.network_id = ${networkId} and ${where} and ${visibleProduct("p", entitlement)}`
  return sql`
    select p.product_id, p.popularity, p.sku_norm
      from selection g join catalog.product p on p.category_path = g.category_path and p.brand_norm = g.brand_norm where ${wanted}
    union
    select p.product_id, p.popularity, p.sku_norm
      from (select distinct r.product_id from ${segmentRules(entitlement)} r where r.effect = 'include' and r.product_id is not null) r
      join catalog.product p using (product_id)
     where ${wanted} ${filtered({ categoryPath, brand })}`
}

/** The filters as plain conditions on `p`, written so that no index on category or brand is chosen over the one that gives the order. */
export function filtered({ categoryPath, brand }: Pick<Selection, "categoryPath" | "brand">): RawBuilder<unknown> {
  return sql`${categoryPath === undefined ? sql`` : sql`and ${beginsWith(sql`(p.category_path || '')`, categoryPath)}`} ${brand === undefined ? sql`` : sql`and (p.brand_norm || '') = ${brand.toLowerCase()}`}`
}
