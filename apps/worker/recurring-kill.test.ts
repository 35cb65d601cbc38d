import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { createSubscription } from "@entrepot/domain/subscriptions"
import { createWorld, type World } from "@entrepot/domain/testing"
import { businessDate } from "@entrepot/kernel"
import { until } from "./testing/effects.ts"

const CHILD = fileURLToPath(new URL("./testing/runner-child.ts", import.meta.url))
const DUE = 60
let world: World
const started: ChildProcess[] = []

beforeAll(async () => void (world = await createWorld()))
afterAll(async () => {
  for (const child of started) child.kill("SIGKILL")
  await world.drop()
})

async function startRunner(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", CHILD], { env: { ...process.env, DATABASE_URL_WORKER: world.database.urlOf("worker"), LOG_LEVEL: "fatal" }, stdio: ["ignore", "inherit", "inherit", "ipc"] })
  started.push(child)
  await once(child, "message")
  return child
}
const count = async (statement: string) => Number((await onAdmin(world.database.adminUrl, statement))[0]?.["n"])

test("runners killed with -9 at random points make one order, one next date and one event for each date, and lose none", async () => {
  const source = { kind: "lines" as const, lines: [{ productId: world.productId.gloves, unit: "each", quantity: "1" }] }
  for (let i = 0; i < DUE; i++) {
    await world.portal(i % 2 ? "tim" : "lily", (work) => createSubscription(work, { source, name: "Gloves", startsOn: businessDate(work.now, "UTC").add({ days: 20 }).toString(), cadence: { on: "interval", every: 1, unit: "months" } }))
  }
  await onAdmin(world.database.adminUrl, "update subscriptions.occurrence set order_at = now() - interval '1 minute'")
  for (let round = 0; round < 5; round++) {
    const runners = await Promise.all([startRunner(), startRunner()])
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 150))
    for (const child of runners) {
      child.kill("SIGKILL")
      await once(child, "exit")
    }
  }
  expect(await count("select count(*) n from ordering.order")).toBeLessThan(DUE)
  await startRunner()
  await until(async () => (await count("select count(*) n from subscriptions.occurrence where status = 'ordered'")) === DUE)
  expect(await count("select count(*) n from ordering.order")).toBe(DUE)
  expect(await count("select count(*) n from work.event where name = 'subscriptions.occurrence_ordered'")).toBe(DUE)
  expect(await count("select count(distinct payload ->> 'occurrenceId') n from work.event where name = 'subscriptions.occurrence_ordered'")).toBe(DUE)
  expect(await count("select count(*) n from subscriptions.occurrence where status = 'planned'")).toBe(DUE)
  expect(await count("select max(substring(number from '[0-9]+$')::int) n from ordering.order where tenant_id = 1")).toBe(DUE / 2)
}, 120_000)
