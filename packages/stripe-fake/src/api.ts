import { createHash } from "node:crypto"
import Stripe from "stripe"
import { newId, type Account } from "./account.ts"
import { ApiError, invalid } from "./api-error.ts"
import type { Call, Route } from "./call.ts"
import { expanded } from "./expand.ts"
import { readParameters } from "./fields.ts"
import { decodeForm } from "./form.ts"
import type { Fault } from "./faults.ts"
import type { Platform } from "./platform.ts"
import { charges } from "./resources/charges.ts"
import { checkoutSessions } from "./resources/checkout-sessions.ts"
import { customers } from "./resources/customers.ts"
import { disputes } from "./resources/disputes.ts"
import { events } from "./resources/events.ts"
import { paymentIntents } from "./resources/payment-intents.ts"
import { paymentMethods } from "./resources/payment-methods.ts"
import { refunds } from "./resources/refunds.ts"
import { setupIntents } from "./resources/setup-intents.ts"

const ROUTES: readonly Route[] = [...customers, ...paymentMethods, ...setupIntents, ...paymentIntents, ...charges, ...refunds, ...disputes, ...checkoutSessions, ...events]

export type ApiRequest = { readonly method: string; readonly url: URL; readonly headers: Readonly<Record<string, string | undefined>>; readonly body: string; readonly origin: string }
export type ApiAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }

/** Answers one request of the API; undefined means that the connection breaks and nobody hears an answer. */
export async function answerApi(platform: Platform, request: ApiRequest, secretKey: string, fault: Fault | undefined): Promise<ApiAnswer | undefined> {
  const requestId = newId("req")
  try {
    checkKey(request.headers["authorization"], secretKey)
    checkVersion(request.headers["stripe-version"])
    if (fault?.what === "rate_limit") throw new ApiError(429, { type: "invalid_request_error", code: "rate_limit", message: "Testmode request rate limit exceeded, the rate limits in testmode are lower than livemode." }, false)
    if (fault?.what === "lost_before_effect") return undefined
    const account = platform.account(request.headers["stripe-account"], secretKey)
    const key = request.method === "POST" ? request.headers["idempotency-key"] : undefined
    return await once(platform, request, { account, key, requestId, fault })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return failed(error, requestId)
  }
}

type Attempt = { readonly account: Account; readonly key: string | undefined; readonly requestId: string; readonly fault: Fault | undefined }

/** Does the request, or repeats what was answered to its key before. */
async function once(platform: Platform, request: ApiRequest, { account, key, requestId, fault }: Attempt): Promise<ApiAnswer | undefined> {
  if (key !== undefined) {
    const before = platform.keys.begin(account.id, key, `${request.method} ${request.url.pathname} ${canonical(request.body)}`, platform.now)
    if (before && fault?.what === "lost_after_effect") return undefined
    if (before) return { status: before.status, body: before.body, headers: { "request-id": requestId, "original-request": before.requestId, "idempotent-replayed": "true", "idempotency-key": key } }
  }
  const call = platform.call(account, request.origin, key ?? null, requestId)
  const { answer, kept } = execute(call, request, fault)
  platform.touched()
  if (fault?.what === "slow") await new Promise((resolve) => setTimeout(resolve, fault.millis))
  if (key !== undefined && kept) platform.keys.keep(account.id, key, { status: answer.status, body: answer.body, requestId })
  else if (key !== undefined) platform.keys.release(account.id, key)
  return fault?.what === "lost_after_effect" ? undefined : { ...answer, headers: { ...answer.headers, ...(key === undefined ? {} : { "idempotency-key": key }) } }
}

function execute(call: Call, request: ApiRequest, fault: Fault | undefined): { answer: ApiAnswer; kept: boolean } {
  const broken = new ApiError(500, { type: "api_error", message: "An unknown error occurred" })
  try {
    if (fault?.what === "server_error" && !fault.effect) throw broken
    const body = JSON.stringify(dispatch(call, request), null, 2)
    if (fault?.what === "server_error") throw broken
    return { answer: { status: 200, headers: { "request-id": call.requestId }, body }, kept: true }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const said = fault?.what === "server_error" ? broken : error
    return { answer: failed(said, call.requestId), kept: said.kept }
  }
}

function dispatch(call: Call, { method, url, headers, body }: ApiRequest): unknown {
  const found = ROUTES.find((route) => route.method === method && route.path.test(url.pathname))
  if (!found) throw invalid(`Unrecognized request URL (${method}: ${url.pathname}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`, { status: 404 })
  if (method === "POST" && body !== "" && !headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) throw invalid("Invalid request: the body of a POST must be form-encoded (application/x-www-form-urlencoded).")
  const raw = decodeForm([url.search.slice(1), method === "POST" ? body : ""].filter(Boolean).join("&"))
  const parameters = readParameters(found.parameters, raw)
  const answer = found.answer(call, parameters as never, found.path.exec(url.pathname)?.[1] ?? "")
  return expanded(call.account, answer, (parameters["expand"] as readonly string[] | undefined) ?? [])
}

function checkKey(authorization: string | undefined, secretKey: string): void {
  const given = authorization?.startsWith("Bearer ") ? authorization.slice(7) : authorization?.startsWith("Basic ") ? Buffer.from(authorization.slice(6), "base64").toString().split(":")[0] : undefined
  if (!given) throw new ApiError(401, { type: "invalid_request_error", message: "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')." }, false)
  if (given !== secretKey) throw new ApiError(401, { type: "invalid_request_error", message: `Invalid API Key provided: ${given.slice(0, 8)}${"*".repeat(Math.max(0, given.length - 12))}${given.slice(-4)}` }, false)
}

function checkVersion(version: string | undefined): void {
  if (version !== undefined && version !== Stripe.API_VERSION) throw invalid(`Invalid Stripe API version: ${version}. This fake speaks ${Stripe.API_VERSION}.`)
}

function canonical(body: string): string {
  return createHash("sha256").update([...new URLSearchParams(body)].map(([key, value]) => `${key}=${value}`).sort().join("&")).digest("hex")
}

function failed(error: ApiError, requestId: string): ApiAnswer {
  return { status: error.status, headers: { "request-id": requestId }, body: JSON.stringify({ error: error.body }, null, 2) }
}
