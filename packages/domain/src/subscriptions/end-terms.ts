import { sql } from "kysely"
import { audit, record, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { subscriptionEnded, termEnding } from "./events.ts"
import { writeFactsOf } from "./save-change.db.ts"

/** So many days before its last one the owner is told that a term ends. */
export const TOLD_DAYS = 30

type Found = { readonly tenantId: number; readonly accountId: string; readonly subscriptionId: string; readonly number: string; readonly scheduleVersion: number; readonly endsOn: string }

const found = sql`s.tenant_id as "tenantId", s.account_id as "accountId", s.subscription_id as "subscriptionId", s.number, s.schedule_version as "scheduleVersion", s.ends_on as "endsOn"`
const localDay = (work: Work) => sql`(${work.now.toString()}::timestamptz at time zone t.zone)::date`
/** Of the whole network, each by its own calendar day; no zone is more than a day from another. */
const running = (work: Work) => sql`s.network_id = ${work.scope.networkId} and (t.network_id, t.tenant_id) = (s.network_id, s.tenant_id) and t.status = 'active' and s.status in ('active', 'paused') and s.ends_on <= ${work.now.toString()}::timestamptz::date + ${TOLD_DAYS + 1}::int`

/**
 * Terms are told of before they end, once each, and end the day after their last one. A few statements, whatever the number of tenants; any number of workers
 * may do it at once, and again changes nothing.
 */
export async function endTerms(work: Work): Promise<{ readonly told: number; readonly ended: number }> {
  return { told: await tellOfTerms(work), ended: await endThem(work) }
}

async function tellOfTerms(work: Work): Promise<number> {
  const { rows } = await sql<Found>`
    update subscriptions.subscription s set term_told_for = s.ends_on from tenancy.tenant t
     where ${running(work)} and s.ends_on >= ${localDay(work)} and s.ends_on <= ${localDay(work)} + ${TOLD_DAYS}::int and s.term_told_for is distinct from s.ends_on returning ${found}`.execute(work.db)
  for (const { tenantId, subscriptionId, accountId, number, endsOn } of rows) record(work, termEnding, { subscriptionId, accountId, number, on: endsOn }, tenantId)
  return rows.length
}

/** When nothing of it comes any more, and nothing that was due waits for anybody. What an open pause kept falls away with the term. */
async function endThem(work: Work): Promise<number> {
  const at = work.now.toString()
  const { rows } = await sql<Found>`
    update subscriptions.subscription s set status = 'ended', ended_at = ${at}, paused_at = null, paused_until = null, version = s.version + 1, updated_at = ${at} from tenancy.tenant t
     where ${running(work)} and s.ends_on < ${localDay(work)} and not exists (select 1 from subscriptions.occurrence o where (o.network_id, o.tenant_id, o.account_id, o.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id)
       and (o.status in ('locked', 'held') or (o.status in ('planned', 'notified') and o.order_at is not null))) returning ${found}`.execute(work.db)
  if (rows.length === 0) return 0
  await sql`update subscriptions.occurrence o set status = 'cancelled', updated_at = ${at} where o.network_id = ${work.scope.networkId} and o.subscription_id = any (${rows.map((row) => row.subscriptionId)}::uuid[]) and o.status in ('planned', 'notified')`.execute(work.db)
  const facts = rows.map(({ endsOn, number: _number, ...about }) => ({ ...about, changeId: newId<"change">(work.now.epochMilliseconds), kind: "term_ended" as const, fromN: null, toN: null, detail: { endsOn }, reason: "" }))
  await writeFactsOf(work, facts, null).execute(work.db)
  for (const { tenantId, subscriptionId, accountId, number, endsOn } of rows) {
    audit(work, { action: "subscription.term_ended", subjectKind: "subscription", subjectId: subscriptionId, tenantId, after: { endsOn } })
    record(work, subscriptionEnded, { subscriptionId, number, accountId }, tenantId)
  }
  return rows.length
}
