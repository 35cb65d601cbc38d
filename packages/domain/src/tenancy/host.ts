import { named, type AudiencePool } from "@entrepot/db"
import type { Tenant } from "./tenant.ts"

type HostRow = {
  network_id: number; tenant_id: number; code: string; name: string; legal_name: string; kind: Tenant["kind"]; status: Tenant["status"]
  locale: Tenant["locale"]; currency: string; zone: string; country: string; brand: Record<string, unknown>; settings: Record<string, unknown>; version: number
}

const RESOLVE_HOST = "select * from tenancy.resolve_host($1)"
const RESOLVE_NETWORK = "select * from tenancy.resolve_network($1)"
const HOST = /^[a-z0-9.-]+(:\d{1,5})?$/

/**
 * Which tenant answers at this host? Asked before there is a scope, so it goes through a definer function that answers one
 * row by exact match. A host is registered with its port where it has an unusual one; a registration without a port answers
 * at every port. `host` of the answer is the registered one: sessions and links are bound to it.
 */
export async function resolveHost(pool: AudiencePool, hostHeader: string | undefined): Promise<Tenant | undefined> {
  const host = hostHeader?.toLowerCase() ?? ""
  if (host.length > 255 || !HOST.test(host)) return undefined
  const withoutPort = host.replace(/:\d+$/, "")
  return (await ask(pool, host)) ?? (withoutPort === host ? undefined : ask(pool, withoutPort))
}

async function ask(pool: AudiencePool, host: string): Promise<Tenant | undefined> {
  const { rows } = await pool.pool.query<HostRow>(named(RESOLVE_HOST, [host]))
  const row = rows[0]
  return row && {
    networkId: row.network_id, tenantId: row.tenant_id, code: row.code, name: row.name, legalName: row.legal_name, kind: row.kind, status: row.status, locale: row.locale,
    currency: row.currency, zone: row.zone, country: row.country, brand: row.brand, settings: row.settings, version: row.version, host,
  }
}

export type NetworkDoor = { readonly networkId: number; readonly code: string; readonly name: string }

/** The network whose staff sign in with this code, when it is active. */
export async function resolveNetwork(pool: AudiencePool, code: string): Promise<NetworkDoor | undefined> {
  const { rows } = await pool.pool.query<{ network_id: number; code: string; name: string }>(named(RESOLVE_NETWORK, [code.trim().toLowerCase()]))
  const row = rows[0]
  return row && { networkId: row.network_id, code: row.code, name: row.name }
}
