import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { EUROPEAN_UNION, pageOf } from "@entrepot/kernel"
import { authorizeTaxes, managesTaxes, taxEntity } from "./authorize-taxes.ts"
import { ListTaxRates, type TaxRateLevel, type TaxRateState } from "./tax-contract.ts"
import { entityDay, keptRates } from "./tax-rate.db.ts"

const PAGE = 50

/**
 * `state` is today's: a rate that a later one of its key overrules is past. `charges`: whether a registration stands behind it, today or from its first day on;
 * without one nothing is charged at it.
 */
export type TaxRateRow = {
  readonly key: string; readonly level: TaxRateLevel; readonly country: string; readonly region: string; readonly locality: string; readonly taxCategory: string; readonly postalFrom: string; readonly postalTo: string; readonly city: string
  readonly label: string; readonly percent: string; readonly validFrom: string; readonly validTo: string | null; readonly state: TaxRateState; readonly charges: boolean
}
export type TaxRatePage = { readonly rows: readonly TaxRateRow[]; readonly nextCursor: string | null; readonly countries: readonly string[]; readonly categories: readonly string[]; readonly today: string; readonly manages: boolean }

/** The rates that a legal entity keeps, from the widest place on. Three statements. */
export async function listTaxRates(work: Work, { tenantId, ...input }: ListTaxRates & { readonly tenantId?: number | undefined } = {}): Promise<TaxRatePage> {
  authorizeTaxes(work, "view")
  const entity = taxEntity(work, tenantId)
  const ask = ListTaxRates.parse(input)
  const today = await entityDay(work, entity)
  const kept = keptRates(work, entity)
  const { rows } = await sql<TaxRateRow>`${ratesWithState(work, entity, kept, today)}
    select key, level, country, region, locality, tax_category as "taxCategory", postal_from as "postalFrom", postal_to as "postalTo", city, label, trim_scale(percent)::text as percent,
           valid_from::text as "validFrom", valid_to::text as "validTo", state, charges
      from s where (${ask.country}::text is null or country = ${ask.country}) and (${ask.taxCategory}::text is null or tax_category = ${ask.taxCategory}) and (${ask.state}::text is null or state = ${ask.state})
       and (${ask.search} = '' or position(lower(${ask.search}) in lower(concat_ws(' ', country, region, locality, city, label))) > 0 or postal_from <> '' and ${ask.search} ~ '^[0-9]+$' and left(${ask.search}, length(postal_from)) between postal_from and postal_to)
       and (${ask.cursor}::text is null or key > ${ask.cursor} collate "C")
     order by key limit ${PAGE + 1}`.execute(work.db)
  const { rows: [known] } = await sql<{ countries: string[]; categories: string[] }>`
    select coalesce(array_agg(distinct country), '{}') as countries, coalesce(array_agg(distinct tax_category), '{}') as categories from ${kept} k`.execute(work.db)
  const { page, last } = pageOf(rows, PAGE)
  return { rows: page, nextCursor: last?.key ?? null, ...known!, today, manages: managesTaxes(work) }
}

/** Of several of one key that hold today the latest counts. */
const ratesWithState = (work: Work, entity: number, kept: RawBuilder<unknown>, today: string) => sql`
  with k as (select r.*, max(case when valid_from <= ${today}::date and (valid_to is null or valid_to >= ${today}::date) then valid_from end)
                      over (partition by country, region, level, locality, tax_category, postal_from, postal_to, city) as ruling from ${kept} r),
  s as (select k.*, case when valid_from > ${today}::date then 'coming' when valid_from = ruling then 'current' else 'past' end as state,
         exists (select from pricing.tax_registration g where g.network_id = ${work.scope.networkId} and g.tenant_id = ${entity}
            and (g.kind = 'local' and g.country = k.country and (g.region = '' or k.region = '' or g.region = k.region) or g.kind = 'oss' and g.country <> k.country and k.level = 'country' and k.country = any (${sql`${[...EUROPEAN_UNION]}::text[]`}))
            and g.valid_from <= greatest(k.valid_from, ${today}::date) and (g.valid_to is null or g.valid_to >= greatest(k.valid_from, ${today}::date))) as charges
    from k)`
