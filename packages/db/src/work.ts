import { CompiledQuery, sql, type Kysely } from "kysely"
import type { PoolClient } from "pg"
import { currentTraceId, metrics } from "@entrepot/telemetry"
import { Temporal, newId, type JsonValue } from "@entrepot/kernel"
import type { Database } from "./generated/database.ts"
import { named, queriesOver, type AudiencePool } from "./pool.ts"
import { actorRecord, type Actor, type ActorRecord, type Scope } from "./scope.ts"

/** Something that happened, in the past tense, for whoever wants to know. */
export type AnnouncedEvent = { readonly name: string; readonly payload: JsonValue; readonly tenantId?: number; readonly actor: ActorRecord }

/** One line of the audit trail: who, when and where come from the work itself. */
export type AuditEntry = {
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  /** Where the line is kept; the work's own scope unless said otherwise. */
  readonly networkId?: number
  readonly tenantId?: number
  readonly reason?: string
  readonly before?: JsonValue
  readonly after?: JsonValue
  readonly policyVersion?: string
}

/** One unit of work: one scope, one actor, one moment, one transaction; nothing reaches the database without it. */
export type Work = {
  readonly scope: Scope
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly db: Kysely<Database>
  readonly traceId: string
  /** Written with the commit, in the same transaction and the same round trip. */
  readonly pending: { readonly events: AnnouncedEvent[]; readonly audit: (AuditEntry & { readonly actor: ActorRecord })[]; readonly jobs: QueuedJob[] }
  readonly statements: { count: number }
}

type Task = "run_import" | "run_stamp" | "send_mail" | "deliver_one" | "charge_attempt" | "open_setup" | "send_refund" | "detach_method" | "read_method" | "reconcile_payments" | "apply_webhook" | "run_occurrences"

export type QueuedJob = { readonly task: Task; readonly payload: Record<string, JsonValue>; readonly key: string; readonly runAt?: Temporal.Instant }

export type WorkOptions = {
  /** read: the answer does not wait for the end of the transaction, and a write is refused by the database. */
  readonly mode?: "read" | "write"
  readonly now?: Temporal.Instant
  readonly traceId?: string
}

const ENTER = "select ctx.enter($1, $2, $3)"
const ANNOUNCE = "select work.announce($1)"
const ENQUEUE = "select work.enqueue($1, $2, $3, $4)"
const AUDIT = `insert into work.audit_entry
  (network_id, tenant_id, entry_id, action, subject_kind, subject_id, actor, reason, before, after, policy_version, trace_id, occurred_at)
  select (e ->> 'networkId')::integer, (e ->> 'tenantId')::integer, (e ->> 'entryId')::uuid, e ->> 'action', e ->> 'subjectKind', e ->> 'subjectId', e -> 'actor', e ->> 'reason',
         e -> 'before', e -> 'after', e ->> 'policyVersion', $1, $2::timestamptz
    from jsonb_array_elements($3::jsonb) e`
const RETRIED = new Set(["40001", "40P01"]) // serialization failure, deadlock

/**
 * Runs `task` in one transaction inside the scope. The scope opens in the round trip of the first statement; events, audit
 * and jobs are written in the round trip of the commit. A deadlock or serialization failure is tried again, twice.
 */
export async function withWork<T>(pool: AudiencePool, scope: Scope, actor: Actor, task: (work: Work) => Promise<T>, options: WorkOptions = {}): Promise<T> {
  if (scope.audience !== pool.audience) throw new Error(`A ${scope.audience} scope cannot be entered through the ${pool.audience} pool.`)
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptWork(pool, scope, actor, task, options)
    } catch (error) {
      if (attempt >= 3 || !RETRIED.has((error as { code?: string }).code ?? "")) throw error
      metrics.transactionRetries.inc({ audience: pool.audience })
    }
  }
}

async function attemptWork<T>(pool: AudiencePool, scope: Scope, actor: Actor, task: (work: Work) => Promise<T>, options: WorkOptions): Promise<T> {
  const client = await pool.pool.connect()
  const read = options.mode === "read"
  const opening = [
    client.query(read ? "begin read only" : "begin"),
    client.query(named(ENTER, [scope.networkId ?? null, scope.tenantId ?? null, scope.accountId ?? null])),
  ]
  const opened = Promise.all(opening)
  opened.catch(() => undefined)
  const statements = { count: 0 }
  const work: Work = {
    scope, actor, statements,
    now: options.now ?? Temporal.Now.instant(),
    db: queriesOver(client, () => statements.count++),
    traceId: options.traceId ?? currentTraceId(),
    pending: { events: [], audit: [], jobs: [] },
  }
  let result: T
  try {
    result = await task(work)
    await opened
  } catch (error) {
    const reason = await opened.then(() => error, (openError: unknown) => openError)
    await finish(client, "rollback")
    throw reason
  }
  metrics.statementsPerWork.observe({ audience: pool.audience }, statements.count)
  if (read) {
    void finish(client, "commit")
    return result
  }
  try {
    await commit(client, work)
  } catch (error) {
    await finish(client, "rollback")
    throw error
  }
  client.release()
  return result
}

async function commit(client: PoolClient, work: Work): Promise<void> {
  const sent = pendingStatements(work).map(({ text, values }) => client.query(named(text, values)))
  const committed = client.query("commit")
  committed.catch(() => undefined)
  await Promise.all(sent)
  const { command } = await committed
  if (command !== "COMMIT") throw new Error("The transaction was already broken and could not be committed.")
}

function pendingStatements({ pending: { audit, events, jobs }, traceId, now }: Work): { text: string; values: unknown[] }[] {
  return [
    ...(audit.length > 0 ? [{ text: AUDIT, values: [traceId, now.toString(), JSON.stringify(audit.map((entry) => ({ networkId: 0, tenantId: 0, ...entry, entryId: newId() })))] }] : []),
    ...(events.length > 0 ? [{ text: ANNOUNCE, values: [JSON.stringify(events.map((event) => ({ ...event, eventId: newId(), traceId, occurredAt: now.toString() })))] }] : []),
    ...jobs.map((job) => ({ text: ENQUEUE, values: [job.task, JSON.stringify({ ...job.payload, traceId }), job.key, job.runAt?.toString() ?? null] })),
  ]
}

/** Writes what is pending now instead of with the commit, so that a work over very many rows holds little in memory. */
export async function flush(work: Work): Promise<void> {
  for (const { text, values } of pendingStatements(work)) await work.db.executeQuery(CompiledQuery.raw(text, values))
  for (const list of Object.values(work.pending)) list.length = 0
}

async function finish(client: PoolClient, how: "commit" | "rollback"): Promise<void> {
  try {
    await client.query(how)
    client.release()
  } catch (error) {
    client.release(error as Error)
  }
}

/** Writes a line of the audit trail with this work's commit. */
export function audit(work: Work, entry: AuditEntry): void {
  const { networkId = 0, tenantId = 0 } = work.scope
  work.pending.audit.push({ networkId, tenantId, ...entry, actor: actorRecord(work.actor) })
}

/** Queues a job with this work's commit; the same key again replaces the job that still waits. */
export function enqueue(work: Work, job: QueuedJob): void {
  work.pending.jobs.push(job)
}

/** The same transaction in another name: what is announced and audited from here on is that one's doing. */
export function inNameOf(work: Work, actor: Actor): Work {
  return { ...work, actor }
}

/** The same transaction, seen from one tenant of the network: queries name that tenant from here on. */
export function inTenant(work: Work, tenantId: number): Work {
  return { ...work, scope: { ...work.scope, tenantId } }
}

/**
 * A platform's work reaches into one network (and tenant): events, jobs and audit lines are written there from here on. The
 * platform's policies do not depend on the scope, so this opens no row that was closed; no other audience may do it.
 */
export async function adopt(work: Work, networkId: number, tenantId?: number): Promise<Work> {
  if (work.scope.audience !== "platform") throw new Error("Only the platform chooses its network inside a work.")
  await sql`select ctx.enter(${networkId}::integer, ${tenantId ?? null}::integer, null)`.execute(work.db)
  const { tenantId: _left, ...scope } = work.scope
  return { ...work, scope: { ...scope, networkId, ...(tenantId === undefined ? {} : { tenantId }) } }
}
