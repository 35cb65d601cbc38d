import { sql } from "kysely"
import { automation, withWork, type AudiencePool, type Work } from "@entrepot/db"
import { newId, type Temporal } from "@entrepot/kernel"
import { PORTAL_PERMISSIONS } from "../tenancy/index.ts"
import type { RunOutcome } from "./contract.ts"
import { failDate } from "./fail-date.ts"
import { ofOpenTenants } from "./open-tenant.ts"
import { runOne } from "./run-one.ts"
import type { Claimed } from "./subscription.ts"

export type RunOptions = {
  readonly now?: () => Temporal.Instant
  /** How many are claimed at once, and how many of them are made at the same time. */
  readonly batch?: number; readonly parallel?: number
  /** How long a claim holds without a sign of life. */
  readonly leaseSeconds?: number
  readonly stopped?: () => boolean
  readonly onError?: (error: unknown, claimed: Claimed) => void
}
export type RunCounts = Record<RunOutcome, number>

const MOST_ATTEMPTS = 5
const RUNNER = () => automation("subscriptions", Object.keys(PORTAL_PERMISSIONS))

/**
 * Makes everything of a network that is due, over all of its tenants, until nothing is left. Any number of runners may do this at once: each claims a
 * batch that nobody else has, in one statement, whatever the number of tenants; each occurrence is a transaction of its own.
 */
export async function runDue(pool: AudiencePool, networkId: number, options: RunOptions = {}): Promise<RunCounts> {
  const { batch = 256, parallel = 8, stopped = () => false } = options
  const counts: RunCounts = { made: 0, held: 0, skipped: 0, merged: 0, failed: 0 }
  for (;;) {
    if (stopped()) return counts
    const claimed = await withWork(pool, { audience: "worker", networkId }, RUNNER(), (work) => claimDue(work, batch, options.leaseSeconds ?? 120), momentOf(options))
    if (claimed.length === 0) return counts
    const queue = inTurn(claimed)
    await Promise.all(Array.from({ length: parallel }, async () => {
      for (let one = queue.shift(); one && !stopped(); one = queue.shift()) {
        const outcome = await attempt(pool, networkId, one, options)
        if (outcome) counts[outcome] += 1
      }
    }))
  }
}

/** Tenants in turn: dates of one tenant wait for each other's numbers and credit, so those at work at the same time are of as many as can be. */
function inTurn(claimed: readonly Claimed[]): Claimed[] {
  const seen = new Map<number, number>()
  const placed = claimed.map((one) => {
    const turn = seen.get(one.tenantId) ?? 0
    seen.set(one.tenantId, turn + 1)
    return { one, turn }
  })
  return placed.sort((a, b) => a.turn - b.turn).map(({ one }) => one)
}

const momentOf = ({ now }: RunOptions) => (now ? { now: now() } : {})

async function attempt(pool: AudiencePool, networkId: number, claimed: Claimed, options: RunOptions): Promise<RunOutcome | undefined> {
  const scope = { audience: "worker" as const, networkId, tenantId: claimed.tenantId }
  try {
    return await withWork(pool, scope, RUNNER(), (work) => runOne(work, claimed), momentOf(options))
  } catch (error) {
    options.onError?.(error, claimed)
    if (claimed.attempts >= MOST_ATTEMPTS) {
      const failed = await withWork(pool, scope, RUNNER(), (work) => failDate(work, claimed), momentOf(options)).then(() => true, (again: unknown) => (options.onError?.(again, claimed), false))
      if (failed) return "failed"
    }
    await withWork(pool, scope, RUNNER(), (work) => giveBack(work, claimed), momentOf(options))
    return undefined
  }
}

/** Takes what is due and nobody holds, of any tenant, and opens the day's run. Two statements. */
async function claimDue(work: Work, batch: number, leaseSeconds: number): Promise<Claimed[]> {
  const { networkId } = work.scope
  const at = sql`${work.now.toString()}::timestamptz`
  const { rows } = await sql<Omit<Claimed, "runId">>`
    with due as (
      select o.network_id, o.tenant_id, o.account_id, o.occurrence_id from subscriptions.occurrence o
       where o.network_id = ${networkId} and o.status in ('planned', 'notified', 'locked') and o.order_at is not null and o.order_at <= ${at} and (o.claimed_until is null or o.claimed_until < ${at}) and ${ofOpenTenants("o")}
       order by o.order_at limit ${batch} for no key update skip locked)
    update subscriptions.occurrence o set status = 'locked', locked_at = coalesce(o.locked_at, ${at}), claimed_until = ${at} + make_interval(secs => ${leaseSeconds}), attempts = o.attempts + 1
      from due where (o.network_id, o.tenant_id, o.account_id, o.occurrence_id) = (due.network_id, due.tenant_id, due.account_id, due.occurrence_id)
    returning o.tenant_id as "tenantId", o.account_id as "accountId", o.subscription_id as "subscriptionId", o.occurrence_id as "occurrenceId", o.attempts`.execute(work.db)
  if (rows.length === 0) return []
  const runId = await openRun(work)
  return rows.map((row) => ({ ...row, runId }))
}

/** The run of the network's day: the first one to come opens it, everybody else finds it. */
async function openRun(work: Work): Promise<string> {
  const on = sql`(select (${work.now.toString()}::timestamptz at time zone n.zone)::date from tenancy.network n where n.network_id = ${work.scope.networkId})`
  const [, { rows }] = await Promise.all([
    sql`insert into subscriptions.run (network_id, run_id, run_on, started_at) values (${work.scope.networkId}, ${newId<"run">(work.now.epochMilliseconds)}, ${on}, ${work.now.toString()}) on conflict (network_id, run_on) do nothing`.execute(work.db),
    sql<{ id: string }>`select run_id as id from subscriptions.run where network_id = ${work.scope.networkId} and run_on = ${on}`.execute(work.db),
  ])
  return rows[0]!.id
}

/** A defect: it is tried again a little later. */
async function giveBack(work: Work, claimed: Claimed): Promise<void> {
  await sql`update subscriptions.occurrence set claimed_until = ${work.now.add({ seconds: 30 * 2 ** claimed.attempts }).toString()}, reason = ''
    where network_id = ${work.scope.networkId} and tenant_id = ${claimed.tenantId} and account_id = ${claimed.accountId} and occurrence_id = ${claimed.occurrenceId} and status = 'locked'`.execute(work.db)
}
