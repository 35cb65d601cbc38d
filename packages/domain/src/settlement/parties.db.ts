import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { networkDay, registeredNumbers } from "./tax/registered.ts"

/** Both sides of a statement `s` by law, as they are now, the distributor with every country that it is registered in today, its own first: a value of json. */
export function partiesNow(work: Work): RawBuilder<unknown> {
  const numbers = registeredNumbers(sql`s.network_id`, networkDay(sql`s.network_id`, work.now.toString()))
  return sql`(
  select json_build_object(
    'partner', json_build_object('legalName', t.legal_name, 'address', jsonb_build_object('line1', '', 'line2', '', 'postalCode', '', 'city', '', 'region', '') || t.address || jsonb_build_object('country', t.country), 'taxNumbers', array_remove(array[t.tax_id], null)),
    'supplier', (select json_build_object('legalName', p.legal_name, 'address', p.address || jsonb_build_object('country', p.country), 'taxNumbers', (select coalesce(json_agg(n.value order by n.key <> p.country, n.key), '[]') from json_each_text(${numbers}) n))
                   from settlement.tax_profile p where p.network_id = s.network_id order by p.version desc limit 1))::jsonb
    from tenancy.tenant t where t.network_id = s.network_id and t.tenant_id = s.tenant_id)`
}
