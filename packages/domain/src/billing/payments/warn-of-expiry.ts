import { sql } from "kysely"
import { inTenant, record, type Work } from "@entrepot/db"
import { methodExpiring } from "../events.ts"
import { ASKED_DAYS, expiresOn, WARNED_DAYS } from "./expiry.ts"

const [FIRST, LAST] = WARNED_DAYS
const AT_ONCE = 500

type Warned = { readonly tenantId: number; readonly accountId: string; readonly methodId: string; readonly expiresOn: string; readonly days: number }

/**
 * Announces the cards of the network that are about to expire, for the worker's clock: of each account the one that is charged when
 * nobody chooses, once for each warning by its month, and only after the provider was asked whether it was renewed. Where both
 * warnings are due, the later one is the only one. One statement.
 */
export async function warnOfExpiry(work: Work): Promise<number> {
  const { rows } = await sql<Warned>`
    with saved as (
      select m.tenant_id, m.account_id, m.method_id, ${expiresOn("m")} as expires_on, m.asked_at, (${work.now.toString()}::timestamptz at time zone t.zone)::date as today
        from billing.payment_method m
        join tenancy.tenant t on (t.network_id, t.tenant_id) = (m.network_id, m.tenant_id) and t.status = 'active'
        join billing.payment_setting s on (s.network_id, s.tenant_id) = (m.network_id, m.tenant_id) and s.cards_enabled
       where m.network_id = ${work.scope.networkId} and m.is_default and m.detached_at is null and m.refused_at is null and m.asked_at is not null
    ), due as (
      select s.*, case when s.expires_on - s.today <= ${LAST} then ${LAST}::int else ${FIRST}::int end as days from saved s
       where s.expires_on between s.today and s.today + ${FIRST}::int and s.asked_at >= s.expires_on - ${ASKED_DAYS + 1}::int)
    insert into billing.method_warning (network_id, tenant_id, account_id, method_id, expires_on, days, warned_at)
    select ${work.scope.networkId}::int, d.tenant_id, d.account_id, d.method_id, d.expires_on, d.days, ${work.now.toString()}::timestamptz from due d
     where not exists (select from billing.method_warning w where w.network_id = ${work.scope.networkId} and (w.tenant_id, w.account_id, w.method_id, w.expires_on, w.days) = (d.tenant_id, d.account_id, d.method_id, d.expires_on, d.days))
     order by d.expires_on, d.method_id limit ${AT_ONCE}
    on conflict do nothing returning tenant_id as "tenantId", account_id as "accountId", method_id as "methodId", expires_on as "expiresOn", days`.execute(work.db)
  for (const { tenantId, ...warned } of rows) record(inTenant(work, tenantId), methodExpiring, warned)
  return rows.length
}
