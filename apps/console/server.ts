import { randomUUID } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import next from "next"
import { restListener } from "@entrepot/api/rest/index"
import { createConsoleApi, isLoopback, readTrustedProxies, type ConsoleApi } from "@entrepot/api/server"
import { createPool } from "@entrepot/db"
import { createLog, metrics, newTraceId, traceIdFrom, withTrace } from "@entrepot/telemetry"
import { provideApi, REQUEST_HEADERS } from "./src/runtime.ts"
import { readConfig } from "./src/config.ts"
import { answerDocument, answerFile, isFilePath } from "./src/files.ts"
import { answerProbe } from "./src/probes.ts"

const log = createLog("console")
/** Known to this process alone, so that nobody else can pass for it. */
const OURSELVES = randomUUID()
const config = readConfig(process.env)
const pools = { network: createPool("network", config.networkUrl), platform: createPool("platform", config.platformUrl) }
const api = createConsoleApi({ pools, authSecret: config.authSecret, trustedProxies: readTrustedProxies(process.env["TRUSTED_PROXY"]) })
const rest = restListener({ platform: pools.platform }, (_request, response) => void response.writeHead(404).end())
provideApi(api)

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    log.error({ err: error }, "a request failed")
    if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" }).end("Something went wrong.")
  })
})
const app = next({ dev: config.development, dir: import.meta.dirname, hostname: "localhost", port: config.port, httpServer: server, ...(config.development && { turbopack: true }) })
const pages = app.getRequestHandler()

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? "/").split("?")[0] ?? "/"
  if (path === "/health" || path === "/ready" || path === "/metrics") return answerProbe(path, response, pools, path !== "/metrics" || isLoopback(request) || config.openMetrics)
  if (path.startsWith("/api/trpc/")) return void api.listener(request, response)
  if (path.startsWith("/api/v1/")) return void rest(request, response)
  const traceId = traceIdFrom(request.headers.traceparent as string | undefined) || newTraceId()
  if (isFilePath(path)) return withTrace(traceId, () => answerFile(path, api, request, response, traceId))
  if (path.startsWith("/files/")) return withTrace(traceId, () => answerDocument(api, request, response, traceId))
  tellPages(request, api, traceId)
  measure(request, response)
  await withTrace(traceId, () => pages(request, response))
}

/** Next sees `localhost` for every host; what is true about a request is written into headers that no client can set. */
function tellPages(request: IncomingMessage, { originOf }: ConsoleApi, traceId: string): void {
  // After a command that leads elsewhere, Next asks this very server for the next page and passes the headers on.
  if (request.headers[REQUEST_HEADERS.self] === OURSELVES) return
  const { host, address, secure } = originOf(request)
  request.headers[REQUEST_HEADERS.self] = OURSELVES
  request.headers[REQUEST_HEADERS.host] = host
  request.headers[REQUEST_HEADERS.address] = address
  request.headers[REQUEST_HEADERS.trace] = traceId
  request.headers[REQUEST_HEADERS.path] = request.headers["rsc"] ? "" : (request.url ?? "/")
  request.headers["x-forwarded-host"] = host
  request.headers["x-forwarded-proto"] = secure ? "https" : "http"
}

function measure(request: IncomingMessage, response: ServerResponse): void {
  const started = performance.now()
  const route = request.url?.startsWith("/_next/") ? "asset" : "page"
  response.once("finish", () => metrics.requestDuration.observe({ process: "console", route, method: request.method ?? "", status: String(response.statusCode) }, (performance.now() - started) / 1000))
}

async function stop(): Promise<void> {
  server.close()
  server.closeIdleConnections()
  await app.close().catch(() => undefined)
  await Promise.all([pools.network.end(), pools.platform.end()])
  process.exit(0)
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop())
process.once("disconnect", () => void stop())

await app.prepare()
server.listen(config.port, () => log.info({ port: config.port }, "the console is ready"))
