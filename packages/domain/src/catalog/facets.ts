import { sql, type RawBuilder } from "kysely"
import { beginsWith, type Work } from "@entrepot/db"
import { entitledGroup, entitledProduct, segmentRules, type Entitlement } from "./entitlement.ts"
import { searchHits } from "./search.ts"
import { localisedName } from "./visible.ts"

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
  /** The chosen category and those above it, from the top. */
  readonly trail: readonly { readonly path: string; readonly name: string }[]
  /** The next level below the chosen category, under the chosen brand; in the tree's order. */
  readonly categories: readonly { readonly path: string; readonly code: string; readonly name: string; readonly products: number }[]
  /** Under the chosen category, most products first. */
  readonly brands: readonly { readonly brand: string; readonly brandNorm: string; readonly products: number }[]
}

export const MOST_COUNTED = 1000
const MOST_BRANDS = 60

/** How many products a buyer would find behind each category and brand. One statement. */
export async function facets(work: Work, query: FacetQuery): Promise<Facets> {
  const { rows: [row] } = await sql<Facets>`select * from ${facetCounts({ ...query, networkId: work.scope.networkId ?? 0, scope: work.scope })} f`.execute(work.db)
  return row!
}

/** The same as a parenthesised select of one row, columns products, capped, trail, categories and brands, to be asked together with a page. */
export function facetCounts(query: FacetQuery & { readonly networkId: number; readonly scope?: Entitlement["scope"] | undefined }): RawBuilder<unknown> {
  const { categoryPath = "", brand, text, networkId, locale = "en" } = query
  const entitlement: Entitlement = { accountGroup: query.accountGroup, ...(query.scope ? { scope: query.scope } : {}) }
  const ofCategory = categoryPath === "" ? sql`true` : beginsWith(sql`g.category_path`, categoryPath)
  const ofBrand = brand === undefined ? sql`true` : sql`g.brand_norm = ${brand.toLowerCase()}`
  const child = sql`${categoryPath}::text || split_part(substr(g.category_path, ${categoryPath.length + 1}::integer), '.', 1) || '.'`
  return sql`(
    with counted as materialized (
      select grouping(g.category_path, g.brand_norm) as over, g.category_path, g.brand_norm, min(g.brand) as brand, sum(g.n) as hits,
             sum(g.n) filter (where ${ofBrand} and ${ofCategory})::integer as both, sum(g.n) filter (where ${ofCategory})::integer as in_category
        from (${text === undefined ? counted(networkId, entitlement) : found(networkId, entitlement, text)}) g
       group by grouping sets ((g.category_path), (g.brand_norm), ())
    ), child as (
      select ${child} as path, sum(g.both)::integer as products from counted g where g.over = 1 and g.both <> 0 and length(g.category_path) > ${categoryPath.length}::integer group by 1
    )
    select (select coalesce(c.both, 0) from counted c where c.over = 3) as products,
           ${text === undefined ? sql`false` : sql`(select coalesce(c.hits, 0) >= ${sql.lit(MOST_COUNTED)} from counted c where c.over = 3)`} as capped,
           (select coalesce(json_agg(json_build_object('path', c.path, 'name', ${localisedName("c", locale)}) order by length(c.path)), '[]')
              from catalog.category c where c.network_id = ${networkId} and c.path = any (${trailOf(categoryPath)}::text[])) as trail,
           (select coalesce(json_agg(json_build_object('path', c.path, 'code', c.code, 'name', ${localisedName("c", locale)}, 'products', t.products) order by c.position, c.code), '[]')
              from child t join catalog.category c on c.network_id = ${networkId} and c.path = t.path where t.products > 0) as categories,
           (select coalesce(json_agg(json_build_object('brand', b.brand, 'brandNorm', b.brand_norm, 'products', b.in_category) order by b.in_category desc, b.brand_norm), '[]')
              from (select * from counted t where t.over = 2 and t.brand_norm <> '' and t.in_category > 0 order by t.in_category desc, t.brand_norm limit ${sql.lit(MOST_BRANDS)}) b) as brands)`
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
      from ${searchHits(text, { networkId, entitlement }, { limit: MOST_COUNTED })} h
      join catalog.product p on p.network_id = ${networkId} and p.product_id = h.product_id
     group by p.category_path, p.brand_norm`
}

/** "a.b.c." lies in "a.", "a.b." and itself. */
function trailOf(path: string): string[] {
  return [...path.matchAll(/\./g)].map(({ index }) => path.slice(0, index + 1))
}
