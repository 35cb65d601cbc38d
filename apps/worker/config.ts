import { MOST_ATTEMPTS } from "@entrepot/domain/integrations"
import { checkApiBase, type StripeConfig } from "./vendors/stripe/client.ts"

export type WorkerConfig = {
  readonly workerUrl: string
  readonly jobsUrl: string
  /** Health, readiness and metrics answer here; 0 takes any free port. */
  readonly port: number
  /** Where mail is handed over. Without it the built-in mailbox takes everything. */
  readonly smtpUrl: string
  /** Undefined where a real mail server is named. */
  readonly mailboxPort?: number
  /** "https://{host}": how a tenant's verified host becomes a link. */
  readonly portalOrigin: string
  readonly beatMillis: number
  /** A worker that was silent this long is taken for dead and its claims are released. */
  readonly silentMillis: number
  readonly mostAttempts: number
  readonly firstBackoffMillis?: number
  /** Who may report what became of a mail; without one nobody may. */
  readonly mailWebhookSecrets?: readonly string[]
  /** Each mail's envelope names a sender of its own here, to which servers answer; without it they answer to the mail's own sender. */
  readonly bounceDomain?: string
  /** Without it no card can be charged, and whoever tries is told that the provider is away. */
  readonly stripe?: StripeConfig
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"])

/** Reads the environment once, at the start; what is missing is said by name. */
export function readConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const smtpPort = port(env, "SMTP_PORT", 4125)
  const smtpUrl = env["SMTP_URL"] || `smtp://127.0.0.1:${smtpPort}`
  return {
    workerUrl: required(env, "DATABASE_URL_WORKER"),
    jobsUrl: required(env, "DATABASE_URL_JOBS"),
    port: port(env, "WORKER_PORT", 4100),
    smtpUrl,
    ...(isBuiltIn(smtpUrl, smtpPort) ? { mailboxPort: smtpPort } : {}),
    portalOrigin: origin(env["PUBLIC_PORTAL_ORIGIN"] || "http://{host}"),
    beatMillis: number(env, "WORKER_BEAT_MILLIS", 5_000),
    silentMillis: number(env, "WORKER_SILENT_MILLIS", 20_000),
    mostAttempts: number(env, "WORKER_MOST_ATTEMPTS", MOST_ATTEMPTS),
    ...reports(env),
    ...stripe(env),
  }
}

function reports(env: NodeJS.ProcessEnv): Pick<WorkerConfig, "mailWebhookSecrets" | "bounceDomain"> {
  const secrets = (env["MAIL_WEBHOOK_SECRET"] ?? "").split(",").map((secret) => secret.trim()).filter(Boolean)
  if (secrets.some((secret) => secret.length < 16)) throw new Error("MAIL_WEBHOOK_SECRET needs at least sixteen characters.")
  const domain = env["MAIL_BOUNCE_DOMAIN"]
  if (domain && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(domain)) throw new Error(`MAIL_BOUNCE_DOMAIN=${domain} is not a domain.`)
  return { ...(secrets.length > 0 && { mailWebhookSecrets: secrets }), ...(domain && { bounceDomain: domain }) }
}

/** The key and the secrets of the webhooks belong together: without the second nobody would be told what became of a payment. */
function stripe(env: NodeJS.ProcessEnv): { stripe?: StripeConfig } {
  const secretKey = env["STRIPE_SECRET_KEY"]
  if (!secretKey) return {}
  const apiBase = env["STRIPE_API_BASE"]
  const webhookSecrets = required(env, "STRIPE_WEBHOOK_SECRET").split(",").map((secret) => secret.trim()).filter(Boolean)
  return { stripe: { secretKey, webhookSecrets, timeoutMillis: number(env, "STRIPE_TIMEOUT_MILLIS", 20_000), ...(apiBase ? { apiBase: checkApiBase(apiBase) } : {}) } }
}

function isBuiltIn(smtpUrl: string, smtpPort: number): boolean {
  const { hostname, port: named } = new URL(smtpUrl)
  return LOOPBACK.has(hostname) && Number(named) === smtpPort
}

function origin(pattern: string): string {
  if (!/^https?:\/\/[^/]*\{host\}[^/]*$/.test(pattern)) throw new Error(`PUBLIC_PORTAL_ORIGIN=${pattern} must look like https://{host}, with no path.`)
  return pattern
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]
  if (!value) throw new Error(`${name} is missing. .env.example explains it.`)
  return value
}

function port(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const value = number(env, name, otherwise)
  if (value > 65_535) throw new Error(`${name}=${value} is not a port.`)
  return value
}

function number(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = env[name]
  if (text === undefined || text === "") return otherwise
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name}=${text} is not a whole number.`)
  return value
}
