import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import type { BuyerFacts, PriceCandidates } from "./candidates.ts"
import { ownRows } from "./own-rows.ts"

export type PricedFor = {
  readonly accountId: string
  /** The business date that prices are valid on, YYYY-MM-DD; the tenant's own today when it is left out. */
  readonly on?: string | undefined
  /** A draft list that is treated as published, and what it revises as retired: what its publication would change. */
  readonly preview?: string | undefined
}

/**
 * The head of a price question, to stand first in a `with`: who buys, on which day, and which of the tenant's lists and rules
 * are meant for that buyer at all. Worked out once per statement; `priceCandidates` reads it for each product.
 * An account that is not in the work's walls makes `buyer` empty.
 */
export function buyerCtes(work: Work, { accountId, on, preview }: PricedFor): RawBuilder<unknown> {
  const shown = preview === undefined ? sql`l.status = 'published'`
    : sql`(l.list_id = ${preview}::uuid or (l.status = 'published' and l.list_id is distinct from
        (select d.replaces_id from pricing.price_list d where ${ownRows(work, "d")} and d.list_id = ${preview}::uuid)))`
  return sql`
    buyer as materialized (
      select a.account_id, a.kind, a.account_group, t.currency, t.settings ->> 'minMarginPercent' as min_margin,
             coalesce(${on ?? null}::date, (${work.now.toString()}::timestamptz at time zone t.zone)::date) as day
        from tenancy.tenant t join tenancy.account a on a.network_id = t.network_id and a.tenant_id = t.tenant_id and a.account_id = ${accountId}::uuid
       where ${ownRows(work, "t")}),
    buyer_list as materialized (
      select l.list_id, json_build_object('id', l.list_id, 'side', l.side, 'kind', l.kind, 'name', l.name, 'version', l.version, 'exclusive', l.exclusive,
               'from', l.valid_from, 'to', l.valid_to, 'target', min(x.target)) as facts
        from buyer b join pricing.price_list l on l.currency = b.currency and l.valid_from <= b.day and (l.valid_to is null or l.valid_to >= b.day)
        join pricing.price_list_assignment x on x.network_id = l.network_id and x.tenant_id = l.tenant_id and x.list_id = l.list_id
         and (x.target = 'tenant' or (l.side = 'sale' and (x.target_account = b.account_id or x.target_group = b.account_group)))
       where ${ownRows(work, "l")} and ${shown} and (b.kind = 'customer' or l.side = 'supply')
       group by l.network_id, l.tenant_id, l.list_id),
    buyer_rule as materialized (
      select r.target, r.category_path, r.brand_norm, r.product_id,
             json_build_object('id', r.rule_id, 'side', r.side, 'name', r.name, 'version', r.version, 'target', r.target, 'depth', length(coalesce(r.category_path, '')),
               'group', r.account_group, 'basis', r.basis, 'percent', r.percent::text, 'min', trim_scale(r.min_quantity)::text, 'from', r.valid_from, 'to', r.valid_to,
               'position', r.position) as facts
        from buyer b join pricing.price_rule r on r.valid_from <= b.day and (r.valid_to is null or r.valid_to >= b.day)
         and (r.account_group = '' or (r.side = 'sale' and r.account_group = b.account_group))
       where ${ownRows(work, "r")} and r.active and (b.kind = 'customer' or r.side = 'supply'))`
}

/** What could decide the price of the product under this alias of catalog.product; needs `buyerCtes` in the same statement. */
export function priceCandidates(work: Work, p: string): RawBuilder<PriceCandidates> {
  const { networkId, tenantId } = work.scope
  const product = sql.ref(`${p}.product_id`)
  return sql<PriceCandidates>`json_build_object(
    'units', (select json_agg(json_build_object('unit', u.unit, 'factor', trim_scale(u.factor)::text, 'minimum', trim_scale(u.minimum)::text, 'step', trim_scale(u.step)::text,
                'sellable', u.sellable, 'position', u.position) order by u.position, u.unit)
                from catalog.product_unit u where u.network_id = ${networkId} and u.product_id = ${product}),
    'base', (select coalesce(json_agg(json_build_object('unit', s.unit, 'min', trim_scale(s.min_quantity)::text, 'price', trim_scale(s.unit_price)::text, 'from', s.valid_from, 'to', s.valid_to, 'version', s.version)), '[]')
               from buyer b join pricing.base_price s on s.currency = b.currency and s.valid_from <= b.day and (s.valid_to is null or s.valid_to >= b.day)
              where s.network_id = ${networkId} and s.product_id = ${product}),
    'lists', (select coalesce(json_agg(jsonb_set(l.facts::jsonb, '{entries}', e.entries)), '[]')
                from buyer_list l cross join lateral (
                  select jsonb_agg(jsonb_build_array(n.unit, trim_scale(n.min_quantity)::text, trim_scale(n.unit_price)::text)) as entries
                    from pricing.price_list_entry n where n.network_id = ${networkId} and n.tenant_id = ${tenantId} and n.product_id = ${product} and n.list_id = l.list_id) e
               where e.entries is not null),
    'rules', (select coalesce(json_agg(r.facts), '[]') from buyer_rule r
               where case r.target when 'all' then true when 'category' then ${sql.ref(`${p}.category_path`)} ^@ r.category_path
                     when 'brand' then r.brand_norm = ${sql.ref(`${p}.brand_norm`)} else r.product_id = ${product} end))`
}

/** The buyer of `buyerCtes` as the resolver wants it; null when the account is not there. */
export const buyerFacts: RawBuilder<BuyerFacts | null> = sql<BuyerFacts | null>`(select json_build_object('accountId', b.account_id, 'accountKind', b.kind,
  'accountGroup', b.account_group, 'currency', b.currency, 'on', b.day, 'minMarginPercent', b.min_margin) from buyer b)`

/** The account group of that buyer, for the entitlement predicate of the same statement. */
export const buyerGroup: RawBuilder<string> = sql<string>`(select b.account_group from buyer b)`
