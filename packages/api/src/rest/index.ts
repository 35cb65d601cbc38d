import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import { withWork, type Actor, type AudiencePool } from "@entrepot/db"
import { loadApiKey } from "@entrepot/domain/provisioning"
import { createLog, currentTraceId, metrics, traceIdFrom, withTrace } from "@entrepot/telemetry"
import { openApiDocument } from "./openapi.ts"
import { problem, problemOf } from "./problem.ts"
import { ROUTES, type Route } from "./routes.ts"

export { openApiDocument } from "./openapi.ts"
export { ROUTES as REST_ROUTES } from "./routes.ts"

const MOST_BYTES = 256 * 1024
const log = createLog("rest")
const stranger: Actor = { kind: "api_key", id: "api_key", name: "", permissions: new Set(), roles: [] }

export type RestOptions = { readonly platform: AudiencePool }

/** The public API as one fetch-style handler, for any server; `undefined` for an address that is not its own. */
export function createRestHandler({ platform }: RestOptions): (request: Request) => Promise<Response | undefined> {
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (!pathname.startsWith("/api/v1/")) return undefined
    return withTrace(traceIdFrom(request.headers.get("traceparent") ?? undefined), async () => {
      const started = performance.now()
      const route = findRoute(request.method, pathname)
      const response = await answer(platform, request, pathname, searchParams, route)
      response.headers.set("x-trace-id", currentTraceId())
      metrics.requestDuration.observe({ process: "rest", route: route && "id" in route ? `rest ${route.id}` : "rest other", method: request.method, status: String(response.status) }, (performance.now() - started) / 1000)
      return response
    })
  }
}

async function answer(platform: AudiencePool, request: Request, pathname: string, query: URLSearchParams, route: Found | undefined): Promise<Response> {
  const traceId = currentTraceId()
  if (pathname === "/api/v1/openapi.json" && request.method === "GET") return Response.json(openApiDocument(), { headers: { "cache-control": "public, max-age=300" } })
  if (!route) return problem(404, traceId, { code: "api.not_found" })
  if ("allowed" in route) return problem(405, traceId, { code: "api.method_not_allowed", headers: { allow: route.allowed.join(", ") } })
  const token = /^Bearer (\S{20,200})$/.exec(request.headers.get("authorization") ?? "")?.[1]
  if (!token) return problem(401, traceId, { code: "provisioning.key_invalid", headers: { "www-authenticate": "Bearer" } })
  try {
    const body = route.route.body ? await readBody(request) : undefined
    if (body instanceof Unreadable) return problem(body.status, traceId, { code: body.code })
    const { status, body: answered, headers } = await withWork(platform, { audience: "platform" }, stranger, async (work) => {
      Object.assign(work, { actor: await loadApiKey(work, token) })
      return route.route.handle({ work, params: route.params, query, body, idempotencyKey: request.headers.get("idempotency-key") ?? undefined })
    }, { traceId })
    return Response.json(answered, { status, headers: { "cache-control": "no-store", ...headers } })
  } catch (error) {
    return problemOf(error, traceId, (defect) => log.error({ err: defect }, "A request failed."))
  }
}

type Found = { readonly route: Route; readonly id: string; readonly params: Readonly<Record<string, string>> } | { readonly allowed: readonly string[] }

function findRoute(method: string, pathname: string): Found | undefined {
  const matching = ROUTES.flatMap((route) => {
    const found = patternOf(route.path).exec(pathname)
    return found ? [{ route, id: route.id, params: decoded(found.groups) }] : []
  })
  const exact = matching.find(({ route }) => route.method === method)
  return exact ?? (matching.length > 0 ? { allowed: matching.map(({ route }) => route.method) } : undefined)
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]{1,200})")}$`)
}

function decoded(groups: Record<string, string> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(groups ?? {}).map(([name, value]) => {
    try {
      return [name, decodeURIComponent(value)]
    } catch {
      return [name, value]
    }
  }))
}

class Unreadable {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string) {
    this.status = status
    this.code = code
  }
}

async function readBody(request: Request): Promise<unknown> {
  if (!/^application\/json\b/.test(request.headers.get("content-type") ?? "")) return new Unreadable(415, "api.not_json")
  const text = await request.text()
  if (text.length > MOST_BYTES) return new Unreadable(413, "api.too_large")
  try {
    return JSON.parse(text) as unknown
  } catch {
    return new Unreadable(400, "api.not_json")
  }
}

/** The same for Node's own server: answers what is under /api/v1/ and leaves the rest to `next`. */
export function restListener(options: RestOptions, next: RequestListener): RequestListener {
  const handle = createRestHandler(options)
  return (request, response) => {
    if (!request.url?.startsWith("/api/v1/")) return next(request, response)
    void readRequest(request).then(handle).then((answered) => send(response, answered), () => send(response, problem(413, currentTraceId(), { code: "api.too_large" })))
  }
}

async function readRequest(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MOST_BYTES) throw new Error("too large")
    chunks.push(chunk)
  }
  const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]))
  const method = request.method ?? "GET"
  return new Request(`http://rest.invalid${request.url ?? "/"}`, { method, headers, ...(method === "GET" || method === "HEAD" ? {} : { body: Buffer.concat(chunks) }) })
}

async function send(response: ServerResponse, answered: Response | undefined): Promise<void> {
  const found = answered ?? problem(404, currentTraceId(), { code: "api.not_found" })
  response.writeHead(found.status, Object.fromEntries(found.headers))
  response.end(Buffer.from(await found.arrayBuffer()))
}
