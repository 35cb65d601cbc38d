import { sql, type RawBuilder } from "kysely"
import { audit, enqueue, type Work } from "@entrepot/db"
import { newId, Refusal, pageOf } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { ListRuns, RUN_OUTCOMES, RunPageAsk, type RepeatRun, type RunOutcome } from "./contract.ts"
import { goesOn } from "./goes-on.ts"
import { writeFactsOf } from "./save-change.db.ts"
import type { Subscription } from "./subscription.ts"
import type { RunItemRow, RunList, RunPage, RunRepeated, RunRow } from "./views.ts"

type Row = Omit<RunRow, "startedAt" | "lastAt" | "counts" | "due"> & { readonly startedAt: Date; readonly lastAt: Date; readonly counts: Partial<Record<RunOutcome, number>> | null; readonly repeatable: number }

/** The network's runs, a day each, the latest first, with what became of what was due; `waiting` is due now and not made yet. */
export async function listRuns(work: Work, input: ListRuns): Promise<RunList> {
  authorize(work, "network.subscription.view")
  const { cursor, limit } = ListRuns.parse(input)
  const [rows, waiting] = await Promise.all([
    readRuns(work, sql`${cursor ? sql`and r.run_on < ${dayOf(cursor)}::date` : sql``}`, limit + 1),
    sql<{ n: number }>`select count(*)::int as n from subscriptions.occurrence o where o.network_id = ${work.scope.networkId} and o.status in ('planned', 'notified', 'locked') and o.order_at <= ${work.now.toString()}`.execute(work.db),
  ])
  const { page, last } = pageOf(rows, limit)
  return { rows: page.map(rowOf), nextCursor: last?.on ?? null, waiting: waiting.rows[0]?.n ?? 0 }
}

function dayOf(cursor: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(cursor)) throw new Refusal("subscriptions.cursor_is_invalid", "invalid")
  return cursor
}

async function readRuns(work: Work, where: RawBuilder<unknown>, limit: number): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select r.run_id as "runId", r.run_on as "on", r.started_at as "startedAt", coalesce(i.last, r.started_at) as "lastAt", coalesce(i.tenants, 0) as tenants, i.counts, coalesce(i.repeatable, 0) as repeatable
      from subscriptions.run r left join lateral (
        select max(g.last) as last, (select count(distinct x.tenant_id)::int from subscriptions.run_item x where x.network_id = r.network_id and x.run_id = r.run_id) as tenants, json_object_agg(g.outcome, g.n) as counts,
               (select count(*)::int from subscriptions.run_item x join subscriptions.occurrence o on (o.network_id, o.tenant_id, o.account_id, o.occurrence_id) = (x.network_id, x.tenant_id, x.account_id, x.occurrence_id)
                 where x.network_id = r.network_id and x.run_id = r.run_id and ${REPEATABLE}) as repeatable
          from (select i.outcome, count(*)::int as n, max(i.decided_at) as last from subscriptions.run_item i where i.network_id = r.network_id and i.run_id = r.run_id group by i.outcome) g) i on true
     where r.network_id = ${work.scope.networkId} ${where} order by r.run_on desc limit ${limit}`.execute(work.db)
  return rows
}

/** What failed, and what was parked for caution: nothing of it has an order. Who waits for a customer's word is not touched. */
export const REPEATABLE = sql`o.order_id is null and (o.status = 'failed' or (o.status = 'held' and o.hold_code in ('safety', 'attention')))`

function rowOf({ startedAt, lastAt, counts, repeatable: _repeatable, ...row }: Row): RunRow {
  const all = Object.fromEntries(RUN_OUTCOMES.map((outcome) => [outcome, counts?.[outcome] ?? 0])) as RunRow["counts"]
  return { ...row, startedAt: new Date(startedAt).toISOString(), lastAt: new Date(lastAt).toISOString(), counts: all, due: Object.values(all).reduce((sum, n) => sum + n, 0) }
}

/** One run with its items: what was due, made, held or skipped, and why. Throws subscriptions.run_not_found. */
export async function runPage(work: Work, input: RunPageAsk): Promise<RunPage> {
  authorize(work, "network.subscription.view")
  const { runId, outcome, tenantId, cursor, limit } = RunPageAsk.parse(input)
  if (cursor && !/^[0-9a-f-]{36}$/.test(cursor)) throw new Refusal("subscriptions.cursor_is_invalid", "invalid")
  const [[run], heldBy, { rows }] = await Promise.all([readRuns(work, sql`and r.run_id = ${runId}`, 1), heldByOf(work, runId), sql<Omit<RunItemRow, "at" | "order"> & { at: Date; orderId: string | null; orderNumber: string | null }>`
    select i.tenant_id as "tenantId", t.name as "tenantName", a.name as "accountName", i.occurrence_id as "occurrenceId", s.subscription_id as "subscriptionId", s.number as "subscriptionNumber", o.n, o.due_on as "dueOn",
           i.outcome, i.code, i.reason, o.order_id as "orderId", r.number as "orderNumber", i.decided_at as at, ${REPEATABLE} as open
      from subscriptions.run_item i
      join subscriptions.occurrence o on (o.network_id, o.tenant_id, o.account_id, o.occurrence_id) = (i.network_id, i.tenant_id, i.account_id, i.occurrence_id)
      join subscriptions.subscription s on (s.network_id, s.tenant_id, s.account_id, s.subscription_id) = (o.network_id, o.tenant_id, o.account_id, o.subscription_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (i.network_id, i.tenant_id)
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (i.network_id, i.tenant_id, i.account_id)
      left join ordering.order r on (r.network_id, r.tenant_id, r.account_id, r.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id)
     where i.network_id = ${work.scope.networkId} and i.run_id = ${runId} ${outcome.length > 0 ? sql`and i.outcome = any (${[...outcome]}::text[])` : sql``} ${tenantId ? sql`and i.tenant_id = ${tenantId}` : sql``}
       ${cursor ? sql`and i.occurrence_id > ${cursor}::uuid` : sql``} order by i.occurrence_id limit ${limit + 1}`.execute(work.db)])
  if (!run) throw new Refusal("subscriptions.run_not_found", "not_found")
  const { page, last } = pageOf(rows, limit)
  const items = page.map(({ at, orderId, orderNumber, ...row }): RunItemRow => ({ ...row, order: orderId ? { orderId, number: orderNumber ?? "" } : null, at: new Date(at).toISOString() }))
  return { ...rowOf(run), heldBy, items, nextCursor: last?.occurrenceId ?? null, repeatable: run.repeatable }
}

async function heldByOf(work: Work, runId: string): Promise<RunPage["heldBy"]> {
  const { rows } = await sql<RunPage["heldBy"][number]>`select coalesce(i.code, 'attention') as code, count(*)::int as count from subscriptions.run_item i
     where i.network_id = ${work.scope.networkId} and i.run_id = ${runId} and i.outcome = 'held' group by 1 order by 2 desc, 1`.execute(work.db)
  return rows
}

type Requeued = Pick<Subscription, "tenantId" | "accountId" | "subscriptionId"> & { readonly scheduleVersion: number; readonly n: number; readonly code: string }

/**
 * Tries again what a run left undone: what failed, and what was parked for caution. What was made stays made, because the date's number is the key; repeating
 * a run twice makes nothing twice. Each subscription's history says so, and each tenant's audit. Throws subscriptions.run_not_found.
 */
export async function repeatRun(work: Work, { runId }: RepeatRun): Promise<RunRepeated> {
  authorize(work, "network.subscription.run")
  const { networkId } = work.scope
  const { rows: [found] } = await sql<{ on: string; requeued: Requeued[] }>`
    with again as (
      select o.tenant_id, o.account_id, o.subscription_id, o.occurrence_id, o.schedule_version, o.n, coalesce(o.hold_code, o.status) as code
        from subscriptions.run_item i join subscriptions.occurrence o on (o.network_id, o.tenant_id, o.account_id, o.occurrence_id) = (i.network_id, i.tenant_id, i.account_id, i.occurrence_id)
       where i.network_id = ${networkId} and i.run_id = ${runId} and ${REPEATABLE} for update of o),
    requeued as (
      update subscriptions.occurrence o set status = 'planned', order_at = ${work.now.toString()}, ${goesOn(work)} from again a
       where o.network_id = ${networkId} and (o.tenant_id, o.account_id, o.occurrence_id) = (a.tenant_id, a.account_id, a.occurrence_id)
      returning json_build_object('tenantId', a.tenant_id, 'accountId', a.account_id, 'subscriptionId', a.subscription_id, 'scheduleVersion', a.schedule_version, 'n', a.n, 'code', a.code) as one)
    select r.run_on as "on", (select coalesce(json_agg(q.one), '[]') from requeued q) as requeued from subscriptions.run r where r.network_id = ${networkId} and r.run_id = ${runId}`.execute(work.db)
  if (!found) throw new Refusal("subscriptions.run_not_found", "not_found")
  await tellRepeated(work, runId, found)
  enqueue(work, { task: "run_occurrences", payload: {}, key: `run_occurrences:${networkId}` })
  return { runId, requeued: found.requeued.length }
}

/** In one statement, whatever was touched. The distributor's own audit says that somebody repeated it, also where nothing was left to do. */
async function tellRepeated(work: Work, runId: string, { on, requeued }: { readonly on: string; readonly requeued: readonly Requeued[] }): Promise<void> {
  const facts = requeued.map(({ n, code, ...of }) => ({ ...of, changeId: newId<"change">(work.now.epochMilliseconds), kind: "run_repeated" as const, fromN: n, toN: n, detail: { run: on, code }, reason: "" }))
  if (facts.length > 0) await writeFactsOf(work, facts, null).execute(work.db)
  const perTenant = new Map<number, number>()
  for (const { tenantId } of requeued) perTenant.set(tenantId, (perTenant.get(tenantId) ?? 0) + 1)
  const entry = { action: "subscriptions.run_repeated", subjectKind: "run", subjectId: runId }
  audit(work, { ...entry, after: { run: on, requeued: requeued.length } })
  for (const [tenantId, count] of perTenant) audit(work, { ...entry, tenantId, after: { run: on, requeued: count } })
}
