import { chmodSync, existsSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { defineConfig } from "@playwright/test"

const { env } = process
/** Those of the environment let two copies of this folder be tested on one machine; e2e/lib/world.ts knows the same ones. */
const ports = {
  PORTAL_PORT: env["PORTAL_PORT"] ?? "3400", CONSOLE_PORT: env["CONSOLE_PORT"] ?? "3500", WORKER_PORT: env["WORKER_PORT"] ?? "4400",
  SMTP_PORT: env["SMTP_PORT"] ?? "4425", STRIPE_FAKE_PORT: env["STRIPE_FAKE_PORT"] ?? "4430", POSTGRES_PORT: env["POSTGRES_PORT"] ?? "25433",
}
const data = (process.env["ENTREPOT_E2E_DATA"] ??= freshFolder())
const debianChromium = "/usr/bin/chromium"

/** In memory where there is some, and open to the user that a root's Postgres runs as. */
function freshFolder(): string {
  const folder = mkdtempSync(path.join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "entrepot-e2e-"))
  chmodSync(folder, 0o755)
  return folder
}

export default defineConfig({
  testDir: "e2e",
  fullyParallel: false,
  workers: 1,
  retries: process.env["CI"] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://zahnwerk.localhost:${ports.PORTAL_PORT}`,
    trace: "retain-on-failure",
    ...(existsSync(debianChromium)
      ? { launchOptions: { executablePath: debianChromium, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync"] } }
      : {}),
  },
  webServer: {
    command: "npx --no-install tsx scripts/start.ts",
    url: `http://127.0.0.1:${ports.WORKER_PORT}/ready`,
    timeout: 240_000,
    env: { ...ports, ENTREPOT_DATA: data },
    reuseExistingServer: !process.env["CI"],
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    stdout: "pipe",
  },
})
