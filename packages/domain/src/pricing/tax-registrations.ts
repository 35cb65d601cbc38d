import { sql } from "kysely"
import { audit, inTenant, json, type Work } from "@entrepot/db"
import { inEuropeanUnion, isTaxNumber, Refusal, taxNumberExample } from "@entrepot/kernel"
import { saveTenantSetting } from "../tenancy/index.ts"
import { authorizeTaxes, managesTaxes, taxEntity } from "./authorize-taxes.ts"
import { AddTaxRegistration, EndTaxRegistration, SetDeliveryTerms } from "./tax-contract.ts"
import type { DeliveryTerms, RegistrationKind } from "./tax-terms.ts"
import { jurisdictionOf } from "./tax-percents.ts"
import { entityDay } from "./tax-rate.db.ts"

/** `rates`: whether the entity keeps a rate of the place; the distributor's are its partners'. */
export type TaxRegistration = { readonly kind: RegistrationKind; readonly country: string; readonly region: string; readonly number: string; readonly validFrom: string; readonly validTo: string | null; readonly rates: boolean }
/** `deliveryTerms`: who imports where an account says nothing; null for the distributor, whose goods leave for its partners. */
export type TaxRegistrations = { readonly rows: readonly TaxRegistration[]; readonly deliveryTerms: DeliveryTerms | null; readonly today: string; readonly manages: boolean }

/** Where a legal entity is and was registered, the open ones first. Two statements. */
export async function listTaxRegistrations(work: Work, { tenantId }: { readonly tenantId?: number | undefined } = {}): Promise<TaxRegistrations> {
  authorizeTaxes(work, "view")
  const entity = taxEntity(work, tenantId)
  const { rows } = await sql<{ rows: TaxRegistration[]; terms: DeliveryTerms | null }>`
    select (select coalesce(json_agg(json_build_object('kind', r.kind, 'country', r.country, 'region', r.region, 'number', r.number, 'validFrom', r.valid_from, 'validTo', r.valid_to, 'rates', exists (
               select from pricing.tax_rate t where t.network_id = r.network_id and t.tenant_id = r.tenant_id and t.country = r.country and (r.region = '' or t.region in (r.region, ''))))
               order by r.valid_to is not null, r.country, r.region, r.kind, r.valid_from desc), '[]')
              from pricing.tax_registration r where r.network_id = ${work.scope.networkId} and r.tenant_id = ${entity}) as rows,
           (select coalesce(t.settings ->> 'deliveryTerms', 'ddp') from tenancy.tenant t where t.network_id = ${work.scope.networkId} and t.tenant_id = ${entity}) as terms`.execute(work.db)
  return { rows: rows[0]!.rows, deliveryTerms: rows[0]!.terms, today: await entityDay(work, entity), manages: managesTaxes(work) }
}

/**
 * Registers a legal entity from a day on. Refuses `pricing.registration_overlaps` where it is registered there on one of the days already,
 * `pricing.one_stop_shop_is_the_unions`, `pricing.tax_number_is_malformed` and `pricing.days_are_reversed`.
 */
export async function addTaxRegistration(work: Work, { tenantId, ...input }: AddTaxRegistration & { readonly tenantId?: number | undefined }): Promise<void> {
  authorizeTaxes(work, "manage")
  const entity = taxEntity(work, tenantId)
  const { kind, country, region, number, validFrom, validTo } = AddTaxRegistration.parse(input)
  if (validTo !== null && validTo < validFrom) throw new Refusal("pricing.days_are_reversed", "invalid", { from: validFrom, to: validTo })
  if (kind === "oss" && (!inEuropeanUnion(country) || region !== "")) throw new Refusal("pricing.one_stop_shop_is_the_unions", "invalid", { country })
  if (!isTaxNumber(country, number)) throw new Refusal("pricing.tax_number_is_malformed", "invalid", { country, example: taxNumberExample(country) ?? "" })
  const { rows } = await sql`
    insert into pricing.tax_registration (network_id, tenant_id, kind, country, region, number, valid_from, valid_to)
    select ${work.scope.networkId}::int, ${entity}::int, ${kind}, ${country}, ${region}, ${number}, ${validFrom}::date, ${validTo}::date
     where not exists (select from pricing.tax_registration r where r.network_id = ${work.scope.networkId} and r.tenant_id = ${entity} and (r.kind, r.country, r.region) = (${kind}, ${country}, ${region})
             and daterange(r.valid_from, r.valid_to, '[]') && daterange(${validFrom}::date, ${validTo}::date, '[]'))
    on conflict do nothing returning country`.execute(work.db)
  if (rows.length === 0) throw new Refusal("pricing.registration_overlaps", "conflict", { place: jurisdictionOf({ country, region }) })
  audit(work, { action: "pricing.tax_registration_added", subjectKind: "tax_registration", subjectId: `${entity}:${kind}:${jurisdictionOf({ country, region })}`, after: { tenantId: entity, kind, country, region, number, validFrom, validTo } })
}

/** Says the last day of a registration. Refuses `pricing.registration_not_found`, `pricing.days_are_reversed`. */
export async function endTaxRegistration(work: Work, { tenantId, ...input }: EndTaxRegistration & { readonly tenantId?: number | undefined }): Promise<void> {
  authorizeTaxes(work, "manage")
  const entity = taxEntity(work, tenantId)
  const { kind, country, region, validFrom, validTo } = EndTaxRegistration.parse(input)
  if (validTo < validFrom) throw new Refusal("pricing.days_are_reversed", "invalid", { from: validFrom, to: validTo })
  const { rows } = await sql`
    update pricing.tax_registration set valid_to = ${validTo}::date
     where network_id = ${work.scope.networkId} and tenant_id = ${entity} and (kind, country, region, valid_from) = (${kind}, ${country}, ${region}, ${validFrom}::date) and valid_to is null
    returning country`.execute(work.db)
  if (rows.length === 0) throw new Refusal("pricing.registration_not_found", "not_found")
  audit(work, { action: "pricing.tax_registration_ended", subjectKind: "tax_registration", subjectId: `${entity}:${kind}:${jurisdictionOf({ country, region })}`, after: { tenantId: entity, validTo } })
}

/** Who imports what crosses a customs border, where an account says nothing itself. What was ordered before stays as it is. */
export async function setDeliveryTerms(work: Work, { tenantId, ...input }: SetDeliveryTerms & { readonly tenantId?: number | undefined }): Promise<void> {
  authorizeTaxes(work, "manage")
  const entity = taxEntity(work, tenantId)
  const { terms } = SetDeliveryTerms.parse(input)
  await saveTenantSetting(inTenant(work, entity), "deliveryTerms", terms)
  audit(work, { action: "pricing.delivery_terms_set", subjectKind: "tenant", subjectId: String(entity), after: { terms } })
}

/** The day from which a number holds that somebody says without one: from before anything could have been sold. */
const ALWAYS = "2020-01-01"

/**
 * The distributor's numbers as its profile says them, one for a country: a new one holds from the beginning, or from today where the country had one before; one that is left out
 * ends yesterday, and one that is written otherwise is put right. Whoever calls this authorises and audits. One statement.
 */
export async function keepDistributorNumbers(work: Work, numbers: Readonly<Record<string, string>>): Promise<void> {
  const { networkId } = work.scope
  await sql`
    with said as (select key as country, value as number from jsonb_each_text(${json(numbers)}::jsonb)),
    today as (select (${work.now.toString()}::timestamptz at time zone zone)::date as day from tenancy.network where network_id = ${networkId}),
    own as (select r.* from pricing.tax_registration r, today where r.network_id = ${networkId} and r.tenant_id = 0 and r.kind = 'local' and r.region = ''),
    ended as (update pricing.tax_registration r set valid_to = greatest(r.valid_from, today.day - 1) from today
       where r.network_id = ${networkId} and r.tenant_id = 0 and r.kind = 'local' and r.region = '' and r.valid_to is null and r.country not in (select country from said)),
    righted as (update pricing.tax_registration r set number = said.number from said
       where r.network_id = ${networkId} and r.tenant_id = 0 and r.kind = 'local' and r.region = '' and r.valid_to is null and r.country = said.country and r.number <> said.number)
    insert into pricing.tax_registration (network_id, tenant_id, kind, country, region, number, valid_from)
    select ${networkId}::int, 0, 'local', said.country, '', said.number, case when exists (select from own where own.country = said.country) then today.day else ${ALWAYS}::date end
      from said, today where not exists (select from own where own.country = said.country and own.valid_to is null)
    on conflict (network_id, tenant_id, kind, country, region, valid_from) do update set valid_to = null, number = excluded.number`.execute(work.db)
}
