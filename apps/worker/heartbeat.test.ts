import { afterAll, beforeAll, expect, test } from "vitest"
import { handler } from "@entrepot/db"
import { cloneDatabase, onAdmin, type TestDatabase } from "@entrepot/db/testing"
import { createLog } from "@entrepot/telemetry"
import { announce, happened, until } from "./testing/effects.ts"
import { startWorker, type RunningWorker } from "./worker.ts"

const SILENT_MILLIS = 600
const calls: number[] = []
const takesLong = handler("test.takes_long", happened, async () => {
  calls.push(Date.now())
  await new Promise((resolve) => setTimeout(resolve, 5 * SILENT_MILLIS))
})
let database: TestDatabase
let worker: RunningWorker
process.env["LOG_LEVEL"] = "fatal"

beforeAll(async () => {
  database = await cloneDatabase()
  const config = { workerUrl: database.urlOf("worker"), jobsUrl: database.urlOf("jobs"), port: 0, smtpUrl: "", mailboxPort: 0, portalOrigin: "http://{host}", beatMillis: 100, silentMillis: SILENT_MILLIS, mostAttempts: 3, firstBackoffMillis: 50 }
  worker = await startWorker(config, [takesLong], createLog("test"))
})
afterAll(async () => {
  await worker.stop()
  await database.drop()
})

test("a job that takes longer than a silent worker is waited for stays with the worker that lives", async () => {
  await announce(database.pools.portal, 1, 1)
  await until(async () => calls.length === 1)
  const claim = () => onAdmin(database.adminUrl, "select j.locked_at, h.worker_id is not null as alive from graphile_worker._private_jobs j left join work.heartbeat h on h.worker_id = j.locked_by")
  const [first] = await claim()
  expect(first).toMatchObject({ alive: true })
  await new Promise((resolve) => setTimeout(resolve, 3 * SILENT_MILLIS))
  expect(await claim()).toEqual([first])
  await until(async () => Number((await onAdmin(database.adminUrl, "select count(*)::int as n from work.delivery where status = 'delivered'"))[0]?.["n"]) === 1)
  await until(async () => Number((await onAdmin(database.adminUrl, "select count(*)::int as n from graphile_worker._private_jobs"))[0]?.["n"]) === 0)
  expect(calls).toHaveLength(1)
}, 60_000)
