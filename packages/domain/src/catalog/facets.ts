import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { entitledGroup, entitledProduct, segmentRules, type Entitlement } from "./entitlement.ts"
import { searchHits } from "./search.ts"
import { localisedName, visibleProduct } from "./visible.ts"

export type FacetQuery = {
  readonly accountGroup: Entitlement["accountGroup"]
  readonly locale?: string | undefined
  readonly categoryPath?: string | undefined
  readonly brand?: string | undefined
  /** What was searched for; without it the whole catalogue is counted. */
  readonly text?: string | undefined
}

export type Facets = {
  /** Products under both filters. */
  readonly products: number
  /** A search stops counting at `MOST_COUNTED`: then the numbers say "at least". */
  readonly capped: boolean
  /** The next level below the chosen category, under the chosen brand; in the tree's order. */
  readonly categories: readonly { readonly path: string; readonly code: string; readonly name: string; readonly products: number }[]
  /** Under the chosen category, most products first. */
  readonly brands: readonly { readonly brand: string; readonly brandNorm: string; readonly products: number }[]
}

export const MOST_COUNTED = 2000
const MOST_BRANDS = 60

/** How many products a buyer would find behind each category and brand. One statement. */
export async function facets(work: Work, query: FacetQuery): Promise<Facets> {
  const { rows: [row] } = await sql<Facets>`select * from ${facetCounts({ ...query, networkId: work.scope.networkId ?? 0, scope: work.scope })} f`.execute(work.db)
  return row!
}

/** The same as a parenthesised select of one row, columns products, capped, categories and brands, to be asked together with a page. */
export function facetCounts(query: FacetQuery & { readonly networkId: number; readonly scope?: Entitlement["scope"] | undefined }): RawBuilder<unknown> {
  const { categoryPath = "", brand, text, networkId, locale = "en" } = query
  const entitlement: Entitlement = { accountGroup: query.accountGroup, ...(query.scope ? { scope: query.scope } : {}) }
  const ofBrand = brand === undefined ? sql`true` : sql`g.brand_norm = ${brand.toLowerCase()}`
  return sql`(
    with g as materialized (${text === undefined ? counted(networkId, entitlement) : found(networkId, entitlement, text)}),
    child as (
      select ${categoryPath}::text || split_part(substr(g.category_path, ${categoryPath.length + 1}::integer), '.', 1) || '.' as path, sum(g.n)::integer as products
        from g where g.category_path ^@ ${categoryPath} and length(g.category_path) > ${categoryPath.length}::integer and ${ofBrand} group by 1
    )
    select (select coalesce(sum(g.n), 0)::integer from g where g.category_path ^@ ${categoryPath} and ${ofBrand}) as products,
           ${text === undefined ? sql`false` : sql`(select coalesce(sum(g.n), 0) >= ${sql.lit(MOST_COUNTED)} from g)`} as capped,
           (select coalesce(json_agg(json_build_object('path', c.path, 'code', c.code, 'name', ${localisedName("c", locale)}, 'products', child.products) order by c.position, c.code), '[]')
              from child join catalog.category c on c.network_id = ${networkId} and c.path = child.path where child.products > 0) as categories,
           (select coalesce(json_agg(b order by b.products desc, b."brandNorm"), '[]')
              from (select min(g.brand) as brand, g.brand_norm as "brandNorm", sum(g.n)::integer as products from g
                     where g.category_path ^@ ${categoryPath} and g.brand_norm <> '' group by g.brand_norm having sum(g.n) > 0
                     order by 3 desc, 2 limit ${sql.lit(MOST_BRANDS)}) b) as brands)`
}

/** Counts that are kept, and what rules for single products add to them or take away. */
function counted(networkId: number, entitlement: Entitlement): RawBuilder<unknown> {
  return sql`
    select f.category_path, f.brand, f.brand_norm, f.products as n from catalog.facet_count f where f.network_id = ${networkId} and ${entitledGroup("f", entitlement)}
    union all
    select p.category_path, p.brand, p.brand_norm, case when ${entitledProduct("p", entitlement)} then 1 else 0 end - case when ${entitledGroup("p", entitlement)} then 1 else 0 end
      from catalog.product p
     where p.network_id = ${networkId} and p.status in ('active', 'run_out')
       and p.product_id = any (array(select distinct r.product_id from ${segmentRules(entitlement)} r where r.product_id is not null))`
}

function found(networkId: number, entitlement: Entitlement, text: string): RawBuilder<unknown> {
  return sql`
    select p.category_path, min(p.brand) as brand, p.brand_norm, count(*)::integer as n
      from ${searchHits(text, { networkId, visible: visibleProduct("p", entitlement) }, { limit: MOST_COUNTED })} h
      join catalog.product p on p.network_id = ${networkId} and p.product_id = h.product_id
     group by p.category_path, p.brand_norm`
}
