import { createServer } from "node:http"
import next from "next"
import { createPortalApi, readTrustedProxies } from "@entrepot/api/server"
import { createPool } from "@entrepot/db"
import { createLog } from "@entrepot/telemetry"
import { createPortalListener } from "./src/process/listener.ts"
import { loadMessages } from "./src/process/messages.ts"
import { provideRuntime, STRIPE_MODES } from "./src/process/runtime.ts"

const STOP_MILLIS = 8_000
const log = createLog("portal")

/** The portal's process: every tenant's pages and API, with the portal's own login and no other. */
async function start(): Promise<void> {
  const port = Number(process.env["PORT"] ?? 3000)
  const pool = createPool("portal", required("DATABASE_URL_PORTAL"), { max: Number(process.env["DATABASE_POOL"] ?? 10) })
  const api = createPortalApi({ pools: { portal: pool }, authSecret: required("AUTH_SECRET"), trustedProxies: readTrustedProxies(process.env["TRUSTED_PROXY"]) })
  const messages = await loadMessages()
  const runtime = { ...api, messages, stripe: STRIPE_MODES.find((mode) => mode === process.env["STRIPE_MODE"]) }
  provideRuntime(runtime)
  const pages = next({ dev: process.env["NODE_ENV"] === "development", dir: import.meta.dirname, hostname: "localhost", port })
  await pages.prepare()
  const server = createServer(createPortalListener({ runtime, pool, messages, pages: pages.getRequestHandler() }))
  server.keepAliveTimeout = 65_000 // longer than a front proxy keeps its connections
  server.listen(port, () => log.info({ port }, "the portal listens"))
  server.once("error", (error) => fail(error))
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    const end = setTimeout(() => server.closeAllConnections(), STOP_MILLIS)
    server.close(() => {
      clearTimeout(end)
      void Promise.allSettled([pages.close(), pool.end()]).then(() => process.exit(0))
    })
    server.closeIdleConnections()
  }
  process.once("SIGTERM", stop)
  process.once("SIGINT", stop)
  process.once("disconnect", stop) // whoever started us is gone
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set. See .env.example.`)
  return value
}

function fail(error: unknown): never {
  log.fatal({ err: error }, "the portal could not start")
  process.exit(1)
}

start().catch(fail)
