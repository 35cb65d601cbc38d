import { sql, type RawBuilder } from "kysely"
import { beginsWith, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { ListProducts, type ProductStatus } from "./contract.ts"
import { searchHits } from "./search.ts"
import { localisedName } from "./visible.ts"

export type ListedProduct = {
  readonly productId: string
  readonly sku: string
  readonly mpn: string | null
  readonly name: string
  readonly brand: string
  readonly categoryPath: string
  readonly category: string
  readonly baseUnit: string
  readonly status: ProductStatus
  readonly successorSku: string | null
  readonly version: number
  readonly updatedAt: string
}
export type ProductPage = { readonly products: readonly ListedProduct[]; readonly nextCursor: string | null }

/**
 * The steward's list, drafts and discontinued included: by number, or by rank where text is searched for. The cursor is the
 * last number seen (a search's is how many were seen). Refuses `catalog.cursor_is_malformed`.
 */
export async function listProducts(work: Work, input: ListProducts, locale = "en"): Promise<ProductPage> {
  authorize(work, "network.product.view")
  const query = ListProducts.parse(input)
  const searched = query.text?.trim() ? query.text : undefined
  const { source, order } = searched ? byRank(work, query, searched) : byNumber(work, query)
  const { rows } = await sql<ListedProduct & { skuNorm: string; updatedAt: Date }>`
    select p.product_id as "productId", p.sku, p.mpn, ${localisedName("p", locale)} as name, p.brand, p.category_path as "categoryPath", ${localisedName("c", locale)} as category,
           p.base_unit as "baseUnit", p.status, s.sku as "successorSku", p.version, p.updated_at as "updatedAt", p.sku_norm as "skuNorm"
      from ${source} page
      join catalog.product p on p.network_id = ${work.scope.networkId} and p.product_id = page.product_id
      join catalog.category c on c.network_id = p.network_id and c.category_id = p.category_id
      left join catalog.product s on s.network_id = p.network_id and s.product_id = p.successor_id
     order by ${order}`.execute(work.db)
  const products = rows.slice(0, query.limit)
  const more = rows.length > query.limit
  const nextCursor = searched ? String(offsetOf(query.cursor) + query.limit) : (products.at(-1)?.skuNorm ?? "")
  return { products: products.map(({ skuNorm: _norm, updatedAt, ...product }) => ({ ...product, updatedAt: updatedAt.toISOString() })), nextCursor: more ? nextCursor : null }
}

type Query = ReturnType<typeof ListProducts.parse>

function filters({ categoryPath, brand, status }: Query): RawBuilder<unknown> {
  return sql`true ${categoryPath === undefined ? sql`` : sql`and ${beginsWith(sql`p.category_path`, categoryPath)}`} ${brand === undefined ? sql`` : sql`and p.brand_norm = ${brand.toLowerCase()}`} ${status === undefined ? sql`` : sql`and p.status = ${status}`}`
}

function byNumber(work: Work, query: Query): { source: RawBuilder<unknown>; order: RawBuilder<unknown> } {
  return {
    source: sql`(select p.product_id from catalog.product p where p.network_id = ${work.scope.networkId} and p.sku_norm > ${query.cursor ?? ""} and ${filters(query)} order by p.sku_norm limit ${query.limit + 1})`,
    order: sql`p.sku_norm`,
  }
}

function byRank(work: Work, query: Query, text: string): { source: RawBuilder<unknown>; order: RawBuilder<unknown> } {
  return {
    source: searchHits(text, { networkId: work.scope.networkId!, also: filters(query) }, { limit: query.limit + 1, offset: offsetOf(query.cursor) }),
    order: sql`page.position`,
  }
}

const DEEPEST = 1000

function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  if (!/^\d{1,4}$/.test(cursor) || Number(cursor) > DEEPEST) throw new Refusal("catalog.cursor_is_malformed", "invalid")
  return Number(cursor)
}
