import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"
import { cloneDatabase, onAdmin, type TestDatabase } from "@entrepot/db/testing"
import { announce, prepareEffects, until } from "./testing/effects.ts"

const CHILD = fileURLToPath(new URL("./testing/child.ts", import.meta.url))
let database: TestDatabase
const started: ChildProcess[] = []

beforeAll(async () => {
  database = await cloneDatabase()
  await prepareEffects(database)
})
afterAll(async () => {
  for (const child of started) child.kill("SIGKILL")
  await database.drop()
})

async function startChild(): Promise<ChildProcess> {
  const env = { ...process.env, DATABASE_URL_WORKER: database.urlOf("worker"), DATABASE_URL_JOBS: database.urlOf("jobs"), WORKER_PORT: "0", WORKER_BEAT_MILLIS: "200", WORKER_SILENT_MILLIS: "1000", EFFECT_MILLIS: "3", LOG_LEVEL: "fatal" }
  const child = spawn(process.execPath, ["--import", "tsx", CHILD], { env, stdio: ["ignore", "inherit", "inherit", "ipc"] })
  started.push(child)
  await once(child, "message")
  return child
}

const count = async (statement: string) => Number((await onAdmin(database.adminUrl, statement))[0]?.["n"])

test("workers killed with -9 at random points lose nothing and do nothing twice", async () => {
  for (const tenantId of [1, 2, 3, 4]) await announce(database.pools.portal, tenantId, 50)
  for (let round = 0; round < 4; round++) {
    const child = await startChild()
    await new Promise((resolve) => setTimeout(resolve, 30 + Math.random() * 250))
    child.kill("SIGKILL")
    await once(child, "exit")
    expect(child.signalCode).toBe("SIGKILL")
  }
  const before = await count("select count(*)::int as n from public.test_effect")
  const last = await startChild()
  await until(async () => (await count("select count(*)::int as n from work.delivery where status = 'delivered'")) === 400)
  await until(async () => (await count("select count(*)::int as n from graphile_worker._private_jobs")) === 0)
  expect(before).toBeLessThan(200)
  expect(await onAdmin(database.adminUrl, "select count(*)::int as effects, count(distinct event_id)::int as events from public.test_effect")).toEqual([{ effects: 200, events: 200 }])
  last.kill("SIGTERM")
  const [code] = (await once(last, "exit")) as [number | null]
  expect(code).toBe(0)
  expect(await count("select count(*)::int as n from graphile_worker._private_job_queues where locked_by is not null")).toBe(0)
}, 240_000)
