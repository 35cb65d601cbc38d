import { sql, type RawBuilder } from "kysely"
import { Refusal } from "@entrepot/kernel"
import { entitledGroup, segmentRules, type Entitlement } from "./entitlement.ts"
import { visibleProduct } from "./visible.ts"

export type BrowseWhere = {
  readonly networkId: number
  readonly entitlement: Entitlement
  readonly categoryPath?: string | undefined
  readonly brand?: string | undefined
}

/** Where a page ended: the popularity and the normalised number of its last product. */
export type BrowseCursor = { readonly popularity: number; readonly skuNorm: string }
export type BrowsePage = { readonly limit: number; readonly after?: BrowseCursor | undefined }

export function browseCursor({ popularity, skuNorm }: BrowseCursor): string {
  return `${popularity}.${skuNorm}`
}

/** Refuses `catalog.cursor_is_malformed`. */
export function parseBrowseCursor(text: string): BrowseCursor {
  const found = /^(\d{1,10})\.(.{1,100})$/u.exec(text)
  if (!found) throw new Refusal("catalog.cursor_is_malformed", "invalid")
  return { popularity: Number(found[1]), skuNorm: found[2]! }
}

/** Up to here the products of a selection are fetched and sorted; a larger one fills a page soon enough in order. */
const SMALL_SELECTION = 3000

/**
 * A parenthesised select of one page of a tenant's catalogue, what sells best first: columns product_id, popularity,
 * sku_norm. Read it in the order `popularity desc, sku_norm`.
 *
 * A large selection is walked in the order of an index until the page is full. A small one, which that walk would rarely
 * meet, is fetched by category and brand and sorted. The facet counts say which it is, and the other half costs nothing.
 */
export function browsePage(where: BrowseWhere, { limit, after }: BrowsePage): RawBuilder<unknown> {
  return sql`(
    with selection as materialized (${selection(where)}),
    size as materialized (select coalesce(sum(products), 0) as n from selection)
    select product_id, popularity, sku_norm from (
      ${walks(where, limit, after)}
      union all
      (${fetched(where, limit, after)})
    ) page order by popularity desc, sku_norm limit ${limit})`
}

function selection({ networkId, entitlement, categoryPath, brand }: BrowseWhere): RawBuilder<unknown> {
  return sql`select f.category_path, f.brand_norm, f.products from catalog.facet_count f
    where f.network_id = ${networkId} and f.products > 0 and ${entitledGroup("f", entitlement)}
      ${categoryPath === undefined ? sql`` : sql`and f.category_path ^@ ${categoryPath}`} ${brand === undefined ? sql`` : sql`and f.brand_norm = ${brand.toLowerCase()}`}`
}

/** From a cursor on there are two walks, one through the products of the same popularity: each is a range of the index. */
function walks(where: BrowseWhere, limit: number, after: BrowseCursor | undefined): RawBuilder<unknown> {
  if (!after) return walk(where, limit, sql``)
  return sql`${walk(where, limit, sql`and p.popularity = ${after.popularity} and p.sku_norm > ${after.skuNorm}`)}
    union all ${walk(where, limit, sql`and p.popularity < ${after.popularity}`)}`
}

function walk({ networkId, entitlement, categoryPath, brand }: BrowseWhere, limit: number, from: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select p.product_id, p.popularity, p.sku_norm from catalog.product p
    where p.network_id = ${networkId} and (select n from size) > ${sql.lit(SMALL_SELECTION)} ${from}
      and ${visibleProduct("p", entitlement)}
      ${categoryPath === undefined ? sql`` : sql`and (p.category_path || '') ^@ ${categoryPath}`} ${brand === undefined ? sql`` : sql`and p.brand_norm = ${brand.toLowerCase()}`}
    order by p.popularity desc, p.sku_norm limit ${limit})`
}

function fetched({ networkId, entitlement, categoryPath, brand }: BrowseWhere, limit: number, after: BrowseCursor | undefined): RawBuilder<unknown> {
  const wanted = sql`p.network_id = ${networkId} and (select n from size) <= ${sql.lit(SMALL_SELECTION)} and ${visibleProduct("p", entitlement)}
    ${after ? sql`and (p.popularity < ${after.popularity} or (p.popularity = ${after.popularity} and p.sku_norm > ${after.skuNorm}))` : sql``}`
  return sql`
    select p.product_id, p.popularity, p.sku_norm
      from selection g join catalog.product p on p.category_path = g.category_path and p.brand_norm = g.brand_norm where ${wanted}
    union
    select p.product_id, p.popularity, p.sku_norm
      from (select distinct product_id from ${segmentRules(entitlement)} r where r.effect = 'include' and r.product_id is not null) r
      join catalog.product p using (product_id)
     where ${wanted} ${categoryPath === undefined ? sql`` : sql`and p.category_path ^@ ${categoryPath}`} ${brand === undefined ? sql`` : sql`and p.brand_norm = ${brand.toLowerCase()}`}
     order by 2 desc, 3 limit ${limit}`
}
