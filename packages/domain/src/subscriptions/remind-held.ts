import { sql } from "kysely"
import { record, type Work } from "@entrepot/db"
import { occurrenceStillHeld } from "./events.ts"
import { ofOpenTenants } from "./open-tenant.ts"
import { REFUSABLE } from "./subscription.ts"

const A_DAY = sql`interval '1 day'`
const MOST_AT_ONCE = 1_000

type Reminded = { readonly tenantId: number; readonly accountId: string; readonly subscriptionId: string; readonly number: string; readonly occurrenceId: string; readonly on: string; readonly code: string }

/**
 * Dates that wait for somebody's word are told of again until it is given: a day after they were held, and from then on each time after as long again as they
 * have waited, so never twice a day, and ever more rarely. One statement over all tenants; any number of workers may do it at once, and again changes nothing.
 */
export async function remindHeld(work: Work): Promise<number> {
  const { networkId } = work.scope
  const at = sql`${work.now.toString()}::timestamptz`
  const { rows } = await sql<Reminded>`
    with due as (
      select o.network_id, o.tenant_id, o.account_id, o.occurrence_id from subscriptions.occurrence o, lateral (select greatest(o.held_at, o.reminded_at) as last) told
       where o.network_id = ${networkId} and o.status = 'held' and o.order_id is null and o.hold_code = any (${[...REFUSABLE]}::text[]) and o.held_at <= ${at} - ${A_DAY} and ${ofOpenTenants("o")}
         and told.last + greatest(${A_DAY}, told.last - o.held_at) <= ${at}
       order by o.held_at limit ${MOST_AT_ONCE} for no key update of o skip locked)
    update subscriptions.occurrence o set reminded_at = ${at} from due, subscriptions.subscription s
     where (o.network_id, o.tenant_id, o.account_id, o.occurrence_id) = (due.network_id, due.tenant_id, due.account_id, due.occurrence_id)
       and (s.network_id, s.tenant_id, s.account_id, s.subscription_id) = (o.network_id, o.tenant_id, o.account_id, o.subscription_id)
    returning o.tenant_id as "tenantId", o.account_id as "accountId", o.subscription_id as "subscriptionId", s.number, o.occurrence_id as "occurrenceId", o.due_on as "on", o.hold_code as code`.execute(work.db)
  for (const { tenantId, ...about } of rows) record(work, occurrenceStillHeld, about, tenantId)
  return rows.length
}
