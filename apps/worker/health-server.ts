import { createServer, type IncomingMessage, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { metrics, type Logger } from "@entrepot/telemetry"
import { answerMailReport, answerWebhook, type Answer, type TakeDelivery, type TakeMailReport } from "./webhook-endpoint.ts"

export type HealthChecks = { readonly ready: () => Promise<Readonly<Record<string, boolean>>>; readonly refreshGauges: () => Promise<void>; readonly log: Logger; readonly takeDelivery: TakeDelivery; readonly takeMailReport: TakeMailReport }

/** /health says that the process lives, /ready that it can work, /metrics what it does; /webhooks/stripe takes deliveries, /webhooks/mail what mail servers send back. */
export async function startHealthServer(port: number, checks: HealthChecks): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, checks).then(
      ({ status, type, body }) => void response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body),
      (error: unknown) => {
        checks.log.error({ err: error }, "A request could not be answered.")
        response.writeHead(503, { "content-type": "application/json" }).end(JSON.stringify({ status: "unavailable" }))
      },
    )
  })
  await listen(server, port)
  return { port: (server.address() as AddressInfo).port, stop: () => new Promise((resolve) => void server.close(() => resolve())) }
}

async function answer(request: IncomingMessage, checks: HealthChecks): Promise<Answer> {
  const path = request.url?.split("?")[0]
  if (path === "/webhooks/stripe") return answerWebhook(request, checks.takeDelivery, checks.log)
  if (path === "/webhooks/mail") return answerMailReport(request, checks.takeMailReport, checks.log)
  if (path === "/health") return json(200, { status: "ok" })
  if (path === "/ready") {
    const parts = await checks.ready()
    const ready = Object.values(parts).every(Boolean)
    return json(ready ? 200 : 503, { status: ready ? "ready" : "not_ready", ...parts })
  }
  if (path === "/metrics") {
    await checks.refreshGauges()
    return { status: 200, type: metrics.registry.contentType, body: await metrics.registry.metrics() }
  }
  return json(404, { status: "not_found" })
}

function json(status: number, body: unknown): Answer {
  return { status, type: "application/json", body: JSON.stringify(body) }
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, () => resolve())
  })
}
