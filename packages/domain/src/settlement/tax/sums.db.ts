import { sql, type RawBuilder } from "kysely"
import type { StatementTax, TaxTreatment } from "../contract.ts"
import { jsonOf } from "../partner.ts"

/** What stands under one law and rate; minor units as text. */
export type TaxSum = { readonly treatment: TaxTreatment; readonly jurisdiction: string; readonly percent: string; readonly net: string; readonly tax: string; readonly accounted: string }

/** The sums per treatment, jurisdiction and rate of the entries that rows `x` of a source name, the highest rate first: a value of json. */
export function taxSums(from: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select coalesce(json_agg(json_build_object('treatment', g.tax_treatment, 'jurisdiction', g.tax_jurisdiction, 'percent', trim_scale(g.tax_percent)::text, 'net', g.net::text, 'tax', g.tax::text, 'accounted', g.accounted::text)
             order by g.tax_percent desc, g.tax_jurisdiction, g.tax_treatment), '[]')
      from (select e.tax_treatment, e.tax_jurisdiction, e.tax_percent, sum(e.amount_minor) as net, sum(e.tax_minor) as tax, sum(e.accounted_minor) as accounted
              from ${from} join settlement.entry e on (e.network_id, e.tenant_id, e.entry_id) = (x.network_id, x.tenant_id, x.entry_id)
             where e.tax_treatment is not null group by 1, 2, 3) g)`
}

export function taxView({ net, tax, accounted, ...rule }: TaxSum, code: string): StatementTax {
  return { ...rule, net: jsonOf(net, code), tax: jsonOf(tax, code), accounted: jsonOf(accounted, code) }
}
