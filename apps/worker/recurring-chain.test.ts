import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { createSubscription, savePlan } from "@entrepot/domain/subscriptions"
import { createWorld, type World } from "@entrepot/domain/testing"
import { businessDate } from "@entrepot/kernel"
import { createLog } from "@entrepot/telemetry"
import { tillIn } from "../../packages/domain/src/billing/testing.ts"
import { startMailbox } from "./mailbox.ts"
import { until } from "./testing/effects.ts"
import { ACCOUNT, Counter, SECRET } from "./testing/payments.ts"

process.env["LOG_LEVEL"] = "fatal"
const CHILD = fileURLToPath(new URL("./testing/child.ts", import.meta.url))
const DUE = 6
let world: World
let counter: Counter
let mailbox: Awaited<ReturnType<typeof startMailbox>>
const started: ChildProcess[] = []

beforeAll(async () => {
  world = await createWorld()
  const till = tillIn(world)
  await till.desk.policies()
  await till.desk.limit("lindner", null)
  counter = await Counter.open(world, till)
  await counter.saveCard("4242424242424242")
  await counter.sendHome()
  mailbox = await startMailbox(0, world.database.pools.worker, createLog("worker"))
}, 60_000)
afterAll(async () => {
  for (const child of started) child.kill("SIGKILL")
  await mailbox.stop()
  await counter.close()
  await world.drop()
})

/** The product's own worker, all of it, in a process that can be ended with kill -9. */
async function hire(port = 0): Promise<ChildProcess> {
  const { workerUrl, jobsUrl } = counter.config
  const env = {
    ...process.env, DATABASE_URL_WORKER: workerUrl, DATABASE_URL_JOBS: jobsUrl, SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`, WORKER_PORT: String(port), WORKER_BEAT_MILLIS: "200", WORKER_SILENT_MILLIS: "1000", WORKER_HANDLERS: "product",
    STRIPE_SECRET_KEY: counter.fake.secretKey, STRIPE_WEBHOOK_SECRET: SECRET, STRIPE_API_BASE: counter.fake.origin,
  }
  const child = spawn(process.execPath, ["--import", "tsx", CHILD], { env, stdio: ["ignore", "inherit", "inherit", "ipc"] })
  started.push(child)
  await once(child, "message")
  return child
}
const admin = (text: string) => onAdmin(world.database.adminUrl, text)
const count = async (from: string) => Number((await admin(`select count(*)::int as n from ${from}`))[0]?.["n"])

/** Time passes: claims of the dead run out, and the minute's tick comes. */
const nextMinute = () => admin(`update subscriptions.occurrence set claimed_until = now() - interval '1 second' where claimed_until is not null; select graphile_worker.add_job('run_occurrences', '{}')`)

test("whatever step the workers are killed at, each date comes to one order, one invoice, one payment and one mail of each", async () => {
  const { planId } = await world.portal("petra", (work) => savePlan(work, { plan: { name: "Care", cadences: [{ on: "interval", every: 1, unit: "months" }], invoicing: "at_order", collect: ["automatic"] } }))
  const source = { kind: "lines" as const, lines: [{ productId: world.productId.gloves, unit: "each", quantity: "10" }] }
  for (let i = 0; i < DUE; i++) {
    await world.portal("tim", (work) => createSubscription(work, { source, planId, collect: "automatic", name: `Gloves ${i}`, startsOn: businessDate(work.now, "UTC").add({ days: 20 }).toString(), cadence: { on: "interval", every: 1, unit: "months" } }))
  }
  await admin("update subscriptions.occurrence set order_at = now() - interval '1 minute'")
  for (let round = 0; round < 4; round++) {
    const children = await Promise.all([hire(counter.port), hire()])
    await nextMinute()
    await new Promise((resolve) => setTimeout(resolve, 50 + round * 250 + Math.random() * 300))
    for (const child of children) {
      child.kill("SIGKILL")
      await once(child, "exit")
    }
  }
  await hire(counter.port)
  await nextMinute()
  await until(async () => {
    await counter.followUp()
    await new Promise((resolve) => setTimeout(resolve, 500))
    return (await count("billing.open_item where open_minor = 0")) === DUE
  }, 120_000)
  await until(async () => (await count("graphile_worker.jobs where task_identifier in ('deliver_event', 'deliver_one', 'send_mail', 'charge_attempt', 'apply_webhook') and run_at <= now()")) === 0, 30_000)

  expect(await count("ordering.order")).toBe(DUE)
  expect(await count("billing.invoice")).toBe(DUE)
  expect(await count("billing.payment_attempt")).toBe(DUE)
  expect(await count("billing.payment")).toBe(DUE)
  expect(counter.fake.control.charges(ACCOUNT).filter(({ paid }) => paid)).toHaveLength(DUE)
  for (const kind of ["invoice_issued", "payment_received"]) {
    const owed = await admin(`select business_key as key, recipient, status from integrations.mail_message where kind = '${kind}'`)
    expect(new Set(owed.map(({ key }) => key)).size, `${kind}: a key each`).toBe(owed.length)
    expect(new Set(owed.map(({ recipient }) => recipient)).size * DUE, `${kind}: one for each reader and invoice`).toBe(owed.length)
    expect(owed.every(({ status }) => status === "sent")).toBe(true)
  }
  expect((await admin("select coalesce(sum(amount_minor), 0)::text as n from ledger.journal_line where account_key like 'receivable%'"))[0]).toEqual({ n: "0" })
}, 240_000)
