import { demoPassword } from "../../demo/data/index.ts"
import { PORTS } from "./ports.ts"

export const PASSWORD = demoPassword

/** Where each of the demo's doors is while the tests run. */
export const AT = {
  zahnwerk: `http://zahnwerk.localhost:${PORTS.PORTAL_PORT}`,
  bluepeak: `http://bluepeak.localhost:${PORTS.PORTAL_PORT}`,
  mercure: `http://mercure.localhost:${PORTS.PORTAL_PORT}`,
  console: `http://console.localhost:${PORTS.CONSOLE_PORT}`,
} as const
