import { EventEmitter } from "node:events"
import { Logger as GraphileLogger, run, type Runner, type TaskList, type WorkerEvents } from "graphile-worker"
import type { Pool } from "pg"
import type { Logger } from "@entrepot/telemetry"

export type LaneOptions = {
  readonly name: string
  readonly tasks: TaskList
  readonly concurrency: number
  readonly pollMillis: number
  /**
   * How long, on average, a lane that found nothing does not look again, whatever is added meanwhile. Each new job is announced to every
   * lane of every worker; without a pause a lane that has nothing to do would look for work as often as the busiest one is given some.
   */
  readonly restMillis: number
  /** What this lane does by the clock; however many workers run, each tick happens once. */
  readonly crontab?: string
  readonly jobs: Pool
  readonly log: Logger
  /** Under what this process's lanes claim jobs; its heartbeat says that they live. */
  readonly workerIds: Set<string>
}

/** A job that all workers of the lane are too busy for goes back after this long, for another process to take. */
const KEPT_MILLIS = 2_000

/**
 * A lane takes some tasks and has workers of its own, so that a mail server that hangs fills its own lane and no other. It
 * comes back by itself after the database was away.
 */
export class Lane {
  readonly #options: LaneOptions
  #runner: Runner | undefined
  #poolId = ""
  #stopping = false
  #ended: Promise<void> = Promise.resolve()

  constructor(options: LaneOptions) {
    this.#options = options
  }

  get running(): boolean {
    return this.#runner !== undefined
  }

  async start(): Promise<void> {
    this.#runner = await this.#run()
    this.#ended = this.#keepRunning()
  }

  /** Finishes what is being done, takes nothing new. */
  async stop(): Promise<void> {
    this.#stopping = true
    await this.#runner?.stop().catch(() => undefined)
    await this.#ended
  }

  async #keepRunning(): Promise<void> {
    const { name, log, workerIds } = this.#options
    for (;;) {
      await this.#runner?.promise.catch((error: unknown) => log.error({ err: error, lane: name }, "The lane stopped."))
      this.#runner = undefined
      workerIds.delete(this.#poolId)
      if (this.#stopping) return
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      if (this.#stopping) return
      this.#runner = await this.#run().catch((error: unknown) => void log.error({ err: error, lane: name }, "The lane could not start; it is tried again."))
    }
  }

  async #run(): Promise<Runner> {
    const { tasks, concurrency, pollMillis, restMillis, crontab = "", jobs, log, name, workerIds } = this.#options
    const events: WorkerEvents = new EventEmitter()
    // The library claims jobs in the name of the pool, not of the worker in it that does them.
    events.on("pool:create", ({ workerPool }) => workerIds.add((this.#poolId = workerPool.id)))
    // Looked for once for all workers of the lane, and one at a time: two jobs of one queue that are fetched together would run together.
    const localQueue = { size: 1, ttl: KEPT_MILLIS, refetchDelay: { durationMs: restMillis, threshold: 0, maxAbortThreshold: Infinity } }
    return run({ pgPool: jobs, taskList: tasks, noHandleSignals: true, events, logger: asGraphileLogger(log, name), crontab, preset: { worker: { concurrentJobs: concurrency, pollInterval: pollMillis, localQueue } } })
  }
}

/** The library warns of a local queue that is smaller than its workers are many; here it is meant. */
const MEANT = "Your job batch size"

function asGraphileLogger(log: Logger, lane: string): GraphileLogger {
  return new GraphileLogger((scope) => (level, message, meta) => {
    const line = { lane, ...scope, ...(meta?.["error"] ? { err: meta["error"] } : {}) }
    if (level === "error") log.error(line, message)
    else if (level === "warning" && !message.startsWith(MEANT)) log.warn(line, message)
    else log.debug(line, message)
  })
}
