import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import { isLoopback } from "@entrepot/api/server"
import { isSameOrigin } from "@entrepot/api/http"
import type { AudiencePool } from "@entrepot/db"
import { createLog, metrics, newTraceId, traceIdFrom, withTrace } from "@entrepot/telemetry"
import type { loadMessages } from "./messages.ts"
import type { PortalTenant } from "@entrepot/api/trpc"
import { brandOf } from "../brand.ts"
import { answerFile } from "./files.ts"
import { monogram } from "./monogram.ts"
import type { PortalRuntime } from "./runtime.ts"

export type Serving = {
  readonly runtime: PortalRuntime
  readonly pool: AudiencePool
  readonly messages: Awaited<ReturnType<typeof loadMessages>>
  readonly pages: (request: IncomingMessage, response: ServerResponse) => Promise<void>
}

const log = createLog("portal")
const SECURITY: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()", "strict-transport-security": "max-age=31536000",
}
/** Headers by which this process and Next speak to themselves; from outside they mean nothing. */
const INNER = /^(x-forwarded-|x-middleware-|x-nextjs-|x-portal-|x-nonce$|x-invoke-|forwarded$)/

/** The order of things: what machines ask, then the host's tenant, then the API, then the pages. */
export function createPortalListener(serving: Serving): RequestListener {
  return (request, response) => {
    const traceId = traceIdFrom(request.headers["traceparent"] as string | undefined)
    void withTrace(traceId, () => answer(serving, request, response, traceId)).catch((error: unknown) => {
      log.error({ err: error, traceId, path: request.url }, "a request failed")
      if (!response.headersSent) plain(response, 500, "Something went wrong.")
    })
  }
}

async function answer(serving: Serving, request: IncomingMessage, response: ServerResponse, traceId: string): Promise<void> {
  const path = (request.url ?? "/").split("?")[0] ?? "/"
  if (path === "/health") return plain(response, 200, "ok")
  if (path === "/ready") return ready(serving.pool, response)
  if (path === "/metrics") return showMetrics(request, response)
  for (const [name, value] of Object.entries(SECURITY)) response.setHeader(name, value)
  if (path.startsWith("/api/trpc/")) {
    request.headers["traceparent"] = traceparentOf(traceId)
    return void serving.runtime.listener(request, response)
  }
  const { runtime } = serving
  const { host, address, secure } = runtime.originOf(request)
  const tenant = await runtime.tenantAt(host)
  if (!tenant) return plain(response, 404, "Not found")
  if (path === "/brand/mark.svg") return send(response, 200, "image/svg+xml", monogram(tenant), { "cache-control": "public, max-age=86400", "content-security-policy": "default-src 'none'" })
  const picture = /^\/brand\/([0-9a-f]{64})\.png$/.exec(path)?.[1]
  if (picture) return showPicture(runtime, tenant, picture, response)
  if (path.startsWith("/brand/theme.")) return theme(tenant, path, response)
  if (path.startsWith("/i18n/")) return words(serving, path, response)
  if (path.startsWith("/api/v1/")) return runtime.rest(tenant, request, response, traceId)
  if (path.startsWith("/files/")) return answerFile(runtime, { tenant, address, traceId }, request, response)
  if (request.method !== "GET" && request.method !== "HEAD" && !isSameOrigin(request, host)) return plain(response, 403, "Forbidden")
  for (const name of Object.keys(request.headers)) if (INNER.test(name)) delete request.headers[name]
  Object.assign(request.headers, {
    host, "x-forwarded-host": host, "x-forwarded-proto": secure ? "https" : "http", "x-portal-address": address, "x-portal-state": tenant.status,
    traceparent: traceparentOf(traceId),
  })
  if (tenant.status !== "active" && !path.startsWith("/_next/")) closed(response)
  measure(request, response, path)
  await serving.pages(request, response)
}

const traceparentOf = (traceId: string) => `00-${traceId}-${newTraceId().slice(16)}-01`

async function ready(pool: AudiencePool, response: ServerResponse): Promise<void> {
  try {
    await pool.pool.query("select 1")
    plain(response, 200, "ready")
  } catch (error) {
    log.warn({ err: error }, "the database does not answer")
    plain(response, 503, "The database does not answer.")
  }
}

/** For the machine's own Prometheus; whatever came through a proxy is not of this machine. */
async function showMetrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isLoopback(request) || request.headers["x-forwarded-for"]) return plain(response, 404, "Not found")
  send(response, 200, metrics.registry.contentType, await metrics.registry.metrics())
}

/** The address names what is in it, so it is kept for good; a foreign hash is not there. */
async function showPicture({ brandAsset }: PortalRuntime, tenant: PortalTenant, hash: string, response: ServerResponse): Promise<void> {
  const asset = await brandAsset(tenant, hash)
  if (!asset) return plain(response, 404, "Not found")
  send(response, 200, asset.type, asset.bytes, { "cache-control": "private, max-age=31536000, immutable", "content-security-policy": "default-src 'none'" })
}

/** A page that was drawn before the brand changed gets the new one, and keeps it no longer than the page. */
function theme(tenant: PortalTenant, path: string, response: ServerResponse): void {
  const { css, cssHref } = brandOf(tenant)
  send(response, 200, "text/css; charset=utf-8", css, { "cache-control": path === cssHref ? "private, max-age=31536000, immutable" : "no-store" })
}

function words({ messages }: Serving, path: string, response: ServerResponse): void {
  const source = messages.script(path.slice("/i18n/".length))
  if (!source) return plain(response, 404, "Not found")
  send(response, 200, "text/javascript; charset=utf-8", source, { "cache-control": "public, max-age=31536000, immutable" })
}

/** Next answers a page with 200; a portal that is closed says so to machines too. */
function closed(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse
  response.setHeader("retry-after", "300")
  response.writeHead = ((_status: number, ...rest: unknown[]) => writeHead(503, ...rest)) as ServerResponse["writeHead"]
}

function measure(request: IncomingMessage, response: ServerResponse, path: string): void {
  const started = performance.now()
  const route = path.startsWith("/_next/") ? "asset" : `page /${/^\/([a-z-]{1,30})/.exec(path)?.[1] ?? ""}`
  response.once("finish", () => {
    // A path that no page has would make a label of its own.
    const known = response.statusCode === 404 ? "page other" : route
    metrics.requestDuration.observe({ process: "portal", route: known, method: request.method ?? "", status: String(response.statusCode) }, (performance.now() - started) / 1000)
  })
}

function plain(response: ServerResponse, status: number, text: string): void {
  send(response, status, "text/plain; charset=utf-8", text, { "cache-control": "no-store" })
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": type, "x-content-type-options": "nosniff", ...headers })
  response.end(body)
}
