import { metrics } from "@entrepot/telemetry"
import type { Pool } from "pg"

const TASKS = ["deliver_event", "deliver_one", "run_stamp", "run_import", "send_mail", "run_occurrences"]

/** Looks at the queue as it is now. Read when somebody asks for the metrics, at most once a second. */
export function queueGauges(jobs: Pool): () => Promise<void> {
  let lookedAt = 0
  return async () => {
    if (Date.now() - lookedAt < 1_000) return
    lookedAt = Date.now()
    const { rows } = await jobs.query<{ task: string; waiting: string; oldest: string | null }>(`
      select t.identifier as task, count(*)::text as waiting, extract(epoch from now() - min(j.run_at))::text as oldest
        from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where j.is_available and j.run_at <= now() group by t.identifier`)
    for (const task of TASKS) metrics.queueDepth.set({ task }, 0)
    for (const { task, waiting } of rows) metrics.queueDepth.set({ task }, Number(waiting))
    metrics.queueAge.set(Math.max(0, ...rows.map((row) => Number(row.oldest ?? 0))))
    const dead = await jobs.query<{ dead: string }>("select count(*)::text as dead from work.delivery where status = 'dead'")
    metrics.deadLetters.set(Number(dead.rows[0]?.dead ?? 0))
  }
}
