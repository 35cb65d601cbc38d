import { sql } from "kysely"
import type { Work } from "@entrepot/db"

export type TaxAsk = { readonly country: string; readonly region: string; readonly taxCategory: string }

/** Where a rate is from: a whole country, or one of its regions; `label` is what the law calls it there. */
export type TaxRate = { readonly percent: string; readonly label: string; readonly country: string; readonly region: string }

/**
 * The tenant's tax rate of each destination and tax category on a business date, in the order asked; one round trip. The
 * region's own row wins over the whole country's, then the later start; where the tenant collects none, it is 0. Whether an
 * account is exempt is the caller's to know. The distributor's own staff name the tenant.
 */
export async function taxRates(work: Work, asks: readonly TaxAsk[], on: string, tenantId = work.scope.tenantId): Promise<TaxRate[]> {
  if (asks.length === 0) return []
  const { rows } = await sql<{ percent: string | null; label: string | null; region: string | null }>`
    select trim_scale(r.percent)::text as percent, r.label, r.region
      from unnest(${asks.map(({ country }) => country)}::text[], ${asks.map(({ region }) => region)}::text[], ${asks.map(({ taxCategory }) => taxCategory)}::text[])
           with ordinality as a (country, region, category, place)
      left join lateral (
        select t.percent, t.label, t.region from pricing.tax_rate t
         where t.network_id = ${work.scope.networkId} and t.tenant_id = ${tenantId} and t.country = a.country and t.tax_category = a.category
           and t.region in (a.region, '') and t.valid_from <= ${on}::date and (t.valid_to is null or t.valid_to >= ${on}::date)
         order by t.region desc, t.valid_from desc limit 1) r on true
     order by a.place`.execute(work.db)
  return rows.map(({ percent, label, region }, index) => ({ percent: percent ?? "0", label: label ?? "", country: asks[index]?.country ?? "", region: region ?? "" }))
}

/** As percent text alone: "19", "0". */
export async function taxPercents(work: Work, asks: readonly TaxAsk[], on: string): Promise<string[]> {
  return (await taxRates(work, asks, on)).map(({ percent }) => percent)
}
