import { sql } from "kysely"
import { audit, record, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { pauseEnded, subscriptionChanged } from "./events.ts"
import { writeFactsOf } from "./save-change.db.ts"

type Woken = { readonly tenantId: number; readonly accountId: string; readonly subscriptionId: string; readonly number: string; readonly scheduleVersion: number; readonly until: string }

/**
 * Subscriptions whose pause has come to its end go on, over all tenants, each by its own calendar day. It stands in their history like a person's doing, and
 * their owners are told. Two statements, whatever the number of tenants; again changes nothing.
 */
export async function wakePaused(work: Work): Promise<number> {
  const { networkId } = work.scope
  const at = work.now.toString()
  const { rows } = await sql<Woken>`
    with due as (
      select s.network_id, s.tenant_id, s.account_id, s.subscription_id, s.paused_until from subscriptions.subscription s join tenancy.tenant t on (t.network_id, t.tenant_id) = (s.network_id, s.tenant_id)
       where s.network_id = ${networkId} and t.status = 'active' and s.status = 'paused' and s.paused_until is not null and s.paused_until <= (${at}::timestamptz at time zone t.zone)::date for no key update of s)
    update subscriptions.subscription s set status = 'active', paused_at = null, paused_until = null, version = s.version + 1, updated_at = ${at}
      from due where (s.network_id, s.tenant_id, s.account_id, s.subscription_id) = (due.network_id, due.tenant_id, due.account_id, due.subscription_id)
    returning s.tenant_id as "tenantId", s.account_id as "accountId", s.subscription_id as "subscriptionId", s.number, s.schedule_version as "scheduleVersion", due.paused_until as until`.execute(work.db)
  if (rows.length === 0) return 0
  const facts = rows.map(({ until, number: _number, ...about }) => ({ ...about, changeId: newId<"change">(work.now.epochMilliseconds), kind: "resume" as const, fromN: null, toN: null, detail: { until }, reason: "" }))
  await writeFactsOf(work, facts, null).execute(work.db)
  for (const { tenantId, until, scheduleVersion: _version, ...about } of rows) {
    record(work, subscriptionChanged, { ...about, what: "resume" }, tenantId)
    record(work, pauseEnded, about, tenantId)
    audit(work, { action: "subscription.changed", subjectKind: "subscription", subjectId: about.subscriptionId, tenantId, before: { status: "paused", until }, after: { kind: "resume", status: "active" } })
  }
  return rows.length
}
