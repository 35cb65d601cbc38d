import type { IncomingMessage, ServerResponse } from "node:http"
import { refuseRequest } from "@entrepot/api/http"
import type { PortalTenant } from "@entrepot/api/trpc"
import type { PortalRuntime } from "./runtime.ts"

const STATUS: Readonly<Record<string, number>> = { not_found: 404, forbidden: 403, conflict: 409, rate_limited: 429 }
const SIGN_IN = new Set(["auth.sign_in_first", "auth.session_ended"])

type Asked = { readonly tenant: PortalTenant; readonly address: string; readonly traceId: string }

/** A document as a file. It is the reader's own and nobody's cache keeps it; whoever is not signed in is led to the sign-in and back. */
export async function answerFile(runtime: PortalRuntime, { tenant, ...facts }: Asked, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = new URL(request.url ?? "/", "http://portal.invalid")
  if (tenant.status !== "active") return refuseRequest(response, 503, "tenancy.tenant_closed", { "retry-after": "300" })
  if (request.method !== "GET" && request.method !== "HEAD") return refuseRequest(response, 405, "api.method_not_allowed", { allow: "GET, HEAD" })
  const answer = await runtime.file({ tenant, ...facts, cookie: request.headers.cookie, path: address.pathname, query: address.searchParams })
  if ("refusal" in answer) {
    const { code, kind, facts: said } = answer.refusal
    if (SIGN_IN.has(code)) return void response.writeHead(303, { location: `/sign-in?to=${encodeURIComponent(address.pathname + address.search)}`, "cache-control": "no-store" }).end()
    return refuseRequest(response, STATUS[kind] ?? 422, code, {}, said)
  }
  response.writeHead(200, {
    "content-type": answer.type, "content-length": String(answer.bytes.byteLength), "content-disposition": disposition(answer.name), "cache-control": "private, no-store",
    "x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; sandbox",
  })
  response.end(request.method === "HEAD" ? undefined : answer.bytes)
}

/** The name twice: plainly for old readers, and with every letter it has. */
export function disposition(name: string): string {
  const plain = name.normalize("NFKD").replace(/[^\w.() -]/g, "_")
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}
