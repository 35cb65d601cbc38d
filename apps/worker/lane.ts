import { EventEmitter } from "node:events"
import { Logger as GraphileLogger, run, type Runner, type TaskList, type WorkerEvents } from "graphile-worker"
import type { Pool } from "pg"
import type { Logger } from "@entrepot/telemetry"

export type LaneOptions = {
  readonly name: string
  readonly tasks: TaskList
  readonly concurrency: number
  readonly pollMillis: number
  /** What this lane does by the clock; however many workers run, each tick happens once. */
  readonly crontab?: string
  readonly jobs: Pool
  readonly log: Logger
  /** Under what this process's lanes claim jobs; its heartbeat says that they live. */
  readonly workerIds: Set<string>
}

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
    const { tasks, concurrency, pollMillis, crontab = "", jobs, log, name, workerIds } = this.#options
    const events: WorkerEvents = new EventEmitter()
    // The library claims jobs in the name of the pool, not of the worker in it that does them.
    events.on("pool:create", ({ workerPool }) => workerIds.add((this.#poolId = workerPool.id)))
    return run({ pgPool: jobs, taskList: tasks, concurrency, pollInterval: pollMillis, noHandleSignals: true, events, logger: asGraphileLogger(log, name), crontab })
  }
}

function asGraphileLogger(log: Logger, lane: string): GraphileLogger {
  return new GraphileLogger((scope) => (level, message, meta) => {
    const line = { lane, ...scope, ...(meta?.["error"] ? { err: meta["error"] } : {}) }
    if (level === "error") log.error(line, message)
    else if (level === "warning") log.warn(line, message)
    else log.debug(line, message)
  })
}
