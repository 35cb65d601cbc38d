import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { quantity, type Quantity } from "@entrepot/kernel"
import type { SaleTreatment } from "../../pricing/contract.ts"
import type { TaxPart } from "../../pricing/index.ts"

/** A line of a finalised invoice, with what of it is credited or asked to be. */
export type CreditableLine = {
  readonly lineId: string; readonly position: number; readonly orderLineId: string | null; readonly productId: string | null; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: Quantity; readonly baseQuantity: Quantity; readonly unitPrice: string
  readonly netMinor: bigint; readonly taxMinor: bigint; readonly taxCategory: string; readonly taxPercent: string; readonly jurisdiction: string; readonly taxParts: readonly TaxPart[]; readonly taxTreatment: SaleTreatment | null
  /** The days that it is for; up to and without the last. */
  readonly period: { readonly from: string; readonly until: string } | null
  readonly creditedBase: Quantity; readonly creditedNetMinor: bigint; readonly creditedTaxMinor: bigint
}

type Row = { readonly [K in keyof CreditableLine]: CreditableLine[K] extends Quantity ? string : CreditableLine[K] }

/** Lock the invoice's open item first where something is going to be credited. One statement. */
export async function creditableLines(work: Work, invoiceId: string): Promise<readonly CreditableLine[]> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Row>`
    select l.line_id as "lineId", l.position, l.order_line_id as "orderLineId", l.product_id as "productId", l.sku, l.name, l.unit, l.quantity, l.base_quantity as "baseQuantity", trim_scale(l.unit_price)::text as "unitPrice",
           l.net_minor as "netMinor", l.tax_minor as "taxMinor", l.tax_category as "taxCategory", trim_scale(l.tax_percent)::text as "taxPercent", l.jurisdiction, l.tax_parts as "taxParts", l.tax_treatment as "taxTreatment", case when l.period is not null then json_build_object('from', lower(l.period), 'until', upper(l.period)) end as period,
           coalesce(sum(c.base), 0) as "creditedBase", coalesce(sum(c.net), 0)::bigint as "creditedNetMinor", coalesce(sum(c.tax), 0)::bigint as "creditedTaxMinor"
      from billing.invoice_line l
      left join lateral (
        select n.base_quantity as base, n.net_minor as net, n.tax_minor as tax from billing.credit_note_line n where n.network_id = l.network_id and n.tenant_id = l.tenant_id and n.invoice_id = l.invoice_id and n.invoice_line_id = l.line_id
        union all
        select a.base_quantity, a.net_minor, a.tax_minor from billing.credit_request r cross join lateral jsonb_to_recordset(r.lines) a (invoice_line_id uuid, base_quantity numeric, net_minor bigint, tax_minor bigint)
         where r.network_id = l.network_id and r.tenant_id = l.tenant_id and r.invoice_id = l.invoice_id and r.status = 'awaiting_approval' and a.invoice_line_id = l.line_id) c on true
     where l.network_id = ${networkId} and l.tenant_id = ${tenantId} and l.invoice_id = ${invoiceId}
     group by l.network_id, l.tenant_id, l.account_id, l.invoice_id, l.line_id order by l.position`.execute(work.db)
  return rows.map((row) => ({ ...row, quantity: quantity(row.quantity), baseQuantity: quantity(row.baseQuantity), creditedBase: quantity(row.creditedBase) }))
}
