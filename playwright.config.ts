import { existsSync } from "node:fs"
import { defineConfig } from "@playwright/test"
import { freshFolder } from "./e2e/lib/folder.ts"
import { PORTS } from "./e2e/lib/ports.ts"

const data = (process.env["ENTREPOT_E2E_DATA"] ??= freshFolder())
const debianChromium = "/usr/bin/chromium"

export default defineConfig({
  testDir: "e2e",
  fullyParallel: false,
  workers: 1,
  retries: process.env["CI"] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://zahnwerk.localhost:${PORTS.PORTAL_PORT}`,
    trace: "retain-on-failure",
    ...(existsSync(debianChromium)
      ? { launchOptions: { executablePath: debianChromium, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync"] } }
      : {}),
  },
  webServer: {
    command: "npx --no-install tsx scripts/start.ts",
    url: `http://127.0.0.1:${PORTS.WORKER_PORT}/ready`,
    timeout: 240_000,
    env: { ...PORTS, ENTREPOT_DATA: data },
    reuseExistingServer: !process.env["CI"],
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    stdout: "pipe",
  },
})
