import { scoped, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { Locale } from "./contract.ts"

export type TenantStatus = "provisioning" | "active" | "suspended" | "closed"

/** One branded portal. `brand` and `settings` are the tenant's configuration as it was stamped and edited. */
export type Tenant = {
  readonly networkId: number
  readonly tenantId: number
  readonly code: string
  readonly name: string
  readonly legalName: string
  readonly kind: "distributor" | "dealer" | "reseller" | "oem"
  readonly status: TenantStatus
  readonly locale: Locale
  readonly currency: string
  readonly zone: string
  readonly country: string
  readonly brand: Record<string, unknown>
  readonly settings: Record<string, unknown>
  readonly version: number
  /** The primary host: links in mail are built from it, never from a request. */
  readonly host: string
}

/** The tenant of the work's scope. Throws tenancy.tenant_not_found. */
export async function getTenant(work: Work): Promise<Tenant> {
  const row = await scoped(work, "tenancy.tenant")
    .leftJoin("tenancy.host as h", (join) => join.onRef("h.network_id", "=", "tenancy.tenant.network_id").onRef("h.tenant_id", "=", "tenancy.tenant.tenant_id").on("h.is_primary", "=", true))
    .select([
      "tenancy.tenant.network_id as networkId", "tenancy.tenant.tenant_id as tenantId", "code", "name", "legal_name as legalName", "kind", "status", "locale",
      "currency", "zone", "country", "brand", "settings", "version", "h.host",
    ])
    .executeTakeFirst()
  if (!row) throw new Refusal("tenancy.tenant_not_found", "not_found")
  return { ...row, host: row.host ?? "" } as Tenant
}
