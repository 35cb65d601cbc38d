import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { LOGINS, variableOf, type Login, type Passwords } from "@entrepot/db"

export const ROOT = fileURLToPath(new URL("../../", import.meta.url))

/**
 * What Node is told for the processes of the product. A page of a year holds a few megabytes while it waits for the database, and with the 16 MiB that
 * Node gives new objects by itself they are copied about in the middle of it: with twice as much, a tenth of the page's CPU is saved.
 */
export const NODE_FLAGS = ["--max-semi-space-size=32"]

/** Something the person at the terminal can put right; printed without a stack. */
export class StartError extends Error {}

export type Ports = { readonly portal: number; readonly console: number; readonly worker: number; readonly smtp: number; readonly postgres: number; /** Where the stand-in for Stripe listens when it is needed. */ readonly stripe: number }

export type Secrets = { readonly superuser: string; readonly auth: string; readonly logins: Passwords }

/** Reads .env beside package.json where there is one; what the shell has set wins. */
export function loadEnvironment(): void {
  const file = path.join(ROOT, ".env")
  if (existsSync(file)) process.loadEnvFile(file)
}

export function readPorts(env: NodeJS.ProcessEnv): Ports {
  const port = (name: string, otherwise: number) => {
    const text = env[name]
    if (text === undefined || text === "") return otherwise
    const value = Number(text)
    if (!Number.isInteger(value) || value < 1 || value > 65_535) throw new StartError(`${name}=${text} is not a port. Give a whole number from 1 to 65535.`)
    return value
  }
  return { portal: port("PORTAL_PORT", 3000), console: port("CONSOLE_PORT", 3100), worker: port("WORKER_PORT", 4100), smtp: port("SMTP_PORT", 4125), postgres: port("POSTGRES_PORT", 25_432), stripe: port("STRIPE_FAKE_PORT", 4130) }
}

/** Every DATABASE_URL_… or none: a half-configured system would write to two databases. */
export function readDatabaseUrls(env: NodeJS.ProcessEnv): Readonly<Record<Login, string>> | undefined {
  const set = LOGINS.filter((login) => env[variableOf(login)])
  if (set.length === 0) return undefined
  const missing = LOGINS.filter((login) => !env[variableOf(login)])
  if (missing.length > 0) {
    throw new StartError(`${set.map(variableOf).join(", ")} ${set.length === 1 ? "is" : "are"} set, but not ${missing.map(variableOf).join(", ")}. Set all of them to use your own Postgres, or none to use the embedded one. .env.example explains each.`)
  }
  if (!env["AUTH_SECRET"]) throw new StartError("AUTH_SECRET is missing. With your own Postgres the secret that signs sessions must be yours too: 32 random bytes, for example from `openssl rand -base64 32`.")
  return Object.fromEntries(LOGINS.map((login) => [login, env[variableOf(login)]])) as Record<Login, string>
}

/** Who answers as Stripe, as the portal says it to a partner's staff: `live` charges cards. */
export type StripeMode = "stand_in" | "test" | "live"
export type Payments = { readonly fake: boolean; readonly mode: StripeMode; readonly env: Readonly<Record<string, string>> }

/**
 * The keys of the real Stripe where they are given. Without them its stand-in runs beside the worker, with keys made for this
 * start; nothing else differs.
 */
export function readPayments(env: NodeJS.ProcessEnv, ports: Ports): Payments {
  const { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret, STRIPE_API_BASE: base } = env
  if (!key && (secret || base)) throw new StartError("STRIPE_WEBHOOK_SECRET or STRIPE_API_BASE is set, but not STRIPE_SECRET_KEY. Set the key too to use the real Stripe, or none of them to use the stand-in.")
  if (key && !secret) throw new StartError("STRIPE_SECRET_KEY is set, but not STRIPE_WEBHOOK_SECRET: nobody could tell that a webhook is Stripe's. .env.example says where it comes from.")
  if (key && secret) return { fake: false, mode: base ? "stand_in" : /^[rs]k_live_/.test(key) ? "live" : "test", env: { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret, ...(base ? { STRIPE_API_BASE: base } : {}) } }
  const random = () => randomBytes(18).toString("base64url").replaceAll(/[-_]/g, "x")
  return { fake: true, mode: "stand_in", env: { STRIPE_SECRET_KEY: `sk_test_${random()}`, STRIPE_WEBHOOK_SECRET: `whsec_${random()}`, STRIPE_API_BASE: `http://127.0.0.1:${ports.stripe}` } }
}

/** Passwords and the session secret of the embedded system: made once, kept beside the data, readable by the owner alone. */
export function keepSecrets(folder: string): Secrets {
  const file = path.join(folder, "secrets.json")
  if (existsSync(file)) {
    try {
      return JSON.parse(readFileSync(file, "utf8")) as Secrets
    } catch {
      throw new StartError(`${file} cannot be read. It holds the passwords of the database beside it: restore it from a backup, or move the whole folder ${folder} away to start afresh.`)
    }
  }
  if (existsSync(path.join(folder, "postgres"))) throw new StartError(`${file} is missing, but there is a database beside it. Restore the file from a backup, or move the whole folder ${folder} away to start afresh.`)
  const random = () => randomBytes(24).toString("base64url")
  const secrets: Secrets = { superuser: random(), auth: random() + random(), logins: Object.fromEntries(LOGINS.map((login) => [login, random()])) as Passwords }
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return secrets
}

