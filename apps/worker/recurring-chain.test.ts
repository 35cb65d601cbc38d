import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { createSubscription, savePlan } from "@entrepot/domain/subscriptions"
import type { World } from "@entrepot/domain/testing"
import { businessDate } from "@entrepot/kernel"
import { createLog } from "@entrepot/telemetry"
import { startMailbox } from "./mailbox.ts"
import { until } from "./testing/effects.ts"
import { ACCOUNT, Counter } from "./testing/payments.ts"

process.env["LOG_LEVEL"] = "fatal"
const DUE = 6
let world: World
let counter: Counter
let mailbox: Awaited<ReturnType<typeof startMailbox>>

beforeAll(async () => {
  counter = await Counter.open()
  ;({ world } = counter)
  await counter.saveCard("4242424242424242")
  await counter.sendHome()
  mailbox = await startMailbox(0, world.database.pools.worker, createLog("worker"))
}, 60_000)
afterAll(async () => {
  await counter.sendHome()
  await mailbox.stop()
  await counter.close()
})

/** A worker that also hears of everything else and sends mail. */
const hire = (port = 0): Promise<ChildProcess> => counter.hireProcess({ SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`, WORKER_PORT: String(port), WORKER_HANDLERS: "product" })
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
