import { isRefusal, type RefusalKind } from "@entrepot/kernel"
import { z } from "zod"

const STATUS: Readonly<Record<RefusalKind, number>> = { not_found: 404, rule: 422, conflict: 409, forbidden: 403, invalid: 400, rate_limited: 429 }
const TITLE: Readonly<Record<number, string>> = {
  400: "The request is not valid", 401: "An API key is needed", 403: "This key may not do that", 404: "There is no such thing", 405: "This address knows no such method",
  409: "It conflicts with what is there", 413: "The body is too large", 415: "The body must be JSON", 422: "The rules do not allow it", 429: "Too many requests", 500: "Something went wrong", 503: "It is closed for now",
}

export type ProblemFacts = { readonly code: string; readonly facts?: Readonly<Record<string, unknown>>; readonly issues?: readonly { path: string; message: string }[]; readonly headers?: Readonly<Record<string, string>> }

/** A no in the shape of RFC 9457. */
export function problem(status: number, traceId: string, { code, facts = {}, issues, headers = {} }: ProblemFacts): Response {
  const body = { type: "about:blank", title: TITLE[status] ?? "It was refused", status, code, facts, traceId, ...(issues && { issues }) }
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers } })
}

/** Any throw as a response: a refusal by its kind, a body that does not fit by its fields, anything else by its trace id alone. */
export function problemOf(error: unknown, traceId: string, onDefect: (error: unknown) => void): Response {
  if (isRefusal(error)) {
    if (error.code === "provisioning.key_invalid" || error.code === "tenancy.key_invalid") return problem(401, traceId, { code: error.code, headers: { "www-authenticate": "Bearer" } })
    return problem(STATUS[error.kind], traceId, { code: error.code, facts: error.facts })
  }
  if (error instanceof z.ZodError) return problem(400, traceId, { code: "api.invalid", issues: error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message })) })
  onDefect(error)
  return problem(500, traceId, { code: "defect" })
}
