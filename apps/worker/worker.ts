import { createPool, type AudiencePool, type EventHandler } from "@entrepot/db"
import { createLog, type Logger } from "@entrepot/telemetry"
import { Pool } from "pg"
import type { WorkerConfig } from "./config.ts"
import { queueGauges } from "./gauges.ts"
import { startHealthServer } from "./health-server.ts"
import { Heartbeat } from "./heartbeat.ts"
import { Lane } from "./lane.ts"
import { startMailbox } from "./mailbox.ts"
import type { TaskContext } from "./tasks/context.ts"
import { lanesOf } from "./tasks/index.ts"
import { createMailer } from "./mailer.ts"
import { takeReports } from "./mail-reports/take-reports.ts"
import { takeDeliveries } from "./deliveries.ts"
import { createStripeGateway } from "./vendors/stripe/gateway.ts"
import { unavailableGateway } from "./vendors/stripe/unavailable.ts"

export type RunningWorker = { readonly port: number; readonly mailboxPort: number | undefined; readonly stop: () => Promise<void> }

/** Starts everything that a worker process does. Any number of them may run on one database. */
export async function startWorker(config: WorkerConfig, handlers: readonly EventHandler[], log: Logger = createLog("worker")): Promise<RunningWorker> {
  const worker = createPool("worker", config.workerUrl, { max: 20 })
  const jobs = jobsPool(config.jobsUrl, log)
  const mailbox = config.mailboxPort === undefined ? undefined : await startMailbox(config.mailboxPort, worker, log)
  const mailer = createMailer(mailbox ? `smtp://127.0.0.1:${mailbox.port}` : config.smtpUrl)
  const workerIds = new Set<string>()
  const context: TaskContext = { worker, handlers, config, log, mailer, gateway: config.stripe ? createStripeGateway(config.stripe) : unavailableGateway() }
  const lanes = lanesOf(context).map((lane) => new Lane({ ...lane, jobs, log, workerIds }))
  const heartbeat = new Heartbeat({ worker, jobs, workerIds, beatMillis: config.beatMillis, silentMillis: config.silentMillis, log })
  await Promise.all(lanes.map((lane) => lane.start()))
  await heartbeat.start()
  const health = await startHealthServer(config.port, { log, takeDelivery: takeDeliveries(context, () => networksOf(jobs)), takeMailReport: takeReports(context), refreshGauges: queueGauges(jobs), ready: () => readiness(worker, jobs, lanes) })
  log.info({ port: health.port, mailbox: mailbox?.port, handlers: handlers.map((handler) => handler.name) }, "The worker is ready.")
  const stop = async () => {
    await Promise.all(lanes.map((lane) => lane.stop()))
    await heartbeat.stop()
    await health.stop()
    mailer.close()
    await mailbox?.stop()
    await Promise.all([worker.end(), jobs.end()])
  }
  return { port: health.port, mailboxPort: mailbox?.port, stop }
}

/** The job library's own login: it owns the queue and nothing else. */
function jobsPool(url: string, log: Logger): Pool {
  const pool = new Pool({ connectionString: url, max: 16, application_name: "entrepot-jobs", connectionTimeoutMillis: 10_000 })
  const onError = (error: Error) => log.warn({ err: error }, "The job queue lost a connection.")
  pool.on("error", onError)
  pool.on("connect", (client) => void client.on("error", onError))
  return pool
}

async function networksOf(jobs: Pool): Promise<readonly number[]> {
  const { rows } = await jobs.query<{ id: number }>("select network_id as id from tenancy.network where status = 'active' order by network_id")
  return rows.map(({ id }) => id)
}

async function readiness(worker: AudiencePool, jobs: Pool, lanes: readonly Lane[]): Promise<Readonly<Record<string, boolean>>> {
  const answers = (pool: Pool) => pool.query("select 1").then(() => true, () => false)
  const [database, queue] = await Promise.all([answers(worker.pool), answers(jobs)])
  return { database, queue, lanes: lanes.every((lane) => lane.running) }
}
