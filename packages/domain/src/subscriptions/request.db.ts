import { sql } from "kysely"
import { actorRecord, json, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { SubscriptionCreated } from "./views.ts"

export type Request = { readonly accountId: string; readonly requestKey: string; readonly contentHash: string }

/** What a request made, in the order of the numbers; undefined where it is new. Refuses `subscriptions.request_key_is_used` where the key stands for something else. */
export async function madeBy(work: Work, { accountId, requestKey, contentHash }: Request): Promise<readonly SubscriptionCreated[] | undefined> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<{ contentHash: string; made: SubscriptionCreated[] }>`
    select r.content_hash as "contentHash", (
        select coalesce(json_agg(json_build_object('subscriptionId', s.subscription_id, 'number', s.number, 'status', s.status, 'nextOn', (
            select min(o.due_on) from subscriptions.occurrence o where (o.network_id, o.tenant_id, o.account_id, o.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id) and o.status in ('planned', 'notified', 'locked')))
          order by length(s.number), s.number), '[]')
          from subscriptions.subscription s where (s.network_id, s.tenant_id, s.account_id, s.request_key) = (r.network_id, r.tenant_id, r.account_id, r.request_key)) as made
      from subscriptions.request r
     where r.network_id = ${networkId} and r.tenant_id = ${tenantId} and r.account_id = ${accountId} and r.request_key = ${requestKey}`.execute(work.db)
  const found = rows[0]
  if (found && found.contentHash !== contentHash) throw new Refusal("subscriptions.request_key_is_used", "conflict")
  return found?.made
}

/** Whether it is ours to do: nobody came before with this key. */
export async function claimRequest(work: Work, { accountId, requestKey, contentHash }: Request): Promise<boolean> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql`
    insert into subscriptions.request (network_id, tenant_id, account_id, request_key, content_hash, created_by, created_at)
    values (${networkId}, ${tenantId}, ${accountId}, ${requestKey}, ${contentHash}, ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()})
    on conflict do nothing returning 1`.execute(work.db)
  return rows.length === 1
}
