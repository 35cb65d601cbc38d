import type { IncomingMessage, ServerResponse } from "node:http"
import { refuseRequest } from "@entrepot/api/http"
import { sendFile } from "@entrepot/api/send-file"
import type { PortalTenant } from "@entrepot/api/trpc"
import type { PortalRuntime } from "./runtime.ts"

type Asked = { readonly tenant: PortalTenant; readonly address: string; readonly traceId: string }

/** A document of the tenant's as a file, for whoever may read it. */
export async function answerFile(runtime: PortalRuntime, { tenant, ...facts }: Asked, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = new URL(request.url ?? "/", "http://portal.invalid")
  if (tenant.status !== "active") return refuseRequest(response, 503, "tenancy.tenant_closed", { "retry-after": "300" })
  if (request.method !== "GET" && request.method !== "HEAD") return refuseRequest(response, 405, "api.method_not_allowed", { allow: "GET, HEAD" })
  sendFile(await runtime.file({ tenant, ...facts, cookie: request.headers.cookie, path: address.pathname, query: address.searchParams }), address, request, response)
}
