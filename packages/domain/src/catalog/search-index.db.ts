import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { searchTermsOf, type Findable } from "./search-terms.ts"

export type Indexed = Findable & { readonly productId: string; readonly popularity: number; readonly isNew?: boolean }

/**
 * Makes these products' terms exactly what they should be: terms, the count of products per word, and the misspellings of
 * words that were new, in one statement; what no product carries any more is swept in a second. `isNew`: has no terms yet.
 */
export async function indexProducts(work: Work, products: readonly Indexed[]): Promise<void> {
  if (products.length === 0) return
  const rows = products.flatMap((product, index) => searchTermsOf(product).map((term) => ({ index: index + 1, ...term })))
  const { rows: [swept] } = await writeTerms(work, products, rows)
  if (swept && swept.emptied.length > 0) await sweepWords(work, swept.emptied)
}

type TermRow = { readonly index: number; readonly term: string; readonly grade: number; readonly reach: number }

/** Long, because it is one statement: every part of it sees the index as it was before, and counts what the others changed. */
function writeTerms(work: Work, products: readonly Indexed[], rows: readonly TermRow[]) {
  const network = work.scope.networkId
  return sql<{ emptied: string[] }>`
    with product as materialized (
      select * from unnest(${products.map(({ productId }) => productId)}::uuid[], ${products.map(({ popularity }) => popularity)}::integer[]) with ordinality as p (product_id, popularity, index)
    ), wanted as materialized (
      select p.product_id, t.term collate "C" as term, t.grade, t.reach, p.popularity
        from unnest(${rows.map(({ index }) => index)}::integer[], ${rows.map(({ term }) => term)}::text[], ${rows.map(({ grade }) => grade)}::smallint[], ${rows.map(({ reach }) => reach)}::smallint[]) as t (index, term, grade, reach)
        join product p using (index)
    ), gone as (
      delete from catalog.search_term s
       where s.network_id = ${network} and s.product_id = any (${products.filter(({ isNew }) => !isNew).map(({ productId }) => productId)}::uuid[])
         and not exists (select 1 from wanted w where w.product_id = s.product_id and w.term = s.term)
      returning s.term
    ), come as (
      insert into catalog.search_term as s (network_id, product_id, term, grade, popularity)
      select ${network}, product_id, term, grade, popularity from wanted order by term
      on conflict (network_id, product_id, term) do update set grade = excluded.grade, popularity = excluded.popularity
       where (s.grade, s.popularity) is distinct from (excluded.grade, excluded.popularity)
      returning s.term, xmax = 0 as fresh
    ), delta as materialized (
      select term, sum(n)::integer as n from (select term, -1 as n from gone union all select term, 1 from come where fresh) c group by term
    ), reach as materialized (
      select term, max(reach) as reach from wanted group by term
    ), fewer as (
      update catalog.search_word w set products = w.products + d.n from delta d
       where w.network_id = ${network} and w.term = d.term and d.n < 0
      returning w.term, w.products
    ), more as (
      insert into catalog.search_word as w (network_id, term, products, reach)
      select ${network}, r.term, greatest(coalesce(d.n, 0), 0), r.reach from reach r left join delta d using (term)
       where d.n > 0 or not exists (select 1 from catalog.search_word k where k.network_id = ${network} and k.term = r.term and k.reach >= r.reach)
       order by r.term
      on conflict (network_id, term) do update set products = w.products + excluded.products, reach = greatest(w.reach, excluded.reach)
    ), misspelt as (
      insert into catalog.term_variant (network_id, variant, term)
      select ${network}, v.variant, r.term
        from reach r
       cross join lateral (${variants()}) v
       where r.reach > 0 and v.variant <> ''
         and not exists (select 1 from catalog.search_word k where k.network_id = ${network} and k.term = r.term and k.reach >= r.reach)
       order by v.variant
      on conflict do nothing
    )
    select coalesce(array_agg(term) filter (where products <= 0), '{}') as emptied from fewer`.execute(work.db)
}

/** The same words as `deletesOf`, made where they are stored: sending them would be the bulk of an import. Doubles are dropped by the key. */
function variants() {
  return sql`
    select r.term as variant
    union all select left(r.term, i - 1) || substr(r.term, i + 1) from generate_series(1, length(r.term)) i
    union all select left(r.term, i - 1) || substr(r.term, i + 1, j - i - 1) || substr(r.term, j + 1)
      from generate_series(1, length(r.term)) i, generate_series(i + 1, length(r.term)) j where r.reach = 2`
}

/** Words that no product carries any more leave the dictionary, and their misspellings with them. */
async function sweepWords(work: Work, terms: readonly string[]): Promise<void> {
  const network = work.scope.networkId
  await sql`
    with r as (
      delete from catalog.search_word where network_id = ${network} and term = any(${terms}::text[]) and products = 0 returning term, reach
    )
    delete from catalog.term_variant t using r cross join lateral (${variants()}) v
     where t.network_id = ${network} and t.variant = v.variant collate "C" and t.term = r.term`.execute(work.db)
}
