import { afterAll, beforeAll, expect, test } from "vitest"
import { sql } from "kysely"
import { automation, scoped, scopedInsert, scopedUpdate, withWork, record, eventType, type Scope } from "./index.ts"
import { cloneDatabase, onAdmin, type TestDatabase } from "./testing/index.ts"

let database: TestDatabase
const seed = automation("seed")
const platform: Scope = { audience: "platform" }
const zahnwerk: Scope = { audience: "portal", networkId: 1, tenantId: 1 }
const bluepeak: Scope = { audience: "portal", networkId: 1, tenantId: 2 }
const now = "2026-01-02T03:04:05Z"

beforeAll(async () => {
  database = await cloneDatabase()
  await withWork(database.pools.platform, platform, seed, async (work) => {
    await work.db.insertInto("tenancy.network").values({ network_id: 1, code: "nordwerk", name: "Nordwerk", currency: "EUR", zone: "Europe/Berlin", locale: "de", created_at: now }).execute()
    for (const [tenant_id, code] of [[1, "zahnwerk"], [2, "bluepeak"]] as const) {
      await work.db.insertInto("tenancy.tenant").values({ network_id: 1, tenant_id, code, name: code, legal_name: code, kind: "dealer", status: "active", locale: "en", currency: "EUR", zone: "UTC", country: "DE", brand: "{}", mail_from: "x@y.example", created_at: now }).execute()
    }
  })
})
afterAll(() => database.drop())

test("a portal sees its own tenant and no other", async () => {
  const names = await withWork(database.pools.portal, zahnwerk, seed, (work) => work.db.selectFrom("tenancy.tenant").select("code").execute(), { mode: "read" })
  expect(names).toEqual([{ code: "zahnwerk" }])
})

test("outside a scope every query returns nothing", async () => {
  const rows = await withWork(database.pools.portal, { audience: "portal" }, seed, (work) => work.db.selectFrom("tenancy.tenant").select("code").execute())
  expect(rows).toEqual([])
})

test("a connection carries no scope over to the next work", async () => {
  await withWork(database.pools.portal, zahnwerk, seed, (work) => scoped(work, "tenancy.tenant").select("code").execute())
  const { rows } = await database.pools.portal.pool.query("select current_setting('ctx.tenant_id', true) as tenant")
  expect(rows[0]?.tenant ?? "").toBe("")
})

test("a write across the wall changes nothing even when the query forgets its scope", async () => {
  await withWork(database.pools.portal, bluepeak, seed, (work) => work.db.updateTable("tenancy.tenant").set({ name: "taken over" }).where("tenant_id", "=", 1).execute())
  const rows = await onAdmin(database.adminUrl, "select name from tenancy.tenant where tenant_id = 1")
  expect(rows).toEqual([{ name: "zahnwerk" }])
})

test("an insert for another tenant is refused by the database", async () => {
  const intrusion = withWork(database.pools.portal, bluepeak, seed, (work) => scopedInsert(work, "tenancy.account_group", { tenant_id: 1, code: "vip", name: "VIP" }).execute())
  await expect(intrusion).rejects.toMatchObject({ code: "42501" })
})

test("a read cannot write", async () => {
  const write = withWork(database.pools.portal, zahnwerk, seed, (work) => scopedUpdate(work, "tenancy.tenant").set({ name: "x" }).execute(), { mode: "read" })
  await expect(write).rejects.toMatchObject({ code: "25006" })
})

test("an error undoes everything, the outbox included", async () => {
  const failing = withWork(database.pools.portal, zahnwerk, seed, async (work) => {
    await scopedInsert(work, "tenancy.account_group", { code: "gone", name: "Gone" }).execute()
    record(work, eventType<Record<string, string>>("test.happened"), {})
    throw new Error("no")
  })
  await expect(failing).rejects.toThrow("no")
  expect(await onAdmin(database.adminUrl, "select (select count(*)::int from work.event) + (select count(*)::int from tenancy.account_group) as left")).toEqual([{ left: 0 }])
})

test("events and their delivery jobs are written with the commit, inside the scope", async () => {
  await withWork(database.pools.portal, zahnwerk, seed, async (work) => {
    record(work, eventType<{ hello: string }>("test.greeted"), { hello: "world" })
    await scoped(work, "tenancy.tenant").select("code").execute()
  })
  expect(await onAdmin(database.adminUrl, "select network_id, tenant_id, name, payload from work.event")).toEqual([{ network_id: 1, tenant_id: 1, name: "test.greeted", payload: { hello: "world" } }])
  expect(await onAdmin(database.adminUrl, "select task_identifier, queue_name from graphile_worker.jobs")).toEqual([{ task_identifier: "deliver_event", queue_name: "events:1:1" }])
})

test("a first statement that fails reports its own error, and the connection is usable again", async () => {
  await expect(withWork(database.pools.portal, zahnwerk, seed, (work) => sql`select 1/0`.execute(work.db))).rejects.toMatchObject({ code: "22012" })
  await expect(withWork(database.pools.portal, zahnwerk, seed, (work) => sql`select 1 as one`.execute(work.db))).resolves.toMatchObject({ rows: [{ one: 1 }] })
})

test("a connection that breaks in the middle of a work refuses it, and the process lives on", async () => {
  const broken = withWork(database.pools.portal, zahnwerk, seed, async (work) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(work.db)
    await onAdmin(database.adminUrl, `select pg_terminate_backend(${rows[0]?.pid ?? 0})`)
    await new Promise((resolve) => setTimeout(resolve, 50))
    return sql`select 1`.execute(work.db)
  })
  await expect(broken).rejects.toThrow()
  await expect(withWork(database.pools.portal, zahnwerk, seed, (work) => sql`select 1 as one`.execute(work.db))).resolves.toMatchObject({ rows: [{ one: 1 }] })
})

test("statements that share a round trip share a packet", async () => {
  const client = await database.pools.portal.pool.connect()
  const { stream } = (client as unknown as { connection: { stream: { _writev: (...given: unknown[]) => void; _write: (...given: unknown[]) => void } } }).connection
  let packets = 0
  for (const name of ["_write", "_writev"] as const) {
    const send = stream[name].bind(stream)
    stream[name] = (...given) => {
      packets++
      send(...given)
    }
  }
  const answers = await Promise.all([client.query("begin"), client.query("select $1::int as n", [1]), client.query("select $1::int as n", [2]), client.query("commit")])
  client.release()
  expect(answers.map(({ rows }) => rows)).toEqual([[], [{ n: 1 }], [{ n: 2 }], []])
  expect(packets).toBe(1)
})
