import { withWork, automation, type AudiencePool, type Scope } from "@entrepot/db"
import { loadKey } from "@entrepot/domain/tenancy"
import { createLog, metrics } from "@entrepot/telemetry"
import type { PortalTenant } from "../trpc.ts"
import { openApiOf } from "./openapi.ts"
import { problem, problemOf } from "./problem.ts"
import type { PortalAnswer, PortalCall, PortalRoute } from "./portal-route.ts"
import { PORTAL_ROUTES } from "./portal-routes.ts"
import { findRoute, readBody, Unreadable } from "./request.ts"

const log = createLog("portal-rest")
const DOCUMENT = { title: "Partner portal", version: "1", description: "Read invoices, credit notes and statements at the portal's own host, report usage, subscribe to what comes again, and read the index series that prices follow. A key is made on the portal's team page; it sees what the account that it is held at sees." }

/** The public API of one portal: the tenant is the host's, the walls are the key's. Answers what is under /api/v1/. */
export async function answerPortalRest(pool: AudiencePool, tenant: PortalTenant, request: Request, traceId: string): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url)
  const started = performance.now()
  const route = findRoute(PORTAL_ROUTES, request.method, pathname)
  const response = await answer({ pool, tenant, request, traceId }, pathname, searchParams, route)
  response.headers.set("x-trace-id", traceId)
  metrics.requestDuration.observe({ process: "portal", route: route && "route" in route ? `rest ${route.route.id}` : "rest other", method: request.method, status: String(response.status) }, (performance.now() - started) / 1000)
  return response
}

type Asked = { readonly pool: AudiencePool; readonly tenant: PortalTenant; readonly request: Request; readonly traceId: string }

async function answer(asked: Asked, pathname: string, query: URLSearchParams, route: ReturnType<typeof findRoute<PortalRoute>>): Promise<Response> {
  const { tenant, request, traceId } = asked
  if (tenant.status !== "active") return problem(503, traceId, { code: "tenancy.tenant_closed", headers: { "retry-after": "300" } })
  if (pathname === "/api/v1/openapi.json" && request.method === "GET") return Response.json(openApiOf(PORTAL_ROUTES, DOCUMENT), { headers: { "cache-control": "public, max-age=300" } })
  if (!route) return problem(404, traceId, { code: "api.not_found" })
  if ("allowed" in route) return problem(405, traceId, { code: "api.method_not_allowed", headers: { allow: route.allowed.join(", ") } })
  const token = /^Bearer (\S{20,200})$/.exec(request.headers.get("authorization") ?? "")?.[1]
  if (!token) return problem(401, traceId, { code: "tenancy.key_invalid", headers: { "www-authenticate": "Bearer" } })
  try {
    const body = route.route.body ? await readBody(request) : undefined
    if (body instanceof Unreadable) return problem(body.status, traceId, { code: body.code })
    return sent(await route.route.handle({ params: route.params, query, body, ...(await insideWallsOf(asked, token)) }))
  } catch (error) {
    return problemOf(error, traceId, (defect) => log.error({ err: defect, traceId }, "A request failed."))
  }
}

/** Whose key it is is asked in the tenant's scope; everything after that in the key's own. */
async function insideWallsOf({ pool, tenant, traceId }: Asked, token: string): Promise<Pick<PortalCall, "work" | "read">> {
  const inTenant: Scope = { audience: "portal", networkId: tenant.networkId, tenantId: tenant.tenantId }
  const { actor, heldTo } = await withWork(pool, inTenant, automation("key"), (work) => loadKey(work, token), { traceId })
  const scope = heldTo ? { ...inTenant, accountId: heldTo } : inTenant
  return { work: (task) => withWork(pool, scope, actor, task, { traceId }), read: (task) => withWork(pool, scope, actor, task, { mode: "read", traceId }) }
}

function sent(answered: PortalAnswer): Response {
  const kept = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" }
  if ("body" in answered) return Response.json(answered.body, { status: answered.status, headers: kept })
  const { name, type, bytes } = answered
  return new Response(new Uint8Array(bytes), { headers: { ...kept, "content-type": type, "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`, "content-security-policy": "default-src 'none'; sandbox" } })
}
