import { automation, withWork, type AudiencePool } from "@entrepot/db"
import { sql } from "kysely"
import type { Pool } from "pg"
import type { Logger } from "@entrepot/telemetry"

export type HeartbeatOptions = { readonly worker: AudiencePool; readonly jobs: Pool; readonly workerIds: ReadonlySet<string>; readonly beatMillis: number; readonly silentMillis: number; readonly log: Logger }

const SCOPE = { audience: "worker" } as const
const ACTOR = automation("heartbeat")

/**
 * Says that this process's workers are alive, and takes back what the silent ones had claimed: after kill -9 a job waits for
 * `silentMillis`, not for the job library's hours.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()

  constructor(options: HeartbeatOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    await this.#tick()
    this.#timer = setInterval(() => {
      this.#running = this.#running.then(() => this.#tick())
    }, this.#options.beatMillis)
  }

  /** Stops, and says goodbye, so that nobody waits for us. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
    const ids = [...this.#options.workerIds]
    await withWork(this.#options.worker, SCOPE, ACTOR, (work) => work.db.deleteFrom("work.heartbeat").where("worker_id", "in", ids.length > 0 ? ids : [""]).execute()).catch(() => undefined)
  }

  async #tick(): Promise<void> {
    try {
      await this.#beat()
      await this.#releaseSilent()
    } catch (error) {
      this.#options.log.warn({ err: error }, "The heartbeat could not be written; it is tried again.")
    }
  }

  async #beat(): Promise<void> {
    const ids = [...this.#options.workerIds]
    await withWork(this.#options.worker, SCOPE, ACTOR, async (work) => {
      await sql`
        insert into work.heartbeat (worker_id, started_at, beat_at) select id, now(), now() from unnest(${ids}::text[]) id
        on conflict (worker_id) do update set beat_at = excluded.beat_at`.execute(work.db)
      await sql`delete from work.heartbeat where beat_at < now() - interval '1 hour'`.execute(work.db)
    })
  }

  async #releaseSilent(): Promise<void> {
    const { jobs, silentMillis, log } = this.#options
    const silent = `${silentMillis} milliseconds`
    const { rows } = await jobs.query<{ id: string }>(
      `select locked_by as id from graphile_worker._private_jobs where locked_at < now() - $1::interval
       union select locked_by from graphile_worker._private_job_queues where locked_at < now() - $1::interval`, [silent])
    if (rows.length === 0) return
    const suspects = rows.map((row) => row.id)
    const alive = await withWork(this.#options.worker, SCOPE, ACTOR, (work) =>
      sql<{ id: string }>`select worker_id as id from work.heartbeat where worker_id = any(${suspects}::text[]) and beat_at > now() - ${silent}::interval`.execute(work.db), { mode: "read" })
    const living = new Set(alive.rows.map((row) => row.id))
    const dead = suspects.filter((id) => !living.has(id))
    if (dead.length === 0) return
    await jobs.query("select graphile_worker.force_unlock_workers($1)", [dead])
    log.warn({ workers: dead }, "Claims of silent workers were released.")
  }
}
