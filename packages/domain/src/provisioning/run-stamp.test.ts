import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { requestStamp } from "./request-stamp.ts"
import { runStamp } from "./run-stamp.ts"
import { getStamp, listStamps, retryStamp } from "./stamps.ts"
import { createPlatform, dealer, type Platform } from "./testing.ts"

let world: Platform
const rows = (statement: string) => onAdmin(world.database.adminUrl, statement)
const run = (key: string) => runStamp(world.database.pools.worker, { networkId: 1, key })

beforeAll(async () => {
  world = await createPlatform()
})
afterAll(() => world.database.drop())

test("a stamped tenant has its host, roles, account, credit, numbers, rules and invitations", async () => {
  const requested = await world.platform((work) => requestStamp(work, dealer("zahnwerk")))
  expect(requested).toEqual({ networkId: 1, key: "stamp-zahnwerk", tenantId: 1, status: "queued", created: true })
  await run("stamp-zahnwerk")
  const [found] = await rows(`
    select t.status, t.mail_from, h.host, h.verified_at is not null as verified, a.number, c.limit_minor::text as limit,
           (select count(*)::int from tenancy.role where tenant_id = 1) as roles, (select count(*)::int from pricing.price_rule where tenant_id = 1) as price_rules,
           (select count(*)::int from pricing.tax_rate where tenant_id = 1) as tax_rates, (select count(*)::int from approvals.policy where tenant_id = 1) as policies,
           (select count(*)::int from catalog.segment_rule where tenant_id = 1) as segments, (select array_agg(prefix order by kind) from ordering.document_number where tenant_id = 1) as prefixes
      from tenancy.tenant t join tenancy.host h using (network_id, tenant_id) join tenancy.account a using (network_id, tenant_id) join ordering.credit_line c using (network_id, tenant_id, account_id) where t.tenant_id = 1`)
  expect(found).toEqual({ status: "active", mail_from: "orders@zahnwerk.localhost", host: "zahnwerk.localhost:3000", verified: true, number: "H-1", limit: "5000000", roles: 7, price_rules: 3, tax_rates: 2, policies: 2, segments: 1, prefixes: ["ZAH-", "ZAH-S", "ZAH-R"] })
  expect(await rows("select email, role, locale from tenancy.invitation order by email")).toEqual([{ email: "admin@zahnwerk.example", role: "dealer_admin", locale: "de" }, { email: "buyer@zahnwerk.example", role: "dealer_buyer", locale: "en" }])
})

test("the stamp tells its steps, and no event carries a token", async () => {
  const stamp = await world.platform((work) => getStamp(work, { networkId: 1, key: "stamp-zahnwerk" }))
  expect(stamp).toMatchObject({ status: "done", template: "dealer", version: 1, error: null, steps: [{ step: "database", status: "done" }, { step: "mail", status: "waiting", name: "admin@zahnwerk.example" }, { step: "mail", status: "waiting" }] })
  const events = await rows("select name, payload from work.event where tenant_id = 1 order by event_id")
  expect(events.map((event) => event["name"])).toEqual(["tenancy.user_invited", "tenancy.user_invited", "provisioning.tenant_stamped"])
  expect(JSON.stringify(events)).not.toMatch(/token/i)
})

test("the same key with the same request answers the tenant that stands", async () => {
  await run("stamp-zahnwerk")
  expect(await world.platform((work) => requestStamp(work, dealer("zahnwerk")))).toMatchObject({ tenantId: 1, status: "done", created: false })
  expect(await rows("select count(*)::int as tenants from tenancy.tenant")).toEqual([{ tenants: 1 }])
})

test("the same key with another request is a conflict that says so", async () => {
  const other = { ...dealer("zahnwerk"), params: { ...dealer("zahnwerk").params, name: "Somebody else" } }
  await expect(world.platform((work) => requestStamp(work, other))).rejects.toMatchObject({ code: "provisioning.stamp_key_taken", kind: "conflict", facts: { key: "stamp-zahnwerk", code: "zahnwerk" } })
})

test("a code or a host that is taken is refused at once", async () => {
  await expect(world.platform((work) => requestStamp(work, { ...dealer("zahnwerk"), key: "again" }))).rejects.toMatchObject({ code: "provisioning.code_taken" })
  await expect(world.platform((work) => requestStamp(work, { ...dealer("another", { host: "zahnwerk.localhost:3000" }), networkId: 2 }))).rejects.toMatchObject({ code: "provisioning.host_taken" })
})

test("twenty requests with one key at once make one stamp", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => world.platform((work) => requestStamp(work, dealer("eager")))))
  expect(answers.filter((answer) => answer.created)).toHaveLength(1)
  expect(new Set(answers.map((answer) => answer.tenantId)).size).toBe(1)
})

test.each(["begun", "written", "settled"])("a worker that dies after the step %s leaves a stamp that the next one finishes, once", async (lastStep) => {
  const key = `dies-${lastStep}`
  await world.platform((work) => requestStamp(work, { ...dealer(key), key }))
  const dying = runStamp(world.database.pools.worker, { networkId: 1, key }, { onStep: (step) => { if (step === lastStep) throw new Error("killed") } })
  await expect(dying).rejects.toThrow("killed")
  await run(key)
  await run(key)
  expect(await rows(`select (select status from provisioning.stamp where idempotency_key = '${key}') as status, count(*)::int as tenants, (select count(*)::int from work.event where name = 'provisioning.tenant_stamped' and payload ->> 'key' = '${key}') as events from tenancy.tenant where code = '${key}'`)).toEqual([{ status: "done", tenants: 1, events: 1 }])
})

test("of fifty stamps three are bad, and those three fail alone", async () => {
  const codes = Array.from({ length: 50 }, (_none, at) => `batch-${String(at).padStart(2, "0")}`)
  for (const code of codes) await world.platform((work) => requestStamp(work, dealer(code)))
  await rows(codes.slice(10, 13).map((code) => `insert into tenancy.host (host, network_id, tenant_id, created_at) values ('${code}.localhost:3000', 1, 1, now())`).join(";"))
  await Promise.all(codes.map((code) => run(`stamp-${code}`)))
  expect(await rows("select status, count(*)::int as stamps from provisioning.stamp where idempotency_key like 'stamp-batch-%' group by status order by status")).toEqual([{ status: "done", stamps: 47 }, { status: "failed", stamps: 3 }])
  expect(await rows("select (select count(*)::int from tenancy.tenant where code like 'batch-%') as tenants, (select count(*)::int from tenancy.invitation where email like '%@batch-11.example') as left_over")).toEqual([{ tenants: 47, left_over: 0 }])
  const failed = await world.platform((work) => listStamps(work, { status: "failed", limit: 50 }))
  expect(failed.map((stamp) => stamp.error?.code)).toEqual(Array.from({ length: 3 }, () => "provisioning.host_taken"))
})

test("a failed stamp is tried again when its cause is gone", async () => {
  await expect(world.platform((work) => retryStamp(work, { networkId: 1, key: "stamp-zahnwerk" }))).rejects.toMatchObject({ code: "provisioning.stamp_not_failed" })
  await rows("delete from tenancy.host where host = 'batch-11.localhost:3000'")
  await world.platform((work) => retryStamp(work, { networkId: 1, key: "stamp-batch-11" }))
  await run("stamp-batch-11")
  expect(await world.platform((work) => getStamp(work, { networkId: 1, key: "stamp-batch-11" }))).toMatchObject({ status: "done", error: null })
})

test("stamping is not for everybody", async () => {
  await expect(world.platform((work) => requestStamp(work, dealer("no")), ["platform.tenant.view"])).rejects.toMatchObject({ kind: "forbidden" })
})

const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100"><rect width="400" height="100" fill="#0f766e"/></svg>`).toString("base64")

test("a logo that comes along is drawn anew, kept for the tenant, and the brand points to it", async () => {
  await world.platform((work) => requestStamp(work, dealer("pictured", { pictures: { logo: svg } })))
  await run("stamp-pictured")
  const [found] = await rows("select t.brand ->> 'logo' as logo, t.brand ->> 'mark' as mark, a.content_hash as hash, a.width from tenancy.tenant t join tenancy.brand_asset a using (network_id, tenant_id) where t.code = 'pictured'")
  expect(found).toMatchObject({ logo: found?.["hash"], mark: null, width: 400 })
})

test("a logo that is no picture is refused when it is asked for", async () => {
  const request = dealer("unpictured", { pictures: { logo: Buffer.from("no picture").toString("base64") } })
  await expect(world.platform((work) => requestStamp(work, request))).rejects.toMatchObject({ code: "tenancy.logo_not_an_image" })
  expect(await rows("select 1 from provisioning.stamp where idempotency_key = 'stamp-unpictured'")).toEqual([])
})
