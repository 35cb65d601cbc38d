import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { isLive, type Product } from "./product.ts"
import type { Change } from "./write-products.db.ts"

/** Moves the counts by what these changes added and took away: one statement, one row per category and brand touched. */
export async function countFacets(work: Work, changes: readonly Change[]): Promise<void> {
  const deltas = [...facetDeltas(changes).values()].filter(({ n }) => n !== 0)
  if (deltas.length === 0) return
  const network = work.scope.networkId
  await sql`
    with delta as materialized (
      select d.path collate "C" as path, min(d.brand) as brand, lower(d.brand) collate "C" as norm, sum(d.n)::integer as n
        from unnest(${deltas.map(({ path }) => path)}::text[], ${deltas.map(({ brand }) => brand)}::text[], ${deltas.map(({ n }) => n)}::integer[]) as d (path, brand, n)
       group by d.path, lower(d.brand)
    ), fewer as (
      update catalog.facet_count f set products = f.products + d.n from delta d
       where f.network_id = ${network} and f.category_path = d.path and f.brand_norm = d.norm and d.n < 0
    )
    insert into catalog.facet_count as f (network_id, category_path, brand, brand_norm, products)
    select ${network}, path, brand, norm, n from delta where n > 0 order by path, norm
    on conflict (network_id, category_path, brand_norm) do update set products = f.products + excluded.products, brand = excluded.brand`.execute(work.db)
}

type Delta = { readonly path: string; readonly brand: string; n: number }

function facetDeltas(changes: readonly Change[]): Map<string, Delta> {
  const deltas = new Map<string, Delta>()
  const add = (product: Product | undefined, n: number) => {
    if (!product || !isLive(product)) return
    const key = `${product.categoryPath}\n${product.brand}`
    const delta = deltas.get(key) ?? { path: product.categoryPath, brand: product.brand, n: 0 }
    delta.n += n
    deltas.set(key, delta)
  }
  for (const { before, after } of changes) {
    add(before, -1)
    add(after, 1)
  }
  return deltas
}

/** Counts everything anew, for a repair or after the master was filled by other means. */
export async function recountFacets(work: Work): Promise<void> {
  const network = work.scope.networkId
  await sql`delete from catalog.facet_count where network_id = ${network}`.execute(work.db)
  await sql`
    insert into catalog.facet_count (network_id, category_path, brand, brand_norm, products)
    select ${network}, category_path, min(brand), brand_norm, count(*) from catalog.product
     where network_id = ${network} and status in ('active', 'run_out') group by category_path, brand_norm`.execute(work.db)
}
