import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { taxLabel } from "./tax-label.ts"

/** Where something goes and how it is taxed there. Localities are found by the postal code (and the city); without one there are none. */
export type TaxAsk = { readonly country: string; readonly region: string; readonly postalCode?: string | undefined; readonly city?: string | undefined; readonly taxCategory: string }

export type TaxLevel = "country" | "region" | "county" | "city" | "district"
/** What one jurisdiction adds to a rate; `label` is what the law calls it there. */
export type TaxPart = { readonly level: TaxLevel; readonly locality: string; readonly label: string; readonly percent: string }
/** `percent` is the sum of its parts. `region` is empty where the whole country's rate holds and no locality adds to it; `label` is what the first part is called. */
export type TaxRate = { readonly percent: string; readonly label: string; readonly country: string; readonly region: string; readonly parts: readonly TaxPart[] }

/**
 * The tenant's tax rate of each destination and tax category on a business date, in the order asked; one round trip. The
 * region's own row wins over the whole country's, then the later start; every county, city and district whose range holds the postal
 * code adds its own. Where the tenant collects none, it is 0. Whether an account is exempt is the caller's to know. The
 * distributor's own staff name the tenant. With `distributors`, what the distributor keeps of a country and category comes before what the tenant keeps of it.
 */
export async function taxRates(work: Work, asks: readonly TaxAsk[], on: string, tenantId = work.scope.tenantId, { distributors = false } = {}): Promise<TaxRate[]> {
  if (asks.length === 0) return []
  const column = (pick: (ask: TaxAsk) => string) => sql`${asks.map(pick)}::text[]`
  const keeper = distributors ? sql`case when exists (select from pricing.tax_rate d where d.network_id = ${work.scope.networkId} and d.tenant_id = 0 and d.country = a.country and d.tax_category = a.category
    and d.region in (a.region, '') and d.valid_from <= ${on}::date and (d.valid_to is null or d.valid_to >= ${on}::date)) then 0 else ${tenantId}::int end` : sql`${tenantId}`
  const { rows } = await sql<{ percent: string; parts: readonly TaxPart[] }>`
    select trim_scale(coalesce(sum(r.percent), 0))::text as percent,
           coalesce(json_agg(json_build_object('level', r.level, 'locality', r.locality, 'label', r.label, 'percent', trim_scale(r.percent)::text) order by r.rank, r.locality) filter (where r.level is not null), '[]') as parts
      from unnest(${column(({ country }) => country)}, ${column(({ region }) => region)}, ${column(({ postalCode }) => plainPostalCode(postalCode))}, ${column(({ city }) => (city ?? "").trim())},
                  ${column(({ taxCategory }) => taxCategory)}) with ordinality as a (country, region, postal, city, category, place)
      left join lateral (
        (select case t.region when '' then 'country' else 'region' end as level, t.region as locality, t.label, t.percent, 0 as rank from pricing.tax_rate t
          where t.network_id = ${work.scope.networkId} and t.tenant_id = ${keeper} and t.country = a.country and t.tax_category = a.category
            and t.region in (a.region, '') and t.valid_from <= ${on}::date and (t.valid_to is null or t.valid_to >= ${on}::date)
          order by t.region desc, t.valid_from desc limit 1)
        union all
        (select distinct on (l.level, l.locality) l.level, l.locality, l.label, l.percent, case l.level when 'county' then 1 when 'city' then 2 else 3 end from pricing.local_tax_rate l
          where l.network_id = ${work.scope.networkId} and l.tenant_id = ${keeper} and l.country = a.country and l.region = a.region and l.tax_category = a.category
            and a.postal <> '' and length(a.postal) >= length(l.postal_from) and left(a.postal, length(l.postal_from)) collate "C" between l.postal_from and l.postal_to
            and (l.city = '' or lower(l.city) = lower(a.city)) and l.valid_from <= ${on}::date and (l.valid_to is null or l.valid_to >= ${on}::date)
          order by l.level, l.locality, l.valid_from desc, l.city desc, length(l.postal_from) desc)) r on true
     group by a.place order by a.place`.execute(work.db)
  return rows.map(({ percent, parts }, index) => {
    const { country, region } = asks[index]!
    return { percent, parts: parts.map((part) => ({ ...part, label: taxLabel(part.label, part.percent) })), label: taxLabel(parts[0]?.label ?? "", percent), country, region: parts.some(({ level }) => level !== "country") ? region : "" }
  })
}

/** As the ranges are written: "60607-1234" is 606071234. */
const plainPostalCode = (code: string | undefined) => (code ?? "").toUpperCase().replaceAll(/[^0-9A-Z]/g, "")

/** Whose rate it is, as documents and accounts name it: a country, or a country and a region ("US-CA"). */
export function jurisdictionOf({ country, region }: Pick<TaxRate, "country" | "region">): string {
  return region === "" ? country : `${country}-${region}`
}
