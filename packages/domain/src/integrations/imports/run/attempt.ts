import { scopedUpdate, withWork, json, type Actor, type AudiencePool, type Work, type WorkOptions } from "@entrepot/db"
import { sql } from "kysely"
import type { ImportRun } from "./import-run.db.ts"
import type { Verdict } from "./staging.db.ts"

/** Somebody cancelled the run, or another worker took it over: this attempt ends without a trace. */
export class Overtaken extends Error {}

/** What has been counted so far in one attempt. */
export class Counts {
  read = 0
  accepted = 0
  refused = 0
  applied = 0
  readonly codes: Record<Verdict, Record<string, number>> = { refused: {}, noticed: {} }

  count(verdict: Verdict, code: string): void {
    this.codes[verdict][code] = (this.codes[verdict][code] ?? 0) + 1
  }
}

/** One try to run an import. Every write names the attempt, so that a worker that was given up for dead cannot write into the next one. */
export class Attempt {
  readonly run: ImportRun
  readonly counts = new Counts()
  readonly #pool: AudiencePool
  readonly #networkId: number

  constructor(pool: AudiencePool, networkId: number, run: ImportRun) {
    this.#pool = pool
    this.#networkId = networkId
    this.run = run
  }

  /** A unit of work of the worker, on behalf of the person who queued the import. */
  inWork<T>(task: (work: Work) => Promise<T>, options: WorkOptions = {}): Promise<T> {
    return withWork(this.#pool, { audience: "worker", networkId: this.#networkId }, onBehalfOf(this.run), task, options)
  }

  /** Writes the progress in the same transaction as what it counts, and stops here when the run is no longer this attempt's. */
  async keepProgress(work: Work, phase: "reading" | "applying"): Promise<void> {
    const { read, accepted, refused, applied, codes } = this.counts
    await this.#mine(work, { phase, rows_read: read, rows_accepted: accepted, rows_refused: refused, rows_applied: applied, summary: json({ codes }) })
  }

  async finish(work: Work, values: Record<string, unknown>): Promise<void> {
    const { read, accepted, refused, applied } = this.counts
    await this.#mine(work, { phase: null, rows_read: read, rows_accepted: accepted, rows_refused: refused, rows_applied: applied, rows_total: read, finished_at: work.now.toString(), ...values })
  }

  async #mine(work: Work, values: Record<string, unknown>): Promise<void> {
    const { numUpdatedRows } = await scopedUpdate(work, "integrations.import_run").set(values)
      .where("run_id", "=", this.run.runId).where("attempt", "=", this.run.attempt).where("status", "=", "running").executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new Overtaken()
  }
}

/** The person's name stands in the audit trail; the permissions are those that were asked for when the run was queued. */
function onBehalfOf({ actor }: ImportRun): Actor {
  return { ...actor, roles: [], permissions: new Set(["network.import.run", "network.product.manage", "network.product.view", "network.price.manage"]) }
}

/** Takes the run for a new attempt and clears what an earlier one left; nothing when there is nothing to do any more. */
export async function claimRun(work: Work, runId: string): Promise<boolean> {
  const { rows } = await sql`
    update integrations.import_run
       set status = 'running', attempt = attempt + 1, phase = 'reading', started_at = coalesce(started_at, ${work.now.toString()}::timestamptz), error = null,
           rows_read = 0, rows_accepted = 0, rows_refused = 0, rows_applied = 0, summary = '{}'
     where network_id = ${work.scope.networkId} and run_id = ${runId} and status in ('queued', 'running') returning run_id`.execute(work.db)
  if (rows.length === 0) return false
  await sql`delete from integrations.import_row where network_id = ${work.scope.networkId} and run_id = ${runId}`.execute(work.db)
  await sql`delete from integrations.import_refusal where network_id = ${work.scope.networkId} and run_id = ${runId}`.execute(work.db)
  return true
}
