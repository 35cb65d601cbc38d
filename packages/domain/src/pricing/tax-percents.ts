import { sql } from "kysely"
import type { Work } from "@entrepot/db"

export type TaxAsk = { readonly country: string; readonly region: string; readonly taxCategory: string }

/**
 * The tenant's tax rate of each destination and tax category on a business date, as percent text ("19", "0" where the tenant
 * collects none), in the order asked; one round trip. The region's own row wins over the whole country's, then the later
 * start. Whether an account is exempt is the caller's to know.
 */
export async function taxPercents(work: Work, asks: readonly TaxAsk[], on: string): Promise<string[]> {
  if (asks.length === 0) return []
  const { rows } = await sql<{ percent: string | null }>`
    select (select trim_scale(t.percent)::text from pricing.tax_rate t
             where t.network_id = ${work.scope.networkId} and t.tenant_id = ${work.scope.tenantId} and t.country = a.country and t.tax_category = a.category
               and t.region in (a.region, '') and t.valid_from <= ${on}::date and (t.valid_to is null or t.valid_to >= ${on}::date)
             order by t.region desc, t.valid_from desc limit 1) as percent
      from unnest(${asks.map(({ country }) => country)}::text[], ${asks.map(({ region }) => region)}::text[], ${asks.map(({ taxCategory }) => taxCategory)}::text[])
           with ordinality as a (country, region, category, place)
     order by a.place`.execute(work.db)
  return rows.map(({ percent }) => percent ?? "0")
}
