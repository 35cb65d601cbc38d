// A worker process of its own, so that a test can end it with kill -9.
import { createLog } from "@entrepot/telemetry"
import { readConfig } from "../config.ts"
import { handlers } from "../handlers.ts"
import { startWorker } from "../worker.ts"
import { effectHandlers } from "./effects.ts"

const { mailboxPort: _mailbox, ...config } = readConfig({ ...process.env, SMTP_URL: process.env["SMTP_URL"] ?? "smtp://127.0.0.1:9" })
const worker = await startWorker(config, process.env["WORKER_HANDLERS"] === "product" ? handlers : effectHandlers, createLog("worker"))
process.on("SIGTERM", () => void worker.stop().then(() => process.exit(0)))
process.send?.("ready")
