import { sql, type RawBuilder } from "kysely"
import { beginsWith } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { isSmall, selectedProducts, selectionGroups, type Selection } from "./selection.ts"
import { visibleProduct } from "./visible.ts"

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

/**
 * A parenthesised select of one page of a tenant's catalogue, what sells best first: columns product_id, popularity,
 * sku_norm. Read it in the order `popularity desc, sku_norm`.
 *
 * A large selection is walked in the order of an index until the page is full. A small one, which that walk would rarely
 * meet, is fetched by category and brand and sorted. The facet counts say which it is, and the other half costs nothing.
 */
export function browsePage(where: Selection, { limit, after }: BrowsePage): RawBuilder<unknown> {
  return sql`(
    with selection as materialized (${selectionGroups(where)}),
    few as materialized (select ${isSmall()} as yes)
    select product_id, popularity, sku_norm from (
      ${walks(where, limit, after)}
      union all
      (${fetched(where, limit, after)})
    ) page order by popularity desc, sku_norm limit ${sql.lit(limit)})`
}

/** From a cursor on there are two walks, one through the products of the same popularity: each is a range of the index. */
function walks(where: Selection, limit: number, after: BrowseCursor | undefined): RawBuilder<unknown> {
  if (!after) return walk(where, limit, sql``)
  return sql`${walk(where, limit, sql`and p.popularity = ${after.popularity} and p.sku_norm > ${after.skuNorm}`)}
    union all ${walk(where, limit, sql`and p.popularity < ${after.popularity}`)}`
}

function walk({ networkId, entitlement, categoryPath, brand }: Selection, limit: number, from: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select p.product_id, p.popularity, p.sku_norm from catalog.product p
    where p.network_id = ${networkId} and not (select yes from few) ${from}
      and ${visibleProduct("p", entitlement)}
      ${categoryPath === undefined ? sql`` : sql`and ${beginsWith(sql`(p.category_path || '')`, categoryPath)}`} ${brand === undefined ? sql`` : sql`and p.brand_norm = ${brand.toLowerCase()}`}
    order by p.popularity desc, p.sku_norm limit ${sql.lit(limit)})`
}

function fetched(where: Selection, limit: number, after: BrowseCursor | undefined): RawBuilder<unknown> {
  const from = after ? sql`and (p.popularity < ${after.popularity} or (p.popularity = ${after.popularity} and p.sku_norm > ${after.skuNorm}))` : sql``
  return sql`${selectedProducts(where, sql`(select yes from few) ${from}`)} order by 2 desc, 3 limit ${sql.lit(limit)}`
}
