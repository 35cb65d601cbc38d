import type { RequestListener } from "node:http"
import { withWork, type Actor, type AudiencePool } from "@entrepot/db"
import { loadApiKey } from "@entrepot/domain/provisioning"
import { createLog, currentTraceId, metrics, traceIdFrom, withTrace } from "@entrepot/telemetry"
import { openApiDocument } from "./openapi.ts"
import { problem, problemOf } from "./problem.ts"
import { findRoute, readBody, readRequest, sendResponse, Unreadable, type Found } from "./request.ts"
import { ROUTES, type Route } from "./routes.ts"

export { openApiDocument } from "./openapi.ts"
export { ROUTES as REST_ROUTES } from "./routes.ts"

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
      const route = findRoute(ROUTES, request.method, pathname)
      const response = await answer(platform, request, pathname, searchParams, route)
      response.headers.set("x-trace-id", currentTraceId())
      metrics.requestDuration.observe({ process: "rest", route: route && "route" in route ? `rest ${route.route.id}` : "rest other", method: request.method, status: String(response.status) }, (performance.now() - started) / 1000)
      return response
    })
  }
}

async function answer(platform: AudiencePool, request: Request, pathname: string, query: URLSearchParams, route: Found<Route> | undefined): Promise<Response> {
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

/** The same for Node's own server: answers what is under /api/v1/ and leaves the rest to `next`. */
export function restListener(options: RestOptions, next: RequestListener): RequestListener {
  const handle = createRestHandler(options)
  return (request, response) => {
    if (!request.url?.startsWith("/api/v1/")) return next(request, response)
    void readRequest(request).then(handle).then((answered) => sendResponse(response, answered ?? problem(404, currentTraceId(), { code: "api.not_found" })), () => sendResponse(response, problem(413, currentTraceId(), { code: "api.too_large" })))
  }
}
