// The fake as a service of its own: the demo's stand-in where no key of the real Stripe is given.
import { startStripeFake } from "./server.ts"

const port = Number(process.env["STRIPE_FAKE_PORT"] ?? 4130)
const webhookUrl = process.env["STRIPE_WEBHOOK_URL"]
const fake = await startStripeFake({
  port, anyAccount: true,
  ...(process.env["STRIPE_SECRET_KEY"] ? { secretKey: process.env["STRIPE_SECRET_KEY"] } : {}),
  ...(process.env["STRIPE_FAKE_FILE"] ? { file: process.env["STRIPE_FAKE_FILE"] } : {}),
  // As with the real one, the platform's own events and those of connected accounts are two endpoints; here they have one secret.
  webhooks: webhookUrl ? [true, false].map((connect) => ({ url: webhookUrl, secret: process.env["STRIPE_WEBHOOK_SECRET"] ?? "", connect })) : [],
})

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await fake.stop()
  process.exit(0)
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop())
// Started by `npm start` we are tied to it: when it is gone, so are we.
if (process.connected) process.on("disconnect", () => void stop())
const parent = process.ppid
setInterval(() => process.ppid !== parent && void stop(), 500).unref()
