import { handlers } from "./handlers.ts"
import { createLog } from "@entrepot/telemetry"
import { readConfig } from "./config.ts"
import { startWorker, type RunningWorker } from "./worker.ts"

const log = createLog("worker")
let running: RunningWorker | undefined
let stopping = false

/** What is being done is finished first; a second signal does not wait. */
async function stop(reason: string): Promise<void> {
  if (stopping) return
  stopping = true
  log.info({ reason }, "The worker stops.")
  await running?.stop()
  process.exit(0)
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(signal))
// Started by `npm start` we are tied to it: when it is gone, so are we.
if (process.connected) process.on("disconnect", () => void stop("disconnect"))
const parent = process.ppid
setInterval(() => process.ppid !== parent && void stop("orphaned"), 500).unref()

try {
  running = await startWorker(readConfig(process.env), handlers, log)
} catch (error) {
  log.fatal({ err: error }, "The worker could not start.")
  process.exit(1)
}
