import { sql } from "kysely"
import { audit, json, type Work } from "@entrepot/db"
import { quantity, unitPrice } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { BasePriceRow } from "./contract.ts"

export type BasePriceOutcome = { readonly index: number; readonly saved: "created" | "changed" | "unchanged" } | { readonly index: number; readonly refused: string; readonly facts: Readonly<Record<string, string>> }

/**
 * Saves network base prices, any number at once, in one round trip. A price that was valid before ends on the day before the new
 * one; a new price that has a later one behind it ends before that. A row of the same key is changed and its version counted
 * up; the same row again changes nothing. Each row is saved or refused as a whole, by its place in `rows`:
 * `pricing.product_not_found`, `pricing.unit_unknown`, `pricing.price_is_twice`, `pricing.days_are_reversed`,
 * `pricing.base_price_overlaps` (its last day lies behind the start of a later price), `pricing.tier_rises`.
 */
export async function saveBasePrices(work: Work, rows: readonly BasePriceRow[]): Promise<BasePriceOutcome[]> {
  authorize(work, "network.price.manage")
  if (rows.length === 0) return []
  const incoming = rows.map((row, index) => ({ index, ...row, minQuantity: quantity(row.minQuantity ?? "1"), unitPrice: unitPrice(row.unitPrice), validTo: row.validTo ?? null }))
  const { rows: outcomes } = await saveStatement(work, incoming)
  const saved = outcomes.filter(({ verdict }) => verdict === "created" || verdict === "changed").length
  if (saved > 0) audit(work, { action: "pricing.base_prices_saved", subjectKind: "base_price", subjectId: rows.length === 1 ? rows[0]!.productId : "many", after: rows.length === 1 ? { ...incoming[0]! } : { saved } })
  return outcomes.map(({ index, verdict, facts }) => (isSaved(verdict) ? { index, saved: verdict } : { index, refused: `pricing.${verdict}`, facts }))
}

function isSaved(verdict: string): verdict is "created" | "changed" | "unchanged" {
  return verdict === "created" || verdict === "changed" || verdict === "unchanged"
}

type Incoming = { readonly index: number; readonly productId: string; readonly currency: string; readonly unit: string; readonly minQuantity: string; readonly validFrom: string; readonly validTo: string | null; readonly unitPrice: string }

function saveStatement(work: Work, incoming: readonly Incoming[]) {
  const { networkId } = work.scope
  return sql<{ index: number; verdict: string; facts: Record<string, string> }>`
    with incoming as materialized (
      select i.*, row_number() over same_key as place, min(i.valid_from) over (partition by i.product_id, i.currency, i.unit, i.least order by i.valid_from range between '1 day' following and unbounded following) as next_given,
             i.price > lag(i.price) over (partition by i.product_id, i.currency, i.unit, i.valid_from order by i.least, i.index) as rises
        from (select r.index, r."productId" as product_id, r.currency, r.unit, r."minQuantity" as least, r."validFrom" as valid_from, r."validTo" as valid_to, r."unitPrice" as price
                from jsonb_to_recordset(${json(incoming)}::jsonb) as r (index integer, "productId" uuid, currency text, unit text, "minQuantity" numeric, "validFrom" date, "validTo" date, "unitPrice" numeric)) i
      window same_key as (partition by i.product_id, i.currency, i.unit, i.least, i.valid_from order by i.index)),
    weighed as materialized (
      select i.*, p.sku, stored.later, stored.price as known_price, stored.ends as known_ends,
             case when p.sku is null then 'product_not_found' when u.unit is null then 'unit_unknown' when i.place > 1 then 'price_is_twice'
                  when i.valid_to < i.valid_from then 'days_are_reversed' when i.valid_to >= least(i.next_given, stored.later) then 'base_price_overlaps'
                  when i.rises or stored.rises then 'tier_rises' end as refused
        from incoming i
        left join catalog.product p on p.network_id = ${networkId} and p.product_id = i.product_id
        left join catalog.product_unit u on u.network_id = ${networkId} and u.product_id = i.product_id and u.unit = i.unit
        left join lateral (
          select min(s.valid_from) filter (where s.min_quantity = i.least and s.valid_from > i.valid_from) as later,
                 min(s.unit_price) filter (where s.min_quantity = i.least and s.valid_from = i.valid_from) as price,
                 min(s.valid_to) filter (where s.min_quantity = i.least and s.valid_from = i.valid_from) as ends,
                 bool_or((s.min_quantity < i.least and s.unit_price < i.price or s.min_quantity > i.least and s.unit_price > i.price)
                   and s.valid_from <= i.valid_from and (s.valid_to is null or s.valid_to >= i.valid_from)
                   and not exists (select 1 from incoming t where t.product_id = i.product_id and t.currency = i.currency and t.unit = i.unit and t.least = s.min_quantity and t.valid_from = i.valid_from)) as rises
            from pricing.base_price s where s.network_id = ${networkId} and s.product_id = i.product_id and s.currency = i.currency and s.unit = i.unit) stored on true),
    judged as materialized (
      select w.*, coalesce(w.refused, case when w.known_price is null then 'created' when w.known_price <> w.price or w.known_ends is distinct from w.ends then 'changed' else 'unchanged' end) as verdict
        from (select k.*, coalesce(k.valid_to, least(lead(k.valid_from) over (partition by k.product_id, k.currency, k.unit, k.least, k.refused is null order by k.valid_from), k.later) - 1) as ends from weighed k) w),
    closed as (
      update pricing.base_price s set valid_to = c.day, updated_at = ${work.now.toString()}::timestamptz
        from (select s.product_id, s.currency, s.unit, s.min_quantity, s.valid_from, min(j.valid_from) - 1 as day
                from pricing.base_price s join judged j on s.network_id = ${networkId} and j.product_id = s.product_id and j.currency = s.currency and j.unit = s.unit and j.least = s.min_quantity and s.valid_from < j.valid_from
                 and (s.valid_to is null or s.valid_to >= j.valid_from) and j.verdict in ('created', 'changed')
               where not exists (select 1 from judged own where own.product_id = s.product_id and own.currency = s.currency and own.unit = s.unit and own.least = s.min_quantity
                                   and own.valid_from = s.valid_from and own.verdict = 'changed')
               group by 1, 2, 3, 4, 5) c
       where s.network_id = ${networkId} and s.product_id = c.product_id and s.currency = c.currency and s.unit = c.unit and s.min_quantity = c.min_quantity and s.valid_from = c.valid_from),
    saved as (
      insert into pricing.base_price (network_id, product_id, currency, unit, min_quantity, valid_from, valid_to, unit_price, updated_at)
      select ${networkId}, j.product_id, j.currency, j.unit, j.least, j.valid_from, j.ends, j.price, ${work.now.toString()}::timestamptz from judged j where j.verdict in ('created', 'changed')
          on conflict (network_id, product_id, currency, unit, min_quantity, valid_from) do update
         set unit_price = excluded.unit_price, valid_to = excluded.valid_to, updated_at = excluded.updated_at, version = pricing.base_price.version + 1)
    select j.index, j.verdict, json_strip_nulls(json_build_object('sku', j.sku, 'unit', j.unit, 'quantity', trim_scale(j.least)::text, 'from', j.valid_from, 'to', j.valid_to)) as facts
      from judged j order by j.index`.execute(work.db)
}
