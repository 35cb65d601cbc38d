import { sql } from "kysely"
import { automation, json, record, withWork, type AudiencePool, type Work } from "@entrepot/db"
import { PORTAL_PERMISSIONS } from "../tenancy/index.ts"
import { quoteStanding } from "../ordering/index.ts"
import { askFor } from "./estimate.ts"
import { occurrenceNotified } from "./events.ts"
import { ofOpenTenants } from "./open-tenant.ts"
import { expectedAt } from "./outlook.ts"
import { raised } from "./run-one.ts"
import type { RunOptions } from "./run-due.ts"
import { readSubscriptions, recurringOf } from "./subscription.db.ts"

const MOST_TENANTS = 1_000
const MOST_AT_ONCE = 100

/**
 * Announces what comes soon, in every tenant that has something to announce: prices it, writes down what it may cost at most, and lets the customer know. The
 * tenants are found in one statement. A notice that two workers would send is sent by one.
 */
export async function notifyDue(pool: AudiencePool, networkId: number, { now, stopped = () => false }: Pick<RunOptions, "now" | "stopped"> = {}): Promise<number> {
  const actor = automation("subscriptions", Object.keys(PORTAL_PERMISSIONS))
  const moment = now ? { now: now() } : {}
  let notified = 0
  for (;;) {
    const tenants = await withWork(pool, { audience: "worker", networkId }, actor, tenantsWithNotices, moment)
    let some = 0
    for (const tenantId of tenants) {
      if (stopped()) return notified
      some += await withWork(pool, { audience: "worker", networkId, tenantId }, actor, notifyTenant, moment)
    }
    notified += some
    if (some === 0) return notified
  }
}

async function tenantsWithNotices(work: Work): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`select distinct o.tenant_id as id from subscriptions.occurrence o where o.network_id = ${work.scope.networkId} and o.status = 'planned' and o.notify_at is not null and o.notify_at <= ${work.now.toString()} and ${ofOpenTenants("o")} limit ${MOST_TENANTS}`.execute(work.db)
  return rows.map((row) => row.id)
}

async function notifyTenant(work: Work): Promise<number> {
  const { networkId, tenantId } = work.scope
  const { rows: due } = await sql<{ subscriptionId: string; occurrenceId: string }>`
    select o.subscription_id as "subscriptionId", o.occurrence_id as "occurrenceId" from subscriptions.occurrence o
     where o.network_id = ${networkId} and o.tenant_id = ${tenantId} and o.status = 'planned' and o.notify_at is not null and o.notify_at <= ${work.now.toString()} order by o.notify_at limit ${MOST_AT_ONCE} for no key update skip locked`.execute(work.db)
  if (due.length === 0) return 0
  const [recurring, subscriptions] = await Promise.all([recurringOf(work), readSubscriptions(work, { where: sql`s.subscription_id = any (${due.map((one) => one.subscriptionId)}::uuid[])` })])
  const rows = subscriptions.flatMap((subscription) => subscription.occurrences.filter((row) => due.some((one) => one.occurrenceId === row.occurrenceId)).map((row) => ({ subscription, row, lines: expectedAt(subscription, recurring, Math.max(row.n, 0)).lines })))
  const quotes = await quoteStanding(work, rows.map((one) => askFor(one.subscription, one.row.occurrenceId, one.row.dueOn, one.lines)))
  const written = rows.map(({ subscription, row }) => {
    const quote = quotes.get(row.occurrenceId)
    const expected = quote && !quote.unpriced ? quote.total.amount : null
    return { occurrence_id: row.occurrenceId, expected: expected === null ? null : String(expected), ceiling: expected === null ? null : String(raised(expected, subscription.ceilingPercent)) }
  })
  await sql`update subscriptions.occurrence o set status = 'notified', notified_at = ${work.now.toString()}, expected_minor = w.expected, ceiling_minor = w.ceiling, updated_at = ${work.now.toString()}
    from jsonb_to_recordset(${json(written)}::jsonb) w (occurrence_id uuid, expected bigint, ceiling bigint)
    where o.network_id = ${networkId} and o.tenant_id = ${tenantId} and o.occurrence_id = w.occurrence_id and o.status = 'planned'`.execute(work.db)
  for (const { subscription: { subscriptionId, number, accountId }, row } of rows) record(work, occurrenceNotified, { subscriptionId, number, accountId, occurrenceId: row.occurrenceId, on: row.dueOn })
  return rows.length
}
