import { sql, type RawBuilder } from "kysely"

/** The distributor's tax number in each country where it is registered on a day: an object of json. */
export function registeredNumbers(networkId: RawBuilder<unknown>, on: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select coalesce(json_object_agg(r.country, r.number), '{}')
      from (select distinct on (g.country) g.country, g.number from pricing.tax_registration g
             where g.network_id = ${networkId} and g.tenant_id = 0 and g.kind = 'local' and g.number <> '' and g.valid_from <= ${on} and (g.valid_to is null or g.valid_to >= ${on})
             order by g.country, g.region) r)`
}

/** Today at the distributor's. */
export const networkDay = (networkId: RawBuilder<unknown>, now: string): RawBuilder<unknown> => sql`(select (${now}::timestamptz at time zone w.zone)::date from tenancy.network w where w.network_id = ${networkId})`
