import type { IncomingMessage, ServerResponse } from "node:http"
import type { Facts } from "@entrepot/kernel"

/** Addresses of the proxies whose X-Forwarded-… headers count; none by default. */
export type TrustedProxies = ReadonlySet<string>

/** Reads TRUSTED_PROXY: addresses separated by commas. `loopback` stands for this machine. */
export function readTrustedProxies(text: string | undefined): TrustedProxies {
  const named = (text ?? "").split(",").map((part) => part.trim()).filter(Boolean)
  return new Set(named.flatMap((part) => (part === "loopback" ? ["127.0.0.1", "::1"] : [part])))
}

/** What a request says about itself, read in one place: the host comes from the Host header, unless a trusted proxy forwards another. */
export type Origin = { readonly host: string; readonly address: string; readonly secure: boolean }

export function originOf(request: IncomingMessage, trusted: TrustedProxies): Origin {
  const direct = plainAddress(request.socket.remoteAddress)
  const behindProxy = trusted.has(direct)
  const forwarded = (name: string) => (behindProxy ? lastOf(request.headers[name]) : undefined)
  return {
    host: (forwarded("x-forwarded-host") ?? request.headers.host ?? "").toLowerCase(),
    address: forwarded("x-forwarded-for") ?? direct,
    secure: forwarded("x-forwarded-proto") === "https",
  }
}

export function isLoopback(request: IncomingMessage): boolean {
  const address = plainAddress(request.socket.remoteAddress)
  return address === "::1" || address.startsWith("127.")
}

function plainAddress(address: string | undefined): string {
  return (address ?? "").replace(/^::ffff:/, "")
}

/** The nearest proxy writes at the end; what stands before it may be the client's own invention. */
function lastOf(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header.at(-1) : header
  return text?.split(",").at(-1)?.trim() || undefined
}

/** Whether whoever changes something is on a page of this very host. Browsers send Origin with every POST; others must too. */
export function isSameOrigin(request: IncomingMessage, host: string): boolean {
  const origin = request.headers.origin
  if (!origin) return false
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}

/** A refusal that no procedure gave, in the shape that tRPC's client reads. */
export function refuseRequest(response: ServerResponse, status: number, code: string, headers: Record<string, string> = {}, facts: Facts = {}): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers })
  response.end(JSON.stringify({ error: { message: code, code: -32_600, data: { code: "REFUSED", httpStatus: status, refusal: { code, kind: "forbidden", facts }, traceId: null } } }))
}

/** One header as text. */
export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
