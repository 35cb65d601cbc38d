import { Client } from "pg"
import { issuePortalSession, PORTAL_COOKIE, type PortalClaims } from "@entrepot/auth"
import { automation, createPool, type AudiencePool } from "@entrepot/db"
import { createPortalCaller, type PortalCaller } from "@entrepot/api/portal"
import { portalContext } from "@entrepot/api/portal-context"
import { resolveHost } from "@entrepot/domain/tenancy"
import type { Base } from "./database.ts"
import type { Asked } from "./http.ts"
import { AUTH_SECRET } from "./processes.ts"

/** Somebody at a portal: their host, their cookie, and the same procedures without HTTP over a pool of ours. */
export type Buyer = {
  readonly host: string
  /** The dealer's own admin. */
  readonly admin: boolean
  readonly get: (procedure: string, input: unknown) => Asked
  readonly post: (procedure: string, input: unknown) => Asked
  readonly page: (path: string) => Asked
  readonly caller: (pool: AudiencePool) => Promise<PortalCaller>
}

export const NETWORK = 1

/** Buyers of the first tenants of the largest network, one each; every fourth is the dealer's own admin, who sees margins too. */
export function buyersOf(base: Base, most: number): Promise<Buyer[]> {
  return peopleOf(base, most, { admin: "u.tenant_id % 4 = 0" })
}

/** One person of each tenant of the largest network: its admin where the condition holds, else a buyer of its second account. */
export async function peopleOf(base: Base, most: number, { admin, tenants }: { readonly admin: string; readonly tenants?: readonly number[] }): Promise<Buyer[]> {
  const rows = await select<PortalClaims & { admin: boolean }>(base, `
    select u.user_id as sub, u.network_id as "networkId", u.tenant_id as "tenantId", h.host, u.session_version as "sessionVersion", a.account_id as "accountId", ${admin} as admin
      from tenancy.tenant_user u join tenancy.host h using (network_id, tenant_id) join tenancy.account a on a.network_id = u.network_id and a.tenant_id = u.tenant_id and a.number = 'A-2'
     where u.network_id = ${NETWORK} ${tenants ? `and u.tenant_id in (${tenants.join(", ")})` : ""} and u.name = case when ${admin} then 'User 1' else 'User 2' end order by u.tenant_id limit ${most}`)
  return Promise.all(rows.map(({ admin, ...claims }) => buyer(admin, { ...claims, reach: admin ? "tenant" : "account", locale: "en" })))
}

async function buyer(admin: boolean, claims: PortalClaims): Promise<Buyer> {
  const cookie = `${PORTAL_COOKIE}=${await issuePortalSession(AUTH_SECRET, claims)}`
  const { host } = claims
  const headers = { host, cookie }
  return {
    host, admin,
    get: (procedure, input) => ({ path: `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, headers }),
    post: (procedure, input) => ({ path: `/api/trpc/${procedure}`, method: "POST", headers: { ...headers, origin: `http://${host}` }, body: JSON.stringify(input) }),
    page: (path) => ({ path, headers: { ...headers, accept: "text/html" } }),
    caller: async (pool) => {
      const tenant = await resolveHost(pool, host)
      if (!tenant) throw new Error(`No tenant answers at ${host}.`)
      return createPortalCaller(await portalContext({ pool, authSecret: AUTH_SECRET }, { tenant, cookie, address: "127.0.0.1", traceId: automation("bench").id }))
    },
  }
}

export type Known = { readonly productId: string; readonly sku: string; readonly words: string }

/** Products that every generated tenant may buy, spread over the whole of the largest network. */
export function productsOf(base: Base, most: number): Promise<Known[]> {
  return select<Known>(base, `
    select product_id as "productId", sku, names ->> 'en' as words from catalog.product where network_id = ${NETWORK} and category_path <> 'c28.' order by md5(sku) limit ${most}`)
}

/** Frequent words, rare ones, numbers, unfinished and misspelt words, as people type them. */
export function searchesOf(products: readonly Known[], count: number): string[] {
  const kinds: ((known: Known) => string)[] = [
    () => "nitrile glove", ({ sku }) => sku, () => "hex bolt medium", ({ words }) => words, ({ sku }) => sku.slice(0, 7), () => "grindng disc", () => "composite coar", () => "brand 7 washer",
  ]
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]!(products[index % products.length]!))
}

export async function select<Row>(base: Base, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: base.adminUrl })
  await client.connect()
  try {
    return (await client.query(sql)).rows as Row[]
  } finally {
    await client.end()
  }
}

/** A pool with the portal's login, for what the bench captures. */
export const portalPool = (base: Base): AudiencePool => createPool("portal", base.urlOf("portal"), { max: 2 })
