import { randomBytes } from "node:crypto"
import { NextResponse, type NextRequest } from "next/server"

/**
 * Every page lives under `/[host]/…` inside, and at its plain address outside. The host is that of the Host header, which the
 * server before us has checked; whoever asks for the inner address gets it prefixed like any other, and finds nothing there.
 */
export function proxy(request: NextRequest): NextResponse {
  const host = request.headers.get("host") ?? ""
  const { pathname, search } = request.nextUrl
  const nonce = randomBytes(18).toString("base64")
  const policy = contentPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set("x-nonce", nonce)
  headers.set("x-portal-path", `${pathname}${search}`)
  headers.set("content-security-policy", policy)
  const inner = request.nextUrl.clone()
  const page = request.headers.get("x-portal-state") === "active" ? pathname : "/closed"
  inner.pathname = `/${encodeURIComponent(host)}${page === "/" ? "" : page}`
  const response = NextResponse.rewrite(inner, { request: { headers } })
  response.headers.set("content-security-policy", policy)
  return response
}

/**
 * Scripts run by nonce alone. Styles may stand in attributes: the components place their floating parts with them, and a
 * tenant's own words never reach a style.
 */
function contentPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === "development"
  return [
    "default-src 'self'", `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`, "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:", "font-src 'self'", `connect-src 'self'${development ? " ws: wss:" : ""}`, "object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'",
  ].join("; ")
}

export const config = { matcher: ["/((?!_next/static|_next/image|api/).*)"] }
