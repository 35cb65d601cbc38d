import type { Work } from "@entrepot/db"

/** The network that every statement of this module names. */
export function networkOf(work: Work): number {
  if (work.scope.networkId === undefined) throw new Error("Stock belongs to a network; this work is in none.")
  return work.scope.networkId
}

/** Whose reservations: named by the caller, or the tenant and account that the work is in. */
export type Owner = { readonly tenantId?: number | undefined; readonly accountId?: string | undefined }

/** The tenant of a reservation. Work of the whole network has to name it. */
export function tenantOf(work: Work, owner: Owner): number {
  const tenantId = owner.tenantId ?? work.scope.tenantId
  if (tenantId === undefined) throw new Error("A reservation belongs to a tenant; name it, or work inside it.")
  return tenantId
}

/** What the distributor frees is free for everybody: the network's event. A portal can only speak for its own tenant. */
export function eventTenant({ scope }: Work): number {
  return scope.audience === "network" ? 0 : (scope.tenantId ?? 0)
}
