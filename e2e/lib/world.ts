import { demoPassword } from "../../demo/data/index.ts"

export const PASSWORD = demoPassword
export const PORTS = { portal: 3400, console: 3500, worker: 4400 } as const

/** Where each of the demo's doors is while the tests run. */
export const AT = {
  zahnwerk: `http://zahnwerk.localhost:${PORTS.portal}`,
  bluepeak: `http://bluepeak.localhost:${PORTS.portal}`,
  mercure: `http://mercure.localhost:${PORTS.portal}`,
  console: `http://console.localhost:${PORTS.console}`,
} as const
