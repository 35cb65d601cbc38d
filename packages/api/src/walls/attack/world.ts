import { createHash } from "node:crypto"
import { Client } from "pg"
import { automation, withWork } from "@entrepot/db"
import { ACCOUNTS, createWorld, type World } from "@entrepot/domain/testing"
import { NETWORK_PERMISSIONS, PLATFORM_PERMISSIONS } from "@entrepot/domain/tenancy/contract"
import { postJournals } from "@entrepot/domain/ledger"
import { publishStandardTemplates } from "@entrepot/domain/provisioning"
import { createSubscription, offerPlans, savePlan } from "@entrepot/domain/subscriptions"
import { PlanDraft } from "@entrepot/domain/subscriptions/contract"
import { hashPassword } from "@entrepot/domain/tenancy"
import { businessDate, money, newId } from "@entrepot/kernel"
import { above, deskIn } from "../../../../domain/src/ordering/testing.ts"
import { plantCanaries } from "./canary.ts"
import { booksOf, idsIn, type Book } from "./ids.ts"
import { plantRow } from "./plant.ts"
import { rowsOf, type Holder } from "./scopes.ts"
import { readTables, type Table } from "./tables.ts"
import { addTwin, twinId } from "./twin.ts"

export const VICTIMS = ["account", "tenant", "network"] as const
export type Victim = (typeof VICTIMS)[number]
export const API_KEY = "ek_0123456789abcdefghijklmnopqrstuvwxyz"

/** The world under attack: ours, the attacker's, and three victims' who have everything that we have. */
export type Battlefield = {
  readonly world: World
  readonly admin: Client
  readonly tables: readonly Table[]
  readonly holders: Readonly<Record<Victim, Holder>>
  /** For each victim the attacker next door. */
  readonly neighbours: Readonly<Record<Victim, Holder>>
  /** How many rows of each victim stand in each table. */
  readonly planted: Readonly<Record<Victim, Readonly<Record<string, number>>>>
  readonly own: Book
  readonly victims: Readonly<Record<Victim, readonly Book[]>>
  readonly end: () => Promise<void>
}

const TWIN = { networkId: 1, tenantId: 4 }
/** Another network's tenant of the very number that is ours. */
const FARAWAY = { networkId: 2, tenantId: 1 }

export async function prepareBattlefield(): Promise<Battlefield> {
  const world = await createWorld()
  await tellStory(world)
  const admin = new Client({ connectionString: world.database.adminUrl })
  await admin.connect()
  const tables = await readTables(admin)
  const listId = newId()
  const accounts = { ours: { networkId: 1, tenantId: 1, accountId: world.accountId.lindner }, theirs: { networkId: 1, tenantId: 1, accountId: world.accountId.kern, userIds: [world.userId.karl], listId } }
  await addPrices(admin, world, listId)
  await withWork(world.database.pools.platform, { audience: "platform" }, { ...automation("seed"), permissions: new Set(Object.keys(PLATFORM_PERMISSIONS)) }, publishStandardTemplates)
  await addStaff(admin)
  await fillTables(admin, tables, world, accounts)
  await addTwin(admin, tables, { name: "twin", from: { networkId: 1, tenantId: 1 }, to: TWIN })
  await addTwin(admin, tables, { name: "faraway", from: { networkId: 1, tenantId: 1 }, to: FARAWAY })
  const holders: Record<Victim, Holder> = { account: accounts.theirs, tenant: TWIN, network: { networkId: 2 } }
  const planted = { account: {}, tenant: {}, network: {} } as Record<Victim, Record<string, number>>
  for (const victim of VICTIMS) planted[victim] = await plantCanaries(admin, tables, victim, holders[victim])
  await plantTokens(admin, holders)
  const shared: Holder[] = [{ networkId: 1, tenantId: 1 }, { networkId: 1 }]
  const [own] = await booksOf(admin, tables, [accounts.ours, ...shared], 1)
  const common = await idsIn(admin, tables, [{ networkId: 1 }, accounts.ours], true)
  const bookOf = async (theirs: readonly Holder[], rest: readonly Holder[]) => booksOf(admin, tables, [...theirs, ...rest], 4, new Set([...await idsIn(admin, tables, theirs)].filter((id) => !common.has(id))))
  const at = (name: string, holder: { networkId: number; tenantId: number }) => ({ ...holder, accountId: twinId(name, world.accountId.lindner) })
  const victims = {
    account: await bookOf([holders.account], shared),
    tenant: await bookOf([at("twin", TWIN), holders.tenant], [{ networkId: 1 }]),
    network: await bookOf([at("faraway", FARAWAY), FARAWAY, holders.network], []),
  }
  const neighbours = { account: accounts.ours, tenant: { networkId: 1, tenantId: 1 }, network: { networkId: 1 } }
  return { world, admin, tables, holders, neighbours, planted, own: own!, victims, end: () => admin.end().then(world.drop) }
}

/** Orders in every state at two accounts, through the verbs of the day. */
async function tellStory(world: World): Promise<void> {
  const desk = deskIn(world)
  for (const who of ["tim", "karl"] as const) {
    await desk.policies()
    await desk.place(who, { mirror: "2" })
    await desk.place(who, { lamp: "1", wrench: "1" })
    await desk.limit(who === "tim" ? "lindner" : "kern", 1_00n)
    await desk.place(who, { wrench: "3" })
    await desk.limit(who === "tim" ? "lindner" : "kern", null)
    await desk.policies({ name: "Above ten", condition: above("10.00"), levels: [{ name: "Chief", mode: "any", roles: ["dealer_approver"] }] })
    await desk.place(who, { wrench: "2" })
    await world.portal(who, async (work) => {
      const { addLines } = await import("@entrepot/domain/ordering")
      await addLines(work, { lines: desk.lines({ handbook: "2" }) })
    })
  }
  await keepBooks(world)
  await subscribe(world)
  await world.network("wanda", async (work) => {
    const { saveAllocationPolicy } = await import("@entrepot/domain/ordering")
    await saveAllocationPolicy(work, { version: 0, policy: { steps: [{ by: "promised" }], sharing: "in_turn" }, reason: "Promises first" })
  })
}

/** A plan of the tenant and one that its template offers, and at both accounts a subscription with a metered line, a skip and a report of use. */
async function subscribe(world: World): Promise<void> {
  const { planId } = await world.portal("petra", (work) => savePlan(work, { plan: { name: "Monthly care" } }))
  const offer = { tenantId: 1, template: "dealer", release: 1, mode: "bounded" as const, plans: [{ code: "monthly", draft: { ...PlanDraft.parse({ name: "Monthly supply" }), pricePolicy: { policy: "current" as const } } }] }
  await world.worker("zahnwerk", (work) => offerPlans(work, [offer]))
  const usage = { measure: "level" as const, refillAt: "10", earlierDays: 5, laterDays: 5 }
  for (const who of ["tim", "karl"] as const) {
    await world.portal(who, async (work) => {
      const startsOn = businessDate(work.now, "Europe/Berlin").add({ days: 10 }).toString()
      const lines = [{ productId: world.productId.mirror, unit: "each", quantity: "2", usage }]
      await createSubscription(work, { source: { kind: "lines", lines }, planId, name: "Mirrors", startsOn, cadence: { on: "interval", every: 2, unit: "weeks" } })
    })
  }
}

/** A supply in both ledgers. */
async function keepBooks(world: World): Promise<void> {
  const amount = money(100n, "EUR")
  const supply = { document: { kind: "shipment", id: newId(), number: "ZWS-1" }, postedOn: "2026-11-01", currency: "EUR" }
  await world.worker("zahnwerk", (work) => postJournals(work, [
    { ...supply, entity: 0, businessKey: "attack:supplied", partnerId: 1, lines: [{ role: "partner_receivable", debit: amount }, { role: "supply_revenue", credit: amount }] },
    { ...supply, entity: 1, businessKey: "attack:received", accountId: world.accountId.lindner, lines: [{ role: "cost_of_goods", debit: amount }, { role: "payable_to_distributor", credit: amount }] },
  ]))
}

/** A list for the other account alone, and the distributor's own prices as numbers that stand nowhere else. */
async function addPrices(admin: Client, world: World, listId: string): Promise<void> {
  const at = "2026-11-01T08:00:00Z"
  const supply = newId()
  const list = (id: string, side: string, name: string) => `insert into pricing.price_list (network_id, tenant_id, list_id, side, kind, name, currency, valid_from, status, created_at) values (1, 1, '${id}', '${side}', 'list', '${name}', 'EUR', '2026-01-01', 'published', '${at}')`
  await admin.query(list(listId, "sale", "For one account"))
  await admin.query(`insert into pricing.price_list_entry (network_id, tenant_id, list_id, side, product_id, unit, unit_price) values (1, 1, '${listId}', 'sale', '${world.productId.lamp}', 'each', 400)`)
  await admin.query(`insert into pricing.price_list_assignment (network_id, tenant_id, list_id, side, assignment_id, target, target_account) values (1, 1, '${listId}', 'sale', '${newId()}', 'account', '${world.accountId.kern}')`)
  await admin.query(list(supply, "supply", "What the distributor asks"))
  await admin.query(`insert into pricing.price_list_entry (network_id, tenant_id, list_id, side, product_id, unit, unit_price) select network_id, 1, '${supply}', 'supply', product_id, unit, 73131.73 from catalog.product_unit where network_id = 1`)
  await admin.query(`insert into pricing.price_list_assignment (network_id, tenant_id, list_id, side, assignment_id, target) values (1, 1, '${supply}', 'supply', '${newId()}', 'tenant')`)
  await admin.query(`insert into pricing.cost select network_id, product_id, 'EUR', '2020-01-01', 61616.61, '${at}' from catalog.product where network_id = 1`)
  await admin.query("update ordering.order set supply_minor = 7313173, total_minor = 5252525 where network_id = 1 and tenant_id = 1")
  await admin.query("update ordering.order_line set supply_price = 73131.73, supply_minor = 7313173, unit_price = 52525.25 where network_id = 1 and tenant_id = 1")
}

/** One person for each role of the console, who is who by their id alone. */
export const staffId = (role: string): string => twinId("staff", role)
async function addStaff(admin: Client): Promise<void> {
  const at = "2026-11-01T08:00:00Z"
  const rolesOf = (table: Readonly<Record<string, readonly string[]>>) => [...new Set(Object.values(table).flat())]
  for (const role of rolesOf(NETWORK_PERMISSIONS)) await admin.query(`insert into tenancy.network_user (network_id, user_id, email, name, locale, roles, password_hash, created_at) values (1, '${staffId(role)}', '${role}@nordwerk.example', '${role}', 'en', '{${role}}', 'x', '${at}')`)
  for (const role of rolesOf(PLATFORM_PERMISSIONS)) await admin.query(`insert into tenancy.operator (operator_id, email, name, locale, roles, password_hash, created_at) values ('${staffId(role)}', '${role}@platform.example', '${role}', 'en', '{${role}}', 'x', '${at}')`)
  await admin.query(`insert into provisioning.api_key (key_id, prefix, key_hash, name, permissions, created_by, created_at) values ('${newId()}', 'ek_', '${createHash("sha256").update(API_KEY).digest("hex")}', 'ERP', '{${Object.keys(PLATFORM_PERMISSIONS).join(",")}}', '{"kind":"operator","id":"x","name":"Olga"}', '${at}')`)
}

/** One row in every table that the story left empty, at both accounts where a table knows accounts. */
async function fillTables(admin: Client, tables: readonly Table[], world: World, accounts: { ours: Holder; theirs: Holder }): Promise<void> {
  const { rows: [release] } = await admin.query<{ release_id: string }>("select release_id from provisioning.template_release limit 1")
  const password_hash = await hashPassword("a password of the test world")
  await admin.query("set session_replication_role = replica")
  for (const table of tables) {
    const holders = table.kind !== "tenant" ? [{ networkId: 1 }] : table.keyed ? [accounts.ours, accounts.theirs] : [{ networkId: 1, tenantId: 1 }]
    for (const holder of holders) {
      const { rowCount } = await admin.query(`select 1 from ${table.name} where ${rowsOf(table, holder) ?? "true"} limit 1`)
      if (rowCount === 0) await plantRow(admin, table, { ...release, password_hash, ...knownAt(world, holder) })
    }
  }
  for (const name of ["tenancy.credential", "tenancy.password_reset"]) {
    const table = tables.find((each) => each.name === name)
    const { rowCount } = await admin.query(`select 1 from ${name} where user_id = '${world.userId.karl}'`)
    if (table && rowCount === 0) await plantRow(admin, table, { ...knownAt(world, accounts.theirs), user_id: world.userId.karl })
  }
  await admin.query("set session_replication_role = origin")
}

function knownAt(world: World, { networkId, tenantId, accountId }: Holder): Record<string, unknown> {
  const ours = accountId === undefined || accountId === world.accountId.lindner
  return {
    network_id: networkId, tenant_id: tenantId ?? 1, account_id: accountId ?? world.accountId.lindner, user_id: world.userId[ours ? "tim" : "karl"], from_user: world.userId.miriam, to_user: world.userId.petra,
    product_id: world.productId.mirror, warehouse_id: world.warehouseId.HAM, role: "account_buyer", unit: "each", number: `ZWS-${ours ? 1 : 2}`, email: `invited-${ACCOUNTS[ours ? "lindner" : "kern"].number}@zahnwerk.example`,
  }
}

/** Links that were mailed to a victim, and the address of a victim's picture, so that somebody may try them at another door. */
async function plantTokens(admin: Client, holders: Readonly<Record<Victim, Holder>>): Promise<void> {
  const hash = createHash("sha256").update(LEAKED_TOKEN).digest("base64url")
  for (const { networkId, tenantId } of [holders.tenant, { ...holders.network, tenantId: 1 }]) {
    for (const table of ["tenancy.invitation", "tenancy.password_reset"]) await admin.query(`update ${table} set token_hash = '${hash}', expires_at = '2040-01-01' where ctid = (select ctid from ${table} where network_id = ${networkId} and tenant_id = ${tenantId} limit 1)`)
    await admin.query(`update tenancy.brand_asset set content_hash = '${LEAKED_HASH}' where network_id = ${networkId} and tenant_id = ${tenantId}`)
  }
}
export const LEAKED_HASH = "e".repeat(64)
export const LEAKED_TOKEN = "a-link-that-was-mailed-to-somebody-else-0123456789"
