import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type Stripe from "stripe"
import { answerApi } from "./api.ts"
import { ApiError } from "./api-error.ts"
import { Faults, type Fault } from "./faults.ts"
import { authenticatePage, submitAuthentication } from "./pages/authenticate.ts"
import { checkoutPage, returnToCheckout, submitCheckout } from "./pages/checkout.ts"
import { layout, type PageAnswer } from "./pages/layout.ts"
import { answerDispute, decideDispute, disputeCharge, type Disputing } from "./resources/disputes.ts"
import { changePaymentMethod } from "./resources/payment-methods.ts"
import { failRefund, refundByHand } from "./resources/refunds.ts"
import { Platform, type PlatformOptions } from "./platform.ts"

export type StripeFakeOptions = PlatformOptions & {
  readonly port?: number
  readonly secretKey?: string
  /** Where a browser finds the hosted pages; this machine unless said otherwise. */
  readonly origin?: string
}

export type StripeFake = {
  readonly port: number
  readonly origin: string
  readonly secretKey: string
  readonly control: Control
  readonly stop: () => Promise<void>
}

export type Control = {
  /** The next request that matches goes wrong in this way. */
  readonly fail: (fault: Fault) => void
  readonly clearFaults: () => void
  readonly advanceClock: (seconds: number) => void
  readonly webhooks: Pick<Platform["deliveries"], "hold" | "release" | "settled" | "held" | "signedAt">
  /** Every request that arrived, in order. */
  readonly requests: readonly { readonly method: string; readonly path: string; readonly account: string | undefined; readonly idempotencyKey: string | undefined }[]
  /** What an account holds, past the API. */
  readonly charges: (account: string) => readonly Stripe.Charge[]
  /** The holder of a card disputes a charge with their bank. */
  readonly dispute: (account: string, charge: string, how?: Disputing) => Stripe.Dispute
  readonly answerDispute: (account: string, dispute: string) => void
  readonly decideDispute: (account: string, dispute: string, to: "won" | "lost" | "warning_closed") => void
  /** Somebody pays money back on Stripe's own pages; a bank sends a refund back. */
  readonly refund: (account: string, charge: string, amount: number) => Stripe.Refund
  readonly failRefund: (account: string, refund: string) => void
  /** A bank renews a card, and Stripe is told: it says so by itself. */
  readonly renewCard: (account: string, paymentMethod: string, expires: { readonly month: number; readonly year: number }) => void
}

/** Starts the fake on this machine. It is what Stripe's documentation says, and nothing that it does not say. */
export async function startStripeFake(options: StripeFakeOptions = {}): Promise<StripeFake> {
  const platform = new Platform(options)
  const faults = new Faults()
  const secretKey = options.secretKey ?? "sk_test_entrepot"
  const requests: Control["requests"][number][] = []
  let origin = ""
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { "content-type": "application/json" })
      response.end(JSON.stringify({ error: { type: "api_error", message: `The fake is broken: ${String(error)}` } }))
    })
  })
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://fake")
    const body = await bodyOf(request)
    const method = request.method ?? "GET"
    if (!url.pathname.startsWith("/v1/")) return sendPage(response, servePage(platform, method, url, body, origin, secretKey))
    const headers = request.headers as Record<string, string | undefined>
    requests.push({ method, path: url.pathname, account: headers["stripe-account"], idempotencyKey: headers["idempotency-key"] })
    const answer = await answerApi(platform, { method, url, headers, body, origin }, secretKey, faults.take(method, url.pathname))
    if (!answer) return void request.socket.destroy()
    response.writeHead(answer.status, { "content-type": "application/json", date: new Date(platform.now * 1_000).toUTCString(), ...answer.headers }).end(answer.body)
  }
  const port = await listen(server, options.port ?? 0)
  origin = options.origin ?? `http://127.0.0.1:${port}`
  const callOn = (id: string) => platform.call(platform.account(id, secretKey), origin)
  const control: Control = {
    fail: (fault) => faults.next(fault), clearFaults: () => faults.clear(), advanceClock: (seconds) => void (platform.aheadSeconds += seconds),
    webhooks: platform.deliveries, requests, charges: (account) => platform.account(account, secretKey).list("charge"),
    dispute: (id, charge, how = {}) => { const call = callOn(id); return disputeCharge(call, call.account.get("charge", charge), how) },
    answerDispute: (id, dispute) => { const call = callOn(id); answerDispute(call, call.account.get("dispute", dispute)) },
    decideDispute: (id, dispute, to) => { const call = callOn(id); decideDispute(call, call.account.get("dispute", dispute), to) },
    refund: (id, charge, amount) => { const call = callOn(id); return refundByHand(call, call.account.get("charge", charge), amount) },
    failRefund: (id, refund) => { const call = callOn(id); failRefund(call, call.account.get("refund", refund)) },
    renewCard: (id, paymentMethod, { month, year }) => {
      const account = platform.account(id, secretKey)
      changePaymentMethod(platform.call(account, origin), account.get("payment_method", paymentMethod), { card: { exp_month: month, exp_year: year } }, "payment_method.automatically_updated")
    },
  }
  const stop = async () => {
    await platform.deliveries.stop()
    server.closeAllConnections()
    await new Promise<void>((resolve) => void server.close(() => resolve()))
    platform.write()
  }
  return { port, origin, secretKey, control, stop }
}

function servePage(platform: Platform, method: string, url: URL, body: string, origin: string, secretKey: string): PageAnswer {
  if (url.pathname === "/ready") return { status: 200, html: "ready" }
  const [, page, account, id = "", more] = /^\/(checkout|authenticate)\/(acct_\w+)\/(\w+)(\/return)?$/.exec(url.pathname) ?? []
  if (!page) return { status: 404, html: layout("Nothing here", "") }
  try {
    const call = platform.call(platform.account(account, secretKey), origin)
    const given = new URLSearchParams(body)
    if (page === "authenticate") return method === "POST" ? submitAuthentication(call, id, given) : authenticatePage(call, id)
    if (more) return returnToCheckout(call, id)
    return method === "POST" ? submitCheckout(call, id, given) : checkoutPage(call, id)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { status: error.status, html: layout("Nothing here", "") }
  } finally {
    platform.touched()
  }
}

function sendPage(response: ServerResponse, { status, html = "", location }: PageAnswer): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", ...(location ? { location } : {}) }).end(html)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString("utf8")
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", () => resolve())
  })
  return (server.address() as AddressInfo).port
}
