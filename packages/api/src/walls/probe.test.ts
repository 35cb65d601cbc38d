import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { probeWalls, type Hole, type Reach } from "./attack/probe.ts"
import { prepareBattlefield, type Battlefield } from "./attack/world.ts"

let field: Battlefield
beforeAll(async () => void (field = await prepareBattlefield()))
afterAll(() => field.end())

/** Every login, in every scope that it ever works in, and who is beyond its wall there. */
function reaches({ world, holders }: Battlefield): Reach[] {
  const { account, tenant, network } = holders
  const ours = { networkId: 1, tenantId: 1 }
  const nowhere = { networkId: 0, tenantId: 0 }
  return [
    { name: "the portal, held to an account", audience: "portal", scope: { ...ours, accountId: world.accountId.lindner }, walledOff: [{ networkId: account.networkId, tenantId: 1, accountId: world.accountId.kern }, tenant, network] },
    { name: "the portal, in a tenant", audience: "portal", scope: ours, walledOff: [tenant, network] },
    { name: "the portal, nowhere", audience: "portal", scope: nowhere, walledOff: [ours, tenant, network] },
    { name: "the network", audience: "network", scope: { networkId: 1 }, walledOff: [network] },
    { name: "the worker, in a tenant", audience: "worker", scope: ours, walledOff: [tenant, network] },
    { name: "the worker, in a network", audience: "worker", scope: { networkId: 1 }, walledOff: [network] },
  ]
}

test("a statement that forgot its scope reaches no row of a neighbour: no login sees, changes, takes or adds one", async () => {
  expect(await probeWalls(field.admin, field.world.database.urlOf, field.tables, reaches(field))).toEqual([])
}, 120_000)

test("a portal reads no cost, no mail and no platform's table, whatever the scope", async () => {
  const closed = ["pricing.cost", "inventory.movement", "integrations.mail_message", "integrations.import_run", "work.event", "provisioning.stamp", "provisioning.api_key", "tenancy.operator", "tenancy.network_user"]
  const portal = new Client({ connectionString: field.world.database.urlOf("portal") })
  await portal.connect()
  for (const table of closed) await expect(portal.query(`select 1 from ${table}`), table).rejects.toThrow(/permission denied/)
  await portal.end()
})

/** Each damage stands on a clone of the whole battlefield, and must be seen where it was done. */
const DAMAGES: readonly { damage: string; sql: string; holes: Partial<Hole>[] }[] = [
  { damage: "the portal's policy on orders lets everything through", sql: "alter policy portal on ordering.order using (true) with check (true)", holes: [{ table: "ordering.\"order\"", who: "the portal, in a tenant", how: "sees" }, { table: "ordering.\"order\"", who: "the portal, in a tenant", how: "changes" }, { table: "ordering.\"order\"", who: "the portal, in a tenant", how: "adds" }] },
  { damage: "the portal's policy on orders is dropped, and row security with it", sql: "drop policy portal on ordering.order; alter table ordering.order disable row level security", holes: [{ who: "the portal, in a tenant", how: "takes" }, { who: "the network", how: "sees" }, { who: "the worker, in a tenant", how: "changes" }] },
  { damage: "the account wall of orders is dropped", sql: "drop policy account on ordering.order", holes: [{ who: "the portal, held to an account", how: "sees" }] },
  { damage: "an address's policy forgets the tenant", sql: "alter policy portal on tenancy.address using (network_id = ctx.network_id()) with check (network_id = ctx.network_id())", holes: [{ table: "tenancy.address", who: "the portal, in a tenant", how: "sees" }] },
  { damage: "a policy checks less than it shows", sql: "alter policy portal on tenancy.address with check (true)", holes: [{ table: "tenancy.address", how: "adds" }] },
  { damage: "the staff's policy forgets the network", sql: "alter policy network on catalog.product using (true)", holes: [{ table: "catalog.product", who: "the network", how: "sees" }] },
  { damage: "the worker may be anywhere", sql: "alter policy worker on work.delivery using (true) with check (true)", holes: [{ table: "work.delivery", who: "the worker, in a tenant", how: "changes" }] },
]

describe("the probe goes red when", () => {
  test.each(DAMAGES)("$damage", async ({ sql, holes }) => {
    const name = `${field.world.database.name}_damaged`
    const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
    await cloneField(name)
    const admin = new Client({ connectionString: at(field.world.database.adminUrl) })
    try {
      await admin.connect()
      await admin.query(sql)
      const damaged = field.tables.filter((table) => sql.includes(table.name.replaceAll('"', "")))
      const found = await probeWalls(admin, (audience) => at(field.world.database.urlOf(audience)), damaged, reaches(field))
      for (const hole of holes) expect(found).toContainEqual(expect.objectContaining(hole))
    } finally {
      await admin.end()
      await onAdmin(rootUrl(), `drop database ${name} with (force)`)
    }
  })
})

const rootUrl = (): string => Object.assign(new URL(field.world.database.adminUrl), { pathname: "/postgres" }).href

/** The battlefield as it stands; nobody may be connected to it while it is copied. */
async function cloneField(name: string): Promise<void> {
  const { name: template } = field.world.database
  await field.admin.end()
  await onAdmin(rootUrl(), `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${template}'`, `create database ${name} template ${template}`, `grant connect on database ${name} to public`)
  const admin = new Client({ connectionString: field.world.database.adminUrl })
  await admin.connect()
  field = { ...field, admin, end: () => admin.end().then(field.world.drop) }
}
