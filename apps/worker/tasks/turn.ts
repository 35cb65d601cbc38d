import type { JobHelpers } from "graphile-worker"

/** How long one turn lasts, and how many jobs it takes at once; then whoever waits longest has the lane. */
const TURN_MILLIS = 1_000
const BATCH = 50

export type WaitingJob = { readonly id: string; readonly payload: unknown; readonly attempts: number; readonly maxAttempts: number }

/**
 * Jobs of one queue run one after the other, so while one of them runs, nobody else runs the others: after our own job we do the ones
 * that wait behind it. `work` answers which of them it did; those are removed then, so a kill leaves them to be found again.
 */
export async function takeTurn(helpers: JobHelpers, work: (waiting: readonly WaitingJob[]) => Promise<readonly WaitingJob[]>): Promise<void> {
  const deadline = Date.now() + TURN_MILLIS
  while (Date.now() < deadline && !helpers.abortSignal.aborted) {
    const waiting = await findWaiting(helpers)
    if (waiting.length === 0) return
    const done = await work(waiting)
    if (done.length > 0) await helpers.query("select graphile_worker.complete_jobs($1)", [done.map((job) => job.id)])
    if (done.length < BATCH) return
  }
}

async function findWaiting({ job, query }: JobHelpers): Promise<WaitingJob[]> {
  if (!job.job_queue_id) return []
  const { rows } = await query<WaitingJob>(
    `select id::text, payload, attempts, max_attempts as "maxAttempts" from graphile_worker._private_jobs
      where job_queue_id = $1 and id <> $2 and locked_at is null and is_available and run_at <= now() order by priority, run_at, id limit ${BATCH}`, [job.job_queue_id, job.id])
  return rows
}
