import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import type { BuyerFacts, ListFacts, PriceCandidates, RuleFacts } from "./candidates.ts"
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
 * are meant for that buyer at all. Worked out once per statement; `priceRows` reads it for each product. An account that is
 * not in the work's walls makes `buyer` empty.
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
      select l.list_id, row_number() over (order by l.list_id)::integer as no, json_build_object('id', l.list_id, 'side', l.side, 'kind', l.kind, 'name', l.name, 'version', l.version,
               'exclusive', l.exclusive, 'from', l.valid_from, 'to', l.valid_to, 'target', min(x.target)) as facts
        from buyer b join pricing.price_list l on l.currency = b.currency and l.valid_from <= b.day and (l.valid_to is null or l.valid_to >= b.day)
        join pricing.price_list_assignment x on x.network_id = l.network_id and x.tenant_id = l.tenant_id and x.list_id = l.list_id
         and (x.target = 'tenant' or (l.side = 'sale' and (x.target_account = b.account_id or x.target_group = b.account_group)))
       where ${ownRows(work, "l")} and ${shown} and (b.kind = 'customer' or l.side = 'supply')
       group by l.network_id, l.tenant_id, l.list_id),
    buyer_rule as materialized (
      select row_number() over (order by r.rule_id)::integer as no, r.target, r.category_path, r.brand_norm, r.product_id,
             json_build_object('id', r.rule_id, 'side', r.side, 'name', r.name, 'version', r.version, 'target', r.target, 'depth', length(coalesce(r.category_path, '')),
               'group', r.account_group, 'basis', r.basis, 'percent', r.percent::text, 'min', trim_scale(r.min_quantity)::text, 'from', r.valid_from, 'to', r.valid_to,
               'position', r.position) as facts
        from buyer b join pricing.price_rule r on r.valid_from <= b.day and (r.valid_to is null or r.valid_to >= b.day)
         and (r.account_group = '' or (r.side = 'sale' and r.account_group = b.account_group))
       where ${ownRows(work, "r")} and r.active and (b.kind = 'customer' or r.side = 'supply'))`
}

/** The account group of that buyer, for the entitlement predicate of the same statement. */
export const buyerGroup: RawBuilder<string> = sql<string>`(select b.account_group from buyer b)`

/** What the products of one statement share: the buyer, and the lists and rules that `PriceRows` name by number. */
export type PriceHead = { readonly buyer: BuyerFacts; readonly lists: Readonly<Record<string, Omit<ListFacts, "entries">>>; readonly rules: Readonly<Record<string, RuleFacts>> }

/** As one json value; null when the account is not there. A rule for one product travels with that product. */
export const priceHead: RawBuilder<PriceHead | null> = sql<PriceHead | null>`(select json_build_object(
  'buyer', json_build_object('accountId', b.account_id, 'accountKind', b.kind, 'accountGroup', b.account_group, 'currency', b.currency, 'on', b.day, 'minMarginPercent', b.min_margin),
  'lists', (select coalesce(json_object_agg(l.no, l.facts), '{}') from buyer_list l),
  'rules', (select coalesce(json_object_agg(r.no, r.facts), '{}') from buyer_rule r where r.target <> 'product')) from buyer b)`

/** One product's part: units, base prices, list entries, and rules by number or, for the product alone, as they are. */
export type PriceRows = readonly [
  units: readonly (readonly [unit: string, factor: string, minimum: string, step: string, sellable: boolean, position: number])[],
  base: readonly (readonly [unit: string, min: string, price: string, from: string, to: string | null, version: number])[],
  entries: readonly (readonly [list: number, unit: string, min: string, price: string])[],
  rules: readonly (number | RuleFacts)[],
]

/** The price candidates of the product under this alias of catalog.product, as json; needs `buyerCtes` in the same statement. */
export function priceRows(work: Work, p: string): RawBuilder<PriceRows> {
  const { networkId, tenantId } = work.scope
  const column = (name: string) => sql.ref(`${p}.${name}`)
  return sql<PriceRows>`json_build_array(
    (select coalesce(json_agg(json_build_array(u.unit, trim_scale(u.factor)::text, trim_scale(u.minimum)::text, trim_scale(u.step)::text, u.sellable, u.position)), '[]')
       from catalog.product_unit u where u.network_id = ${networkId} and u.product_id = ${column("product_id")}),
    (select coalesce(json_agg(json_build_array(s.unit, trim_scale(s.min_quantity)::text, trim_scale(s.unit_price)::text, s.valid_from, s.valid_to, s.version)), '[]')
       from buyer b join pricing.base_price s on s.currency = b.currency and s.valid_from <= b.day and (s.valid_to is null or s.valid_to >= b.day)
      where s.network_id = ${networkId} and s.product_id = ${column("product_id")}),
    (select coalesce(json_agg(json_build_array(l.no, n.unit, trim_scale(n.min_quantity)::text, trim_scale(n.unit_price)::text)), '[]')
       from buyer_list l join pricing.price_list_entry n on n.network_id = ${networkId} and n.tenant_id = ${tenantId} and n.product_id = ${column("product_id")} and n.list_id = l.list_id),
    (select coalesce(json_agg(case r.target when 'product' then r.facts else to_json(r.no) end), '[]') from buyer_rule r
      where case r.target when 'all' then true when 'category' then ${column("category_path")} ^@ r.category_path
            when 'brand' then r.brand_norm = ${column("brand_norm")} else r.product_id = ${column("product_id")} end))`
}

/** Puts one product's rows and what the statement's products share together again, for the resolver. */
export function candidatesOf([units, base, entries, rules]: PriceRows, head: PriceHead): PriceCandidates {
  return {
    units: units.map(([unit, factor, minimum, step, sellable, position]) => ({ unit, factor, minimum, step, sellable, position })).sort((left, right) => left.position - right.position || (left.unit < right.unit ? -1 : 1)),
    base: base.map(([unit, min, price, from, to, version]) => ({ unit, min, price, from, to, version })),
    lists: listsOf(entries, head),
    rules: rules.map((rule) => (typeof rule === "number" ? head.rules[rule]! : rule)),
  }
}

function listsOf(entries: PriceRows[2], { lists }: PriceHead): ListFacts[] {
  const byList = new Map<number, [string, string, string][]>()
  for (const [list, unit, min, price] of entries) {
    const known = byList.get(list)
    if (known) known.push([unit, min, price])
    else byList.set(list, [[unit, min, price]])
  }
  return [...byList].map(([list, rows]) => ({ ...lists[list]!, entries: rows }))
}
