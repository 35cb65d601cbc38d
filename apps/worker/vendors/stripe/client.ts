import Stripe from "stripe"

export type StripeConfig = {
  readonly secretKey: string
  /** One for each endpoint that delivers to us: the platform's own events and the connected accounts' have each their own. */
  readonly webhookSecrets: readonly string[]
  /** Another place than Stripe's: the stand-in of tests and the demo. */
  readonly apiBase?: string
  readonly timeoutMillis?: number
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"])

/** The real SDK. What is tried again, and when, is decided by our jobs, which know what it was for. */
export function createStripe({ secretKey, apiBase, timeoutMillis = 20_000 }: StripeConfig): Stripe {
  const common = { maxNetworkRetries: 0, timeout: timeoutMillis, telemetry: false, appInfo: { name: "Entrepot" } } as const
  if (!apiBase) return new Stripe(secretKey, common)
  const { hostname, port, protocol } = new URL(apiBase)
  const scheme = protocol === "https:" ? "https" : "http"
  return new Stripe(secretKey, { ...common, host: hostname.replace(/^\[|\]$/g, ""), protocol: scheme, port: port || (scheme === "https" ? "443" : "80") })
}

/** A secret key never travels unencrypted, except inside one machine. */
export function checkApiBase(apiBase: string): string {
  const { protocol, hostname, pathname } = new URL(apiBase)
  if (pathname !== "/" || (protocol !== "https:" && !(protocol === "http:" && LOOPBACK.has(hostname)))) throw new Error(`STRIPE_API_BASE=${apiBase} must look like https://host:port, or http:// on this machine, with no path.`)
  return apiBase
}
