import { cloneDatabase, type TestDatabase } from "@entrepot/db/testing"
import { withWork, type Actor, type Scope, type Work, type WorkOptions, automation } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { NETWORK_PERMISSIONS, permissionsOf, PORTAL_PERMISSIONS, STANDARD_ROLES } from "../tenancy/index.ts"
import { ACCOUNTS, PEOPLE, PRODUCTS, STAFF, TENANTS, WAREHOUSES, type AccountName, type PersonName, type ProductName, type StaffName, type TenantName, type WarehouseCode } from "./people.ts"
import { seedNetwork, seedStock, seedTenant } from "./seed.ts"

/** The network that every test world lives in. */
export const NETWORK_ID = 1

export type World = {
  readonly database: TestDatabase
  readonly accountId: Readonly<Record<AccountName, string>>
  readonly addressId: Readonly<Record<AccountName, string>>
  readonly userId: Readonly<Record<PersonName, string>>
  readonly productId: Readonly<Record<ProductName, string>>
  readonly warehouseId: Readonly<Record<WarehouseCode, string>>
  /** One unit of work of a portal's user, as the portal's login, in the scope that their roles reach. */
  readonly portal: <T>(person: PersonName, task: (work: Work) => Promise<T>, options?: PortalOptions) => Promise<T>
  /** One unit of work of the distributor's staff, as the network's login. */
  readonly network: <T>(who: StaffName, task: (work: Work) => Promise<T>, options?: WorkOptions) => Promise<T>
  /** One unit of work of the worker, in a tenant or, without one, in the whole network. */
  readonly worker: <T>(tenant: TenantName | undefined, task: (work: Work) => Promise<T>, options?: WorkOptions) => Promise<T>
  readonly actorOf: (person: PersonName, account?: AccountName) => Actor
  readonly scopeOf: (person: PersonName) => Scope
  readonly drop: () => Promise<void>
}

/** `account`: the customer that somebody of tenant reach acts for; their own house account otherwise. */
export type PortalOptions = WorkOptions & { readonly account?: AccountName }

/**
 * A private database with a distributor, three partners, their accounts, people, prices and stock: see people.ts for who
 * is who. About 150 ms. Call it in beforeAll, and `drop` in afterAll.
 */
export async function createWorld(): Promise<World> {
  const database = await cloneDatabase()
  const ids = makeIds()
  const seed = automation("seed")
  const inNetwork = { networkId: NETWORK_ID }
  await withWork(database.pools.platform, { audience: "platform" }, seed, seedNetwork)
  await Promise.all([
    ...(Object.keys(TENANTS) as TenantName[]).map((tenant) =>
      withWork(database.pools.worker, { audience: "worker", ...inNetwork, tenantId: TENANTS[tenant].tenantId }, seed, (work) => seedTenant(work, tenant, ids))),
    withWork(database.pools.network, { audience: "network", ...inNetwork }, seed, (work) => seedStock(work, ids)),
  ])
  await withWork(database.pools.worker, { audience: "worker", ...inNetwork, tenantId: 1 }, seed, (work) => seedExclusion(work, ids))
  return worldOver(database, ids)
}

export type WorldIds = Pick<World, "accountId" | "addressId" | "userId" | "productId" | "warehouseId">

function makeIds(): WorldIds {
  const idsFor = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.fromEntries(Object.keys(table).map((key) => [key, newId()])) as Record<K, string>
  return { accountId: idsFor(ACCOUNTS), addressId: idsFor(ACCOUNTS), userId: idsFor(PEOPLE), productId: idsFor(PRODUCTS), warehouseId: idsFor(WAREHOUSES) }
}

/** Zahnwerk does not sell what needs a pharmacist; the others do. */
async function seedExclusion(work: Work, ids: WorldIds): Promise<void> {
  await work.db.insertInto("catalog.segment_rule").values({
    network_id: NETWORK_ID, tenant_id: 1, rule_id: newId(), effect: "exclude", target: "product", product_id: ids.productId.anaesthetic, created_at: work.now.toString(),
  }).execute()
}

function worldOver(database: TestDatabase, ids: WorldIds): World {
  const actorOf = (person: PersonName, account?: AccountName): Actor => {
    const { name, roles, account: home } = PEOPLE[person]
    return { kind: "user", id: ids.userId[person], name, roles, permissions: new Set(permissionsOf(PORTAL_PERMISSIONS, roles)), accountId: ids.accountId[account ?? home] }
  }
  const scopeOf = (person: PersonName): Scope => {
    const { account, roles } = PEOPLE[person]
    const heldToAccount = STANDARD_ROLES.filter((role) => (roles as readonly string[]).includes(role.code)).every((role) => role.reach === "account")
    const tenant = { audience: "portal" as const, networkId: NETWORK_ID, tenantId: TENANTS[ACCOUNTS[account].tenant].tenantId }
    return heldToAccount ? { ...tenant, accountId: ids.accountId[account] } : tenant
  }
  return {
    database, ...ids, actorOf, scopeOf,
    portal: (person, task, { account, ...options } = {}) => withWork(database.pools.portal, scopeOf(person), actorOf(person, account), task, options),
    network: (who, task, options) => {
      const { name, roles } = STAFF[who]
      const actor: Actor = { kind: "staff", id: who, name, roles, permissions: new Set(permissionsOf(NETWORK_PERMISSIONS, roles)) }
      return withWork(database.pools.network, { audience: "network", networkId: NETWORK_ID }, actor, task, options)
    },
    worker: (tenant, task, options) =>
      withWork(database.pools.worker, { audience: "worker", networkId: NETWORK_ID, ...(tenant && { tenantId: TENANTS[tenant].tenantId }) }, automation("worker"), task, options),
    drop: () => database.drop(),
  }
}
