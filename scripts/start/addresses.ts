import { demoPassword, networkStaff, network, partners, platformOperators } from "../../demo/data/index.ts"
import type { Payments, Ports } from "./settings.ts"

/** Where everything is and who may sign in: the last thing that a start says. */
export function printAddresses({ ports, payments, seeded, demo, dataFolder }: { ports: Ports; payments: Payments; seeded: boolean; demo: boolean; dataFolder: string | undefined }): void {
  const lines = ["", "Entrepot is running.", "", `  Console   http://console.localhost:${ports.console}`, ...(demo ? demoLines(ports) : [])]
  lines.push("", ...paymentLines(ports, payments))
  if (demo) lines.push("", `  Everybody's password in the demo: ${demoPassword}`)
  if (seeded) lines.push("  The demo network was made just now; the next start keeps it.")
  if (dataFolder) lines.push(`  Data      ${dataFolder}`)
  console.log([...lines, "", "  Ctrl-C stops everything.", ""].join("\n"))
}

function paymentLines(ports: Ports, { fake, env }: Payments): string[] {
  if (!fake) return [`  Payments  Stripe${env["STRIPE_API_BASE"] ? ` at ${env["STRIPE_API_BASE"]}` : ""}${env["STRIPE_SECRET_KEY"]?.startsWith("sk_test_") ? ", in test mode" : ": cards are charged"}`]
  return [`  Payments  a stand-in for Stripe at http://127.0.0.1:${ports.stripe}: no card is charged, 4242 4242 4242 4242 always pays.`, "            STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET use the real one; nothing else changes."]
}

function demoLines(ports: Ports): string[] {
  const operators = platformOperators.map(({ email, role }) => `              ${email.padEnd(36)} ${role}`)
  const staff = networkStaff.map(({ email, role }) => `              ${email.padEnd(36)} ${role}`)
  const portals = partners.flatMap(({ host, name, accounts }) => [
    `  Portal    http://${host}.localhost:${ports.portal}  (${name})`,
    ...accounts.slice(0, 2).flatMap(({ people }) => people.map(({ email, role }) => `              ${email.padEnd(36)} ${role}`)),
  ])
  return ["            as a platform operator:", ...operators, `            as staff of the network "${network.code}":`, ...staff, "", ...portals]
}
