import { sql } from "kysely"
import { audit, automation, record, withWork, type AudiencePool, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { subscriptionEnded, termEnding } from "./events.ts"
import type { RunOptions } from "./run-due.ts"
import { writeFacts } from "./save-change.db.ts"
import { readSubscriptions } from "./subscription.db.ts"

/** So many days before its last one the owner is told that a term ends. */
export const TOLD_DAYS = 30
const MOST_TENANTS = 1_000

/** Terms are told of before they end, and end the day after their last one. Any number of workers may run it at once; each does what no other has done. */
export async function endTerms(pool: AudiencePool, networkId: number, { now, stopped = () => false }: Pick<RunOptions, "now" | "stopped"> = {}): Promise<{ readonly told: number; readonly ended: number }> {
  const actor = automation("subscriptions")
  const moment = now ? { now: now() } : {}
  const tenants = await withWork(pool, { audience: "worker", networkId }, actor, tenantsWithTerms, moment)
  const sums = { told: 0, ended: 0 }
  for (const tenantId of tenants) {
    if (stopped()) break
    const { told, ended } = await withWork(pool, { audience: "worker", networkId, tenantId }, actor, async (work) => ({ told: await tellOfTerms(work), ended: await endThem(work) }), moment)
    sums.told += told
    sums.ended += ended
  }
  return sums
}

const sameSubscription = sql`(o.network_id, o.tenant_id, o.account_id, o.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id)`
const localDay = (work: Work) => sql`(${work.now.toString()}::timestamptz at time zone t.zone)::date`
const isToBeTold = (work: Work) => sql`s.ends_on >= ${localDay(work)} and s.ends_on <= ${localDay(work)} + ${TOLD_DAYS}::int and s.term_told_for is distinct from s.ends_on`
/** Nothing of it comes any more, and nothing that was due waits for anybody. What an open pause kept falls away with the term. */
const isOver = (work: Work) => sql`s.ends_on < ${localDay(work)} and not exists (select 1 from subscriptions.occurrence o where ${sameSubscription}
  and (o.status in ('locked', 'held') or (o.status in ('planned', 'notified') and o.order_at is not null)))`

async function tenantsWithTerms(work: Work): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct s.tenant_id as id from subscriptions.subscription s join tenancy.tenant t on (t.network_id, t.tenant_id) = (s.network_id, s.tenant_id)
     where s.network_id = ${work.scope.networkId} and s.status in ('active', 'paused') and s.ends_on <= (${work.now.toString()}::timestamptz)::date + ${TOLD_DAYS + 1}::int
       and ((${isToBeTold(work)}) or (${isOver(work)})) limit ${MOST_TENANTS}`.execute(work.db)
  return rows.map((row) => row.id)
}

type Found = { readonly subscriptionId: string; readonly accountId: string; readonly number: string; readonly endsOn: string }
const found = sql`s.subscription_id as "subscriptionId", s.account_id as "accountId", s.number, s.ends_on as "endsOn"`

async function tellOfTerms(work: Work): Promise<number> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Found>`
    update subscriptions.subscription s set term_told_for = s.ends_on from tenancy.tenant t
     where s.network_id = ${networkId} and s.tenant_id = ${tenantId} and (t.network_id, t.tenant_id) = (s.network_id, s.tenant_id) and s.status in ('active', 'paused') and ${isToBeTold(work)} returning ${found}`.execute(work.db)
  for (const { subscriptionId, accountId, number, endsOn } of rows) record(work, termEnding, { subscriptionId, accountId, number, on: endsOn })
  return rows.length
}

async function endThem(work: Work): Promise<number> {
  const { networkId, tenantId } = work.scope
  const at = work.now.toString()
  const { rows } = await sql<Found>`
    update subscriptions.subscription s set status = 'ended', ended_at = ${at}, paused_at = null, paused_until = null, version = s.version + 1, updated_at = ${at} from tenancy.tenant t
     where s.network_id = ${networkId} and s.tenant_id = ${tenantId} and (t.network_id, t.tenant_id) = (s.network_id, s.tenant_id) and s.status in ('active', 'paused') and ${isOver(work)} returning ${found}`.execute(work.db)
  if (rows.length === 0) return 0
  const ids = rows.map((row) => row.subscriptionId)
  await sql`update subscriptions.occurrence o set status = 'cancelled', updated_at = ${at} where o.network_id = ${networkId} and o.tenant_id = ${tenantId} and o.subscription_id = any (${ids}::uuid[]) and o.status in ('planned', 'notified')`.execute(work.db)
  for (const subscription of await readSubscriptions(work, { where: sql`s.subscription_id = any (${ids}::uuid[])` })) {
    const { subscriptionId, number, accountId, endsOn, schedule } = subscription
    const fact = { changeId: newId<"change">(work.now.epochMilliseconds), kind: "term_ended" as const, scheduleVersion: schedule.version, fromN: null, toN: null, detail: { endsOn }, reason: "" }
    await writeFacts(work, { subscription, facts: [fact], onBehalfOf: null }).execute(work.db)
    audit(work, { action: "subscription.term_ended", subjectKind: "subscription", subjectId: subscriptionId, after: { endsOn: endsOn ?? "" } })
    record(work, subscriptionEnded, { subscriptionId, number, accountId })
  }
  return rows.length
}
