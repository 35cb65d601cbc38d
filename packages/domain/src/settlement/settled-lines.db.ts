import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { DocumentOf } from "./contract.ts"
import type { TaxRule } from "./tax/rule.ts"

/** What stays of a line at one rate: how much, what it came to, and the tax on that. */
export type SettledPart = { readonly rule: TaxRule | null; readonly base: string; readonly minor: string; readonly tax: string; readonly accounted: string }

/** An order line as it was settled so far: what stays with the partner, and what that came to; its parts the newest first. */
export type SettledLine = {
  readonly orderLineId: string; readonly orderId: string; readonly orderNumber: string; readonly currency: string; readonly zone: string; readonly house: boolean
  readonly sku: string; readonly name: string; readonly unit: string; readonly factor: string; readonly supplyPrice: string | null; readonly taxCategory: string
  readonly settledBase: string; readonly settledMinor: string; readonly parts: readonly SettledPart[]
}

/** Goods of one order that move by one document. */
type OfGoods = { readonly accountId: string; readonly orderId: string; readonly kind: "supply" | "supply_return"; readonly document: DocumentOf; readonly moved: readonly { readonly orderLineId: string }[] }

/** The lines that a movement is of; those that it was settled for already are left out. One statement. */
export async function settledLines(work: Work, { document, kind, moved, accountId, orderId }: OfGoods): Promise<ReadonlyMap<string, SettledLine>> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<SettledLine>`
    select l.line_id as "orderLineId", o.order_id as "orderId", o.number as "orderNumber", o.currency, t.zone, a.kind = 'house' as house, l.sku, l.name, l.unit, l.unit_factor::text as factor, l.supply_price::text as "supplyPrice",
           coalesce(l.price_snapshot ->> 'taxCategory', 'standard') as "taxCategory", coalesce(e.base, 0)::text as "settledBase", coalesce(e.minor, 0)::text as "settledMinor", coalesce(e.parts, '[]') as parts
      from ordering.order_line l
      join ordering.order o on (o.network_id, o.tenant_id, o.account_id, o.order_id) = (l.network_id, l.tenant_id, l.account_id, l.order_id)
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (l.network_id, l.tenant_id, l.account_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (l.network_id, l.tenant_id)
      left join lateral (
        select sum(p.base) as base, sum(p.minor) as minor, bool_or(p.known) as known,
               json_agg(json_build_object('rule', case when p.tax_treatment is not null then json_build_object('treatment', p.tax_treatment, 'jurisdiction', p.tax_jurisdiction, 'percent', trim_scale(p.tax_percent)::text) end,
                 'base', p.base::text, 'minor', p.minor::text, 'tax', p.tax::text, 'accounted', p.accounted::text) order by p.latest desc) as parts
          from (select s.tax_treatment, s.tax_jurisdiction, s.tax_percent, max(s.entry_id::text) filter (where s.kind = 'supply') as latest, sum(case s.kind when 'supply' then s.base_quantity else -s.base_quantity end) as base,
                       sum(s.amount_minor) as minor, sum(s.tax_minor) as tax, sum(s.accounted_minor) as accounted, bool_or((s.kind, s.document_kind, s.document_id) = (${kind}, ${document.kind}, ${document.id})) as known
                  from settlement.entry s where s.network_id = l.network_id and s.tenant_id = l.tenant_id and s.order_line_id = l.line_id group by 1, 2, 3) p) e on true
     where l.network_id = ${networkId} and l.tenant_id = ${tenantId} and l.account_id = ${accountId} and l.order_id = ${orderId} and l.line_id = any(${moved.map(({ orderLineId }) => orderLineId)}::uuid[])
       and e.known is not true`.execute(work.db)
  return new Map(rows.map((row) => [row.orderLineId, row]))
}
