import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { ListTenants } from "./contract.ts"
import { findApiKeyActor, listApiKeys, mintApiKey, revokeApiKey } from "./api-keys.ts"
import { listNetworks } from "./networks.ts"
import { requestStamp } from "./request-stamp.ts"
import { runStamp } from "./run-stamp.ts"
import { resumeTenant, suspendTenant } from "./suspend-tenant.ts"
import { listTemplates, publishRelease, publishStandardTemplates } from "./templates.ts"
import { getTenantHealth, judge, listTenants } from "./tenant-health.ts"
import { STANDARD_TEMPLATES } from "./standard-templates.ts"
import { createPlatform, dealer, type Platform } from "./testing.ts"

let world: Platform
const tenant = { networkId: 1, tenantId: 1 }
beforeAll(async () => {
  world = await createPlatform()
  await world.platform((work) => requestStamp(work, dealer("zahnwerk")))
  await runStamp(world.database.pools.worker, { networkId: 1, key: "stamp-zahnwerk" })
})
afterAll(() => world.database.drop())

test("a suspended tenant says so at its host, and opens again", async () => {
  await world.platform((work) => suspendTenant(work, { ...tenant, reason: "Unpaid since May" }))
  const host = () => world.database.pools.portal.pool.query("select status from tenancy.resolve_host('zahnwerk.localhost:3000')").then((answer) => answer.rows)
  expect(await host()).toEqual([{ status: "suspended" }])
  expect(await world.platform((work) => suspendTenant(work, { ...tenant, reason: "again" }))).toEqual({ status: "suspended" })
  expect(await world.platform((work) => getTenantHealth(work, tenant))).toMatchObject({ health: "suspended", suspendedReason: "Unpaid since May" })
  await world.platform((work) => resumeTenant(work, tenant))
  expect(await host()).toEqual([{ status: "active" }])
  expect(await onAdmin(world.database.adminUrl, "select action, network_id, tenant_id from work.audit_entry where action like '%ed' and action like 'provisioning.tenant_%' order by entry_id")).toEqual(["stamped", "suspended", "resumed"].map((what) => ({ action: `provisioning.tenant_${what}`, network_id: 1, tenant_id: 1 })))
  expect(await onAdmin(world.database.adminUrl, "select network_id, tenant_id from work.event where name = 'provisioning.tenant_suspended'")).toEqual([{ network_id: 1, tenant_id: 1 }])
})

test("a tenant that does not exist cannot be suspended", async () => {
  await expect(world.platform((work) => suspendTenant(work, { networkId: 1, tenantId: 99, reason: "x" }))).rejects.toMatchObject({ code: "provisioning.tenant_not_found" })
})

test("the operator's list tells last order, dead letters and failed mails without reading an order", async () => {
  await onAdmin(world.database.adminUrl, `insert into work.event select 1, 1, uuidv7(), 'ordering.order_submitted', '{}', '{}', 't', '2026-11-01T10:00:00Z'`,
    `insert into work.delivery select network_id, tenant_id, event_id, 'x', 'dead', 10, 'no', now() from work.event where name = 'ordering.order_submitted'`)
  const { rows } = await world.platform((work) => listTenants(work, ListTenants.parse({ search: "zahn" })))
  expect(rows).toMatchObject([{ code: "zahnwerk", network: "Nordwerk", lastOrderAt: "2026-11-01T10:00:00.000Z", deadLetters: 1, failedMails: 0, health: "sick", host: "zahnwerk.localhost:3000" }])
  expect(await world.platform((work) => listNetworks(work))).toMatchObject([{ code: "nordwerk", tenants: 1, deadLetters: 1 }, { code: "suedwerk", tenants: 0, deadLetters: 0 }])
  await expect(world.platform((work) => work.db.selectFrom("ordering.order").select("order_id").execute())).rejects.toMatchObject({ code: "42501" })
})

const day = 86_400_000
test.each([
  { when: "something was given up", deadLetters: 1, last: 0, is: "sick" },
  { when: "it ordered yesterday", deadLetters: 0, last: 1, is: "well" },
  { when: "it has not ordered for five weeks", deadLetters: 0, last: 35, is: "quiet" },
])("a tenant is $is when $when", ({ deadLetters, last, is }) => {
  const now = Date.now()
  expect(judge({ status: "active", deadLetters, failedMails: 0, lastOrderAt: new Date(now - last * day), createdAt: new Date(0) }, now)).toBe(is)
})

test("publishing the same body again publishes nothing; another body is the next version", async () => {
  expect(await world.platform((work) => publishStandardTemplates(work))).toEqual({ published: [] })
  const [template] = STANDARD_TEMPLATES
  const next = { ...template!, body: { ...template!.body, settings: { mode: "free" as const, value: { minMarginPercent: "9" } } } }
  expect(await world.platform((work) => publishRelease(work, next))).toMatchObject({ version: 2, published: true })
  const templates = await world.platform((work) => listTemplates(work))
  expect(templates.map((each) => [each.code, each.releases.map((release) => release.version)])).toEqual([["dealer", [2, 1]], ["oem", [1]], ["reseller", [1]]])
})

test("a release cannot be changed or taken back, not even by the platform's own login", async () => {
  await expect(world.platform((work) => work.db.updateTable("provisioning.template_release").set({ notes: "x" }).execute())).rejects.toMatchObject({ code: "42501" })
  await expect(world.platform((work) => work.db.deleteFrom("provisioning.template_release").execute())).rejects.toMatchObject({ code: "42501" })
})

test("a key works until it is revoked, and only its hash is kept", async () => {
  const { token, keyId } = await world.platform((work) => mintApiKey(work, { name: "ERP", permissions: ["platform.tenant.stamp"] }))
  expect(await world.platform((work) => findApiKeyActor(work, token))).toMatchObject({ kind: "api_key", id: keyId, name: "ERP", permissions: new Set(["platform.tenant.stamp"]) })
  expect(await world.platform((work) => findApiKeyActor(work, `${token}x`))).toBeUndefined()
  const kept = JSON.stringify(await onAdmin(world.database.adminUrl, "select * from provisioning.api_key"))
  expect(kept).not.toContain(token)
  await world.platform((work) => revokeApiKey(work, { keyId }))
  expect(await world.platform((work) => findApiKeyActor(work, token))).toBeUndefined()
  expect(await world.platform((work) => listApiKeys(work))).toMatchObject([{ keyId, revokedAt: expect.any(String) }])
})

test("nobody mints a key beyond what they hold", async () => {
  const minting = world.platform((work) => mintApiKey(work, { name: "x", permissions: ["platform.tenant.stamp"] }), ["platform.api_key.manage"])
  await expect(minting).rejects.toMatchObject({ code: "provisioning.key_beyond_own_rights" })
})
