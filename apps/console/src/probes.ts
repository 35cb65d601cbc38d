import type { ServerResponse } from "node:http"
import type { AudiencePool } from "@entrepot/db"
import { metrics } from "@entrepot/telemetry"

type Pools = { readonly network: AudiencePool; readonly platform: AudiencePool }

/** /health says that the process lives, /ready that both logins reach the database, /metrics what it does. */
export async function answerProbe(path: "/health" | "/ready" | "/metrics", response: ServerResponse, pools: Pools, allowed: boolean): Promise<void> {
  if (!allowed) return json(response, 403, { status: "forbidden" })
  if (path === "/health") return json(response, 200, { status: "ok" })
  if (path === "/metrics") {
    response.writeHead(200, { "content-type": metrics.registry.contentType, "cache-control": "no-store" }).end(await metrics.registry.metrics())
    return
  }
  const [network, platform] = await Promise.all([pools.network, pools.platform].map(reaches))
  const ready = Boolean(network && platform)
  json(response, ready ? 200 : 503, { status: ready ? "ready" : "not_ready", network: Boolean(network), platform: Boolean(platform) })
}

async function reaches({ pool }: AudiencePool): Promise<boolean> {
  return pool.query("select 1").then(() => true, () => false)
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify(body))
}
