import { demoPassword } from "../../demo/data/index.ts"

export const PASSWORD = demoPassword
export const PORTS = { portal: process.env["PORTAL_PORT"] ?? "3400", console: process.env["CONSOLE_PORT"] ?? "3500", worker: process.env["WORKER_PORT"] ?? "4400", postgres: process.env["POSTGRES_PORT"] ?? "25433" } as const

/** Where each of the demo's doors is while the tests run. */
export const AT = {
  zahnwerk: `http://zahnwerk.localhost:${PORTS.portal}`,
  bluepeak: `http://bluepeak.localhost:${PORTS.portal}`,
  mercure: `http://mercure.localhost:${PORTS.portal}`,
  console: `http://console.localhost:${PORTS.console}`,
} as const
