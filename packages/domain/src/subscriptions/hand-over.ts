import { sql } from "kysely"
import { actorRecord, audit, json, record, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { subscriptionChanged } from "./events.ts"

/**
 * What a person owned goes to whoever of the same account may manage subscriptions, the one who is there longest; where nobody is left there, to somebody
 * of the tenant's own staff. The schedule does not stop. One statement, and one more for the history.
 */
export async function handOver(work: Work, userId: string): Promise<number> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<{ accountId: string; subscriptionId: string; number: string; version: number; to: string; name: string }>`
    update subscriptions.subscription s set owner_id = heir.user_id, version = s.version + 1, updated_at = ${work.now.toString()}
      from (select x.subscription_id, x.account_id, h.user_id, h.name from subscriptions.subscription x cross join lateral (
              select u.user_id, u.name from tenancy.role_grant g
                join tenancy.role r on (r.network_id, r.tenant_id, r.code) = (g.network_id, g.tenant_id, g.role)
                join tenancy.tenant_user u on (u.network_id, u.tenant_id, u.user_id) = (g.network_id, g.tenant_id, g.user_id)
               where g.network_id = x.network_id and g.tenant_id = x.tenant_id and (g.account_id = x.account_id or r.reach = 'tenant') and 'subscription.manage' = any (r.permissions)
                 and u.status = 'active' and u.user_id <> x.owner_id
               order by (g.account_id = x.account_id and r.reach = 'account') desc, u.created_at, u.user_id limit 1) h
             where x.network_id = ${networkId} and x.tenant_id = ${tenantId} and x.owner_id = ${userId} and x.status <> 'ended') heir
     where s.network_id = ${networkId} and s.tenant_id = ${tenantId} and s.account_id = heir.account_id and s.subscription_id = heir.subscription_id
    returning s.account_id as "accountId", s.subscription_id as "subscriptionId", s.number, s.schedule_version as version, heir.user_id as "to", heir.name`.execute(work.db)
  if (rows.length === 0) return 0
  const facts = rows.map((row) => ({ account_id: row.accountId, subscription_id: row.subscriptionId, change_id: newId<"change">(work.now.epochMilliseconds), version: row.version, detail: { from: userId, to: row.to, name: row.name } }))
  await sql`insert into subscriptions.occurrence_change (network_id, tenant_id, account_id, subscription_id, change_id, kind, schedule_version, detail, actor, occurred_at)
    select ${networkId}::int, ${tenantId}::int, c.account_id, c.subscription_id, c.change_id, 'handed_over', c.version, c.detail, ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()}::timestamptz
      from jsonb_to_recordset(${json(facts)}::jsonb) c (account_id uuid, subscription_id uuid, change_id uuid, version int, detail jsonb)`.execute(work.db)
  for (const { subscriptionId, number, accountId, to, name } of rows) {
    record(work, subscriptionChanged, { subscriptionId, number, accountId, what: "handed_over" })
    audit(work, { action: "subscription.handed_over", subjectKind: "subscription", subjectId: subscriptionId, before: { owner: userId }, after: { owner: to, name } })
  }
  return rows.length
}
