import { sql, type RawBuilder } from "kysely"
import { beginsWithValue, json, type Work } from "@entrepot/db"
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

/** A number with one letter left out; short and overlong texts have no neighbours. */
function nearNumbers(term: string): string[] {
  return term.length >= 3 && term.length <= 40 ? deletesOf(term, 1) : []
}

/** Long, because it is one statement: read it as matches, their chains of successors, what may be seen, and what is near. */
function answersTo(work: Work, inputs: readonly Input[], entitlement: Entitlement, locale: string): RawBuilder<PartNumberAnswer> {
  const network = work.scope.networkId
  const brief = (alias: string) => sql`json_build_object('productId', ${sql.ref(`${alias}.product_id`)}, 'sku', ${sql.ref(`${alias}.sku`)}, 'mpn', ${sql.ref(`${alias}.mpn`)},
    'name', ${localisedName(alias, locale)}, 'brand', ${sql.ref(`${alias}.brand`)}, 'baseUnit', ${sql.ref(`${alias}.base_unit`)}, 'status', ${sql.ref(`${alias}.status`)})`
  return sql<PartNumberAnswer>`
    with recursive input as materialized (
      select i.no, i.norm collate "C" as norm, i.term collate "C" as term, i.gtin collate "C" as gtin, i.near
        from jsonb_to_recordset(${json(inputs.map(({ no, norm, term, gtin }) => ({ no, norm, term, gtin, near: nearNumbers(term) })))}::jsonb) as i (no integer, norm text, term text, gtin text, near jsonb)
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
    ), near as materialized (
      select u.no, n.term, n.distance from unknown u cross join lateral (
        (select t.term, 2 as distance from jsonb_array_elements_text(u.near) as v (variant) join catalog.term_variant t on t.network_id = ${network} and t.variant = v.variant limit 20)
        union all
        (select w.term, 1 from catalog.search_word w where w.network_id = ${network} and ${beginsWithValue(sql`w.term`, sql`u.term`)} and length(u.term) >= 3 and w.products > 0 order by w.term limit 3)) n
    ), suggestion as materialized (
      select n.no, f.product_id, row_number() over (partition by n.no order by min(n.distance), max(f.popularity) desc, f.sku_norm) as position
        from near n cross join lateral (
          select p.product_id, p.sku_norm, s.popularity from catalog.search_term s join catalog.product p on p.network_id = s.network_id and p.product_id = s.product_id
           where s.network_id = ${network} and s.term = n.term and s.grade <= 2 and p.status in ('active', 'run_out') and ${entitledProduct("p", entitlement)} limit 3) f
       group by n.no, f.product_id, f.sku_norm
    ), matched as (
      select s.no, json_agg(json_build_object('strength', s.strength, 'via', s.via, 'unit', s.unit, 'product', s.product, 'instead', s.instead)) as matches from seen s group by s.no
    ), suggested as (
      select t.no, json_agg(${brief("p")} order by t.position) as suggestions
        from suggestion t cross join lateral (select * from catalog.product p where p.network_id = ${network} and p.product_id = t.product_id limit 1) p where t.position <= 3 group by t.no
    )
    select i.no, coalesce(m.matches, '[]') as matches, coalesce(s.suggestions, '[]') as suggestions
      from input i left join matched m using (no) left join suggested s using (no) order by i.no`
}
