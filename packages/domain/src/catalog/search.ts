import { sql, type RawBuilder } from "kysely"
import { beginsWith, LAST } from "@entrepot/db"
import { lookupsOf } from "./misspelling.ts"
import type { Entitlement } from "./entitlement.ts"
import { filtered, isSmall, selectedProducts, selectionGroups, SMALL_SELECTION } from "./selection.ts"
import { searchText, type SearchText } from "./tokens.ts"
import { visibleProduct } from "./visible.ts"

export type SearchWhere = {
  readonly networkId: number
  /** Whose catalogue is searched; without it, as stewards do, the whole master in every status. */
  readonly entitlement?: Entitlement
  readonly categoryPath?: string | undefined
  /** As `brandNorm` of the facets. */
  readonly brand?: string | undefined
  /** A further condition on the alias `p` of catalog.product. */
  readonly also?: RawBuilder<unknown>
}

export type SearchPage = { readonly limit: number; readonly offset?: number }

/** Alphabetical order of numbers is worth more than completeness once this many words begin with what was typed. */
const RARE_WORDS = 100
const FREQUENT_WORDS = 40
/** One or two letters begin so many words that a few of the most frequent fill every page. */
const WORDS_OF_A_SHORT_BEGINNING = 20
const MISSPELLINGS = 24
/** So many products that meet every word are ranked word by word; what they are is read best first. */
const RANKED = 120

/**
 * A parenthesised select of the products that answer `text`, best first: columns product_id, position (1, 2, …), score,
 * superseded_id (the discontinued product whose number was typed, where this is its successor).
 *
 *     sql`with hit as materialized ${searchHits("glove m", { ... }, { limit: 24 })} select … from hit join catalog.product p …`
 *
 * Every word must be met, the last one may be unfinished. An exact own number comes first, then maker's numbers and GTINs,
 * numbers that begin so, words of brand and name, beginnings of words, misspellings. Whether a word needs to be looked for
 * among beginnings or misspellings is decided inside the statement, and costs nothing where it was spelt right.
 *
 * The rarest word drives: its products are read in the order of one index, best first, and only until the page is full, so
 * that a word which half the catalogue carries costs as little as a rare one.
 */
export function searchHits(text: string | SearchText, where: SearchWhere, { limit, offset = 0 }: SearchPage): RawBuilder<unknown> {
  const query = typeof text === "string" ? searchText(text) : text
  if (query.words.length === 0) return sql`(select null::uuid as product_id, 0::bigint as position, 0 as score, null::uuid as superseded_id where false)`
  const parts = [
    sql`word as materialized (${wordsCte(query, where)})`, sql`typed as materialized (${typedCte(query, where)})`, sql`rarest as materialized (${rarestWord(query)})`,
    ...(where.entitlement ? [sql`selection as materialized (${selectionGroups({ ...where, entitlement: where.entitlement }, sql`(select products from rarest) > ${sql.lit(SMALL_SELECTION)}`)})`] : []),
    sql`few as materialized (${isFewSelected(where)})`, sql`candidate as (${candidates(query, where, limit + offset)})`, sql`old as (${discontinued(query, where)})`, sql`chain as (${successors(where)})`,
  ]
  const wholeNumber = query.words.length > 1 && query.number !== "" ? sql` union all ${byWholeNumber(query, where, limit + offset)}` : sql``
  return sql`(
    with recursive ${sql.join(parts)},
    found as (
      select product_id, score, popularity, null::uuid as superseded_id from candidate ${wholeNumber}
      union all select p.product_id, 15, p.popularity, chain.old_id from chain join catalog.product p on p.network_id = ${where.networkId} and p.product_id = chain.product_id where ${visibleHere(where)}
    ), best as (
      select product_id, min(score) as score, max(popularity) as popularity, (array_agg(superseded_id order by score))[1] as superseded_id from found group by product_id
    )
    select product_id, row_number() over (order by score, popularity desc, product_id) as position, score, superseded_id
      from best order by score, popularity desc, product_id limit ${limit} offset ${offset})`
}

function visibleHere({ entitlement, categoryPath, brand, also }: SearchWhere): RawBuilder<unknown> {
  return sql`${entitlement ? visibleProduct("p", entitlement) : sql`true`} ${filtered({ categoryPath, brand })} ${also ? sql`and ${also}` : sql``}`
}

/** The word with the fewest products, if there is something to every word. */
function rarestWord({ words }: SearchText): RawBuilder<unknown> {
  return sql`select no, sum(products) as products from word where (select count(distinct no) from word) = ${sql.lit(words.length)} group by no order by 2, 1 limit 1`
}

/** A frequent word in a narrow catalogue: then the catalogue is read and the word looked up, not the other way round. */
function isFewSelected({ entitlement }: SearchWhere): RawBuilder<unknown> {
  if (!entitlement) return sql`select false as yes`
  return sql`select (select products from rarest) > ${sql.lit(SMALL_SELECTION)} and ${isSmall()} as yes`
}

/** The words of the dictionary that each typed word may mean: quality 0 as typed, 1 begins so, from 2 on misspelt. */
function wordsCte({ words }: SearchText, { networkId }: SearchWhere): RawBuilder<unknown> {
  const known = (match: RawBuilder<unknown>) => sql`exists (select 1 from catalog.search_word k where k.network_id = ${networkId} and ${match} and k.products > 0)`
  const branches = words.flatMap((typed, index) => {
    const last = index === words.length - 1
    const few = [...typed].length <= 2
    const exact = sql`(select ${sql.lit(index)} as no, w.term, w.products, 0 as quality from catalog.search_word w where w.network_id = ${networkId} and w.term = ${typed} and w.products > 0)`
    const begins = sql`select ${sql.lit(index)}, w.term, w.products, 1 from catalog.search_word w where w.network_id = ${networkId} and ${beginsWith(sql`w.term`, typed)} and w.term <> ${typed} ${last ? sql`` : sql`and not ${known(sql`k.term = ${typed}`)}`}`
    const misspelt = sql`(select ${sql.lit(index)}, w.term, w.products, 1 + v.cost
        from (select t.term, min(length(${typed}::text) + length(t.term) - 2 * length(t.variant)) as cost from catalog.term_variant t
               where t.network_id = ${networkId} and t.variant = any (${lookupsOf(typed)}::text[]) and not ${known(beginsWith(sql`k.term`, typed))}
               group by t.term order by 2, t.term limit ${sql.lit(MISSPELLINGS)}) v
        join catalog.search_word w on w.network_id = ${networkId} and w.term = v.term and w.products > 0)`
    return [
      exact,
      sql`(${begins} and w.products >= 16 order by w.products desc limit ${sql.lit(few ? WORDS_OF_A_SHORT_BEGINNING : FREQUENT_WORDS)})`,
      sql`(${begins} and w.products > 0 and w.products < 16 order by w.term limit ${sql.lit(few ? WORDS_OF_A_SHORT_BEGINNING : RARE_WORDS)})`,
      misspelt,
    ]
  })
  return sql.join(branches, sql` union all `)
}

/** Own number 10, maker's 20, numbers that begin so 30, words 40, categories and parts 50, beginnings 60, misspellings above. */
function score(grade: RawBuilder<unknown>, quality: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`case when ${quality} >= 2 then 60 + 10 * ${quality}
    when ${quality} = 1 then case ${grade} when 1 then 30 when 2 then 35 else 60 end
    else case ${grade} when 1 then 10 when 2 then 20 when 3 then 40 else 50 end end`
}

/** Each typed word as a span of terms, exact or open at the end, and the terms of which it may be a misspelling. */
function typedCte({ words }: SearchText, { networkId }: SearchWhere): RawBuilder<unknown> {
  return sql.join(words.map((typed, index) => {
    const open = index === words.length - 1 ? sql`true` : sql`not exists (select 1 from catalog.search_word k where k.network_id = ${networkId} and k.term = ${typed} and k.products > 0)`
    return sql`select ${sql.lit(index)} as no, case when ${open} then ${typed + LAST} else ${typed} end as until, array(select w.term from word w where w.no = ${sql.lit(index)} and w.quality >= 2) as misspelt`
  }), sql` union all `)
}

function candidates(query: SearchText, where: SearchWhere, wanted: number): RawBuilder<unknown> {
  const { words } = query
  const perWord = words.length === 1 ? wanted : Math.max(wanted, RANKED)
  const driven = sql`
    select c.product_id, c.popularity, ${score(sql`c.grade`, sql`d.quality`)} as score
      from (select w.* from word w join rarest using (no) where not coalesce((select yes from few), false)) d
     cross join lateral (
       select s.product_id, s.popularity, s.grade
         from catalog.search_term s
         join catalog.product p on p.network_id = s.network_id and p.product_id = s.product_id
        where s.network_id = ${where.networkId} and s.term = d.term and ${visibleHere(where)} ${words.length === 1 ? sql`` : meets(query, where, sql`s.product_id`, sql`d.no`)}
        order by s.grade, s.popularity desc
        limit ${perWord}) c`
  const byWord = words.length === 1 ? driven : ranked(query, where, sql`
    select product_id, max(popularity) as popularity from (${driven}) d group by product_id order by min(score), max(popularity) desc limit ${perWord}`)
  if (!where.entitlement) return byWord
  const selected = selectedProducts({ ...where, entitlement: where.entitlement }, sql`(select yes from few) ${where.also ? sql`and ${where.also}` : sql``}`)
  return sql`${byWord} union all ${ranked(query, where, sql`select s.product_id, s.popularity from (${selected}) s where true ${meets(query, where, sql`s.product_id`, sql`-1`)}`)}`
}

/** A look at the product's own terms per word; the offset keeps the planner from reading all products of that word instead. */
function meets({ words }: SearchText, { networkId }: SearchWhere, productId: RawBuilder<unknown>, known: RawBuilder<unknown>): RawBuilder<unknown> {
  const carries = (match: RawBuilder<unknown>) => sql`exists (select 1 from catalog.search_term o where o.network_id = ${networkId} and o.product_id = ${productId} and ${match} offset 0)`
  return sql.join(words.map((typed, index) => sql`and (${known} = ${sql.lit(index)}
    or ${carries(sql`o.term >= ${typed} and o.term <= (select until from typed where no = ${sql.lit(index)})`)}
    or ${carries(sql`o.term = any ((select misspelt from typed where no = ${sql.lit(index)})::text[])`)})`), sql` `)
}

/** The sum of the best reading of each word: one look at all terms of each candidate. */
function ranked({ words }: SearchText, { networkId }: SearchWhere, from: RawBuilder<unknown>): RawBuilder<unknown> {
  const best = words.map((typed, index) => {
    const quality = sql`case when o.term = ${typed} then 0 when o.term >= ${typed} and o.term < ${typed + LAST} then 1 when o.term = any ((select misspelt from typed where no = ${sql.lit(index)})::text[]) then 2 end`
    return sql`coalesce(min(${score(sql`o.grade`, quality)}) filter (where ${quality} is not null), 90)`
  })
  return sql`
    select c.product_id, c.popularity, m.score from (${from}) c
     cross join lateral (
       select (${sql.join(best, sql` + `)})::integer as score from catalog.search_term o where o.network_id = ${networkId} and o.product_id = c.product_id) m`
}

/** "AB 12-34" is two words to the eye and one number to the warehouse. */
function byWholeNumber({ number }: SearchText, where: SearchWhere, wanted: number): RawBuilder<unknown> {
  return sql`(
    select s.product_id, case when w.term = ${number} then s.grade * 10 else 25 + s.grade * 5 end, s.popularity, null::uuid
      from (select term from catalog.search_word k where k.network_id = ${where.networkId} and ${beginsWith(sql`k.term`, number)} and k.products > 0 order by k.term limit ${wanted}) w
      join catalog.search_term s on s.network_id = ${where.networkId} and s.term = w.term and s.grade <= 2
      join catalog.product p on p.network_id = s.network_id and p.product_id = s.product_id
     where ${visibleHere(where)} limit ${wanted})`
}

/** Numbers of what is no longer sold lead to what replaced it. */
function discontinued({ words, number }: SearchText, { networkId }: SearchWhere): RawBuilder<unknown> {
  return sql`
    select p.product_id from catalog.search_term s
      join catalog.product p on p.network_id = s.network_id and p.product_id = s.product_id
     where s.network_id = ${networkId} and s.term = any (${[...new Set([number, ...(words.length === 1 ? words : [])])]}::text[]) and s.grade <= 2
       and p.status = 'discontinued' and p.successor_id is not null limit 20`
}

function successors({ networkId }: SearchWhere): RawBuilder<unknown> {
  return sql`
    select o.product_id as old_id, o.product_id, 0 as steps from old o
    union all
    select c.old_id, p.successor_id, c.steps + 1 from chain c
      join catalog.product p on p.network_id = ${networkId} and p.product_id = c.product_id and p.status = 'discontinued' and p.successor_id is not null
     where c.steps < 32`
}
