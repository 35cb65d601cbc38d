import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { normalizeGtin, normalizePartNumber } from "@entrepot/kernel"
import { deletesOf } from "./misspelling.ts"
import { entitledProduct, type Entitlement } from "./entitlement.ts"
import { decidePartNumber, type NumberMatch, type PartNumberVerdict, type ProductBrief } from "./part-number-verdict.ts"
import { numberTerm } from "./tokens.ts"
import { localisedName } from "./visible.ts"

export type PartNumberQuestion = { readonly accountGroup: Entitlement["accountGroup"]; readonly locale?: string }

export type PartNumberQuery = { readonly answers: RawBuilder<unknown>; readonly verdicts: (answers: readonly PartNumberAnswer[]) => PartNumberVerdict[] }
export type PartNumberAnswer = { readonly no: number; readonly matches: readonly NumberMatch[]; readonly suggestions: readonly ProductBrief[] }

/**
 * What each of these numbers means to this buyer: own number with or without its dashes, maker's number, GTIN of the piece or
 * of a pack (which then is the unit). Old numbers lead to what replaced them. One round trip for 300 texts, one verdict per
 * text, in their order. A product outside the buyer's catalogue answers as an unknown number does.
 */
export async function findByPartNumbers(work: Work, texts: readonly string[], question: PartNumberQuestion): Promise<PartNumberVerdict[]> {
  const { answers, verdicts } = partNumberQuery(work, texts, question)
  const { rows } = await sql<PartNumberAnswer>`select * from ${answers} a`.execute(work.db)
  return verdicts(rows)
}

/**
 * The same as a parenthesised select, columns no, matches and suggestions, to be asked together with prices and stock;
 * `verdicts` turns its rows into one verdict per text, in their order. `matches` is json with the product's id in `product`.
 */
export function partNumberQuery(work: Work, texts: readonly string[], { accountGroup, locale = "en" }: PartNumberQuestion): PartNumberQuery {
  const asked = new Map(texts.map((text) => [text, { norm: normalizePartNumber(text), term: numberTerm(text), gtin: normalizeGtin(text.trim()) ?? "" }]))
  const inputs = [...asked].filter(([, { norm }]) => norm !== "").map(([text, input], no) => ({ ...input, no, text }))
  const scope = { networkId: work.scope.networkId!, ...(work.scope.tenantId === undefined ? {} : { tenantId: work.scope.tenantId }) }
  return {
    answers: sql`(${answersTo(work, inputs, { accountGroup, scope }, locale)})`,
    verdicts: (answers) => {
      const byNo = new Map(answers.map((answer) => [answer.no, answer]))
      const byText = new Map(inputs.map(({ text, no }) => [text, byNo.get(no)]))
      return texts.map((text) => decidePartNumber(byText.get(text)))
    },
  }
}

type Input = { readonly no: number; readonly norm: string; readonly term: string; readonly gtin: string }

function answersTo(work: Work, inputs: readonly Input[], entitlement: Entitlement, locale: string): RawBuilder<PartNumberAnswer> {
  const network = work.scope.networkId
  const brief = (alias: string) => sql`json_build_object('productId', ${sql.ref(`${alias}.product_id`)}, 'sku', ${sql.ref(`${alias}.sku`)}, 'mpn', ${sql.ref(`${alias}.mpn`)},
    'name', ${localisedName(alias, locale)}, 'brand', ${sql.ref(`${alias}.brand`)}, 'baseUnit', ${sql.ref(`${alias}.base_unit`)}, 'status', ${sql.ref(`${alias}.status`)})`
  const misspelt = inputs.filter(({ term }) => term.length >= 3 && term.length <= 40).flatMap(({ no, term }) => deletesOf(term, 1).map((variant) => ({ no, variant })))
  return sql<PartNumberAnswer>`
    with recursive input as materialized (
      select * from unnest(${inputs.map(({ no }) => no)}::integer[], ${inputs.map(({ norm }) => norm)}::text[], ${inputs.map(({ term }) => term)}::text[], ${inputs.map(({ gtin }) => gtin)}::text[]) as i (no, norm, term, gtin)
    ), match as (
      select i.no, p.product_id, null as unit, 1 as strength, 'sku' as via from input i join catalog.product p on p.network_id = ${network} and p.sku_norm = i.norm
      union all select i.no, p.product_id, null, 2, 'mpn' from input i join catalog.product p on p.network_id = ${network} and p.mpn_norm = i.norm and p.mpn_norm is not null
      union all select i.no, p.product_id, null, 2, 'gtin' from input i join catalog.product p on p.network_id = ${network} and p.gtin = i.gtin and p.gtin is not null and i.gtin <> ''
      union all select i.no, u.product_id, u.unit, 3, 'pack_gtin' from input i join catalog.product_unit u on u.network_id = ${network} and u.gtin = i.gtin and u.gtin is not null and i.gtin <> ''
    ), chain as (
      select m.*, m.product_id as asked_id, 0 as steps from match m
      union all
      select c.no, p.successor_id, c.unit, c.strength, c.via, c.asked_id, c.steps + 1 from chain c
        join catalog.product p on p.network_id = ${network} and p.product_id = c.product_id and p.status = 'discontinued' and p.successor_id is not null
       where c.steps < 32
    ), last as materialized (
      select distinct on (no, asked_id, strength, unit) * from chain order by no, asked_id, strength, unit, steps desc
    ), seen as materialized (
      select l.no, l.strength, l.via, p.product_id, p.status,
             coalesce((select u.unit from catalog.product_unit u where u.network_id = ${network} and u.product_id = p.product_id and u.unit = l.unit), p.base_unit) as unit,
             ${brief("p")} as product, case when l.asked_id <> l.product_id then (select ${brief("a")} from catalog.product a where a.network_id = ${network} and a.product_id = l.asked_id) end as instead
        from last l join catalog.product p on p.network_id = ${network} and p.product_id = l.product_id
       where p.status <> 'draft' and ${entitledProduct("p", entitlement)}
    ), unknown as materialized (
      select i.* from input i where not exists (select 1 from seen s where s.no = i.no)
    ), near as (
      select v.no, t.term, 2 as distance from unnest(${misspelt.map(({ no }) => no)}::integer[], ${misspelt.map(({ variant }) => variant)}::text[]) as v (no, variant)
        join unknown using (no) join catalog.term_variant t on t.network_id = ${network} and t.variant = v.variant
      union
      select u.no, b.term, 1 from unknown u cross join lateral (
        select w.term from catalog.search_word w where w.network_id = ${network} and w.term ^@ u.term and length(u.term) >= 3 and w.products > 0 order by w.term limit 3) b
    ), suggestion as (
      select n.no, p.product_id, min(n.distance) as distance, max(s.popularity) as popularity
        from near n join catalog.search_term s on s.network_id = ${network} and s.term = n.term and s.grade <= 2
        join catalog.product p on p.network_id = s.network_id and p.product_id = s.product_id
       where p.status in ('active', 'run_out') and ${entitledProduct("p", entitlement)}
       group by n.no, p.product_id
    )
    select i.no,
           (select coalesce(json_agg(json_build_object('strength', s.strength, 'via', s.via, 'unit', s.unit, 'product', s.product, 'instead', s.instead)), '[]') from seen s where s.no = i.no) as matches,
           (select coalesce(json_agg(${brief("p")} order by t.distance, t.popularity desc, p.sku_norm), '[]')
              from (select * from suggestion g where g.no = i.no order by g.distance, g.popularity desc limit 3) t
              join catalog.product p on p.network_id = ${network} and p.product_id = t.product_id) as suggestions
      from input i order by i.no`
}
