import { automation, withWork, type Work } from "@entrepot/db"
import { portalLink } from "@entrepot/domain/integrations"
import type { TaskContext } from "./context.ts"

export type TenantKey = { readonly networkId: number; readonly tenantId: number }

const COLLECTOR = automation("payments")

/** One transaction inside the tenant whose money it is. No provider is asked while it is open. */
export function inTenant<T>({ worker }: TaskContext, { networkId, tenantId }: TenantKey, task: (work: Work) => Promise<T>): Promise<T> {
  return withWork(worker, { audience: "worker", networkId, tenantId }, COLLECTOR, task)
}

/** The page of the portal that somebody comes back to from the provider, with what it has to look at. */
export function returnUrl({ host, returnPath }: { readonly host: string; readonly returnPath: string }, marks: Readonly<Record<string, string>>, { config }: TaskContext): string {
  const url = new URL(portalLink(host, returnPath, config.portalOrigin))
  for (const [key, value] of Object.entries(marks)) url.searchParams.set(key, value)
  return url.href
}
