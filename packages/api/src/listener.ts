import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import { createHTTPHandler } from "@trpc/server/adapters/standalone"
import type { AnyRouter, TRPCError } from "@trpc/server"
import { createLog, metrics, traceIdFrom, withTrace, type Logger } from "@entrepot/telemetry"
import { header, isSameOrigin, refuseRequest, type Origin } from "./http.ts"
import { answerQuestions, questionsOf } from "./questions.ts"
import type { ApiContext } from "./trpc.ts"

const BASE_PATH = "/api/trpc/"
/** A cart's import and a pad of thousands of rows fit; a file does not belong here. */
const MOST_BYTES = 2 * 1024 * 1024
const KEY = /^[\w.:-]{8,100}$/

export type Listening = { readonly process: "portal" | "console"; readonly router: AnyRouter; readonly originOf: (request: IncomingMessage) => Origin }
export type MakeContext = (request: IncomingMessage, response: ServerResponse, facts: Origin & { traceId: string; idempotencyKey: string | undefined }) => Promise<ApiContext>

/**
 * tRPC at `/api/trpc/…` on Node's own http server, beside Next and not through it. `admit` may answer by itself (an unknown
 * host, a closed tenant) and then says false. A machine with an API key sends no Origin; whoever sends cookies must.
 */
export function createListener({ process, router, originOf }: Listening, admit: (origin: Origin, response: ServerResponse) => Promise<boolean>, makeContext: MakeContext): RequestListener {
  const log = createLog(process)
  const onError = ({ error, path, ctx }: { readonly error: TRPCError; readonly path?: string | undefined; readonly ctx?: unknown }): void => {
    if (error.code === "INTERNAL_SERVER_ERROR") log.error({ err: error.cause ?? error, path, traceId: (ctx as ApiContext | undefined)?.traceId }, "a procedure failed")
  }
  const contextOf = (request: IncomingMessage, response: ServerResponse) =>
    makeContext(request, response, { ...originOf(request), traceId: traceIdFrom(header(request, "traceparent")), idempotencyKey: header(request, "idempotency-key") })
  const trpc = createHTTPHandler({ router, basePath: BASE_PATH, maxBodySize: MOST_BYTES, allowMethodOverride: true, createContext: ({ req, res }) => contextOf(req, res), onError })
  return (request, response) => {
    const traceId = traceIdFrom(header(request, "traceparent"))
    request.headers["traceparent"] = `00-${traceId}-${traceId.slice(0, 16)}-01`
    measure(process, request, response, log)
    void withTrace(traceId, async () => {
      const origin = originOf(request)
      response.setHeader("cache-control", "no-store")
      response.setHeader("x-content-type-options", "nosniff")
      if (!(await admit(origin, response))) return
      if (changes(request) && !header(request, "authorization") && !isSameOrigin(request, origin.host)) return refuseRequest(response, 403, "auth.origin_refused")
      const key = header(request, "idempotency-key")
      if (key !== undefined && !KEY.test(key)) return refuseRequest(response, 400, "auth.command_key_malformed")
      const questions = questionsOf(router, BASE_PATH, request)
      if (questions) await answerQuestions(router, questions, { context: () => contextOf(request, response), onError }, response)
      else trpc(request, response)
    }).catch((error: unknown) => {
      log.error({ err: error, traceId }, "a request failed")
      if (!response.headersSent) refuseRequest(response, 500, "defect")
    })
  }
}

function changes(request: IncomingMessage): boolean {
  return request.method !== "GET" && request.method !== "HEAD" && request.method !== "OPTIONS"
}

function measure(process: string, request: IncomingMessage, response: ServerResponse, log: Logger): void {
  const started = performance.now()
  response.once("finish", () => {
    const millis = performance.now() - started
    const labels = { route: routeOf(request.url), method: request.method ?? "", status: String(response.statusCode) }
    metrics.requestDuration.observe({ process, ...labels }, millis / 1000)
    log.debug({ ...labels, millis: Math.round(millis), host: request.headers.host }, "answered")
  })
}

/** One label per procedure, and one for all batches, so that nobody can make labels without end. */
function routeOf(url: string | undefined): string {
  const procedure = url?.split("?")[0]?.replace("/api/trpc/", "") ?? ""
  if (procedure.includes(",")) return "trpc batch"
  return /^[a-zA-Z]+\.[a-zA-Z]+$/.test(procedure) ? `trpc ${procedure}` : "trpc other"
}
