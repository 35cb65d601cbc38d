import type { Login } from "@entrepot/db"
import path from "node:path"
import type { Service } from "./processes.ts"
import type { Payments, Ports } from "./settings.ts"

export type Running = { readonly urls: Readonly<Record<Login, string>>; readonly ports: Ports; readonly authSecret: string; readonly development: boolean; readonly payments: Payments; readonly folder: string }

/** The three processes, and the stand-in for Stripe where there are no keys. Each is given its own audience's credentials and no other: the portal can only ever be the portal. */
export function servicesOf({ urls, ports, authSecret, development, payments, folder }: Running): Service[] {
  const shared = { NODE_ENV: development ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" }
  const portalOrigin = process.env["PUBLIC_PORTAL_ORIGIN"] ?? `http://{host}:${ports.portal}`
  const consoleOrigin = process.env["PUBLIC_CONSOLE_ORIGIN"] ?? `http://localhost:${ports.console}`
  return [
    {
      name: "portal", entry: "apps/portal/server.ts", readyUrl: `http://127.0.0.1:${ports.portal}/ready`,
      env: { ...shared, PORT: String(ports.portal), DATABASE_URL_PORTAL: urls.portal, AUTH_SECRET: authSecret, STRIPE_MODE: payments.mode },
    },
    {
      name: "console", entry: "apps/console/server.ts", readyUrl: `http://127.0.0.1:${ports.console}/ready`,
      env: { ...shared, PORT: String(ports.console), DATABASE_URL_NETWORK: urls.network, DATABASE_URL_PLATFORM: urls.platform, AUTH_SECRET: authSecret, PUBLIC_PORTAL_ORIGIN: portalOrigin, PORTAL_PORT: String(ports.portal) },
    },
    {
      name: "worker", entry: "apps/worker/main.ts", readyUrl: `http://127.0.0.1:${ports.worker}/ready`,
      env: { ...shared, WORKER_PORT: String(ports.worker), SMTP_PORT: String(ports.smtp), DATABASE_URL_WORKER: urls.worker, DATABASE_URL_JOBS: urls.jobs, PUBLIC_PORTAL_ORIGIN: portalOrigin, PUBLIC_CONSOLE_ORIGIN: consoleOrigin, ...payments.env },
    },
    ...(payments.fake ? [{
      name: "stripe-fake", entry: "packages/stripe-fake/src/main.ts", readyUrl: `http://127.0.0.1:${ports.stripe}/ready`,
      env: { ...shared, ...payments.env, STRIPE_FAKE_PORT: String(ports.stripe), STRIPE_FAKE_FILE: path.join(folder, "stripe-fake.json"), STRIPE_WEBHOOK_URL: `http://127.0.0.1:${ports.worker}/webhooks/stripe` },
    }] : []),
  ]
}
