import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize, may } from "../tenancy/index.ts"

/** Taxes are kept by whoever keeps the books: a partner's finance its own, the distributor's finance its own and those of its partners. */
export function authorizeTaxes(work: Work, what: "view" | "manage"): void {
  authorize(work, work.scope.audience === "network" ? `network.settlement.${what}` : what === "view" ? "books.view" : "books.close")
}

export const managesTaxes = (work: Work): boolean => may(work, work.scope.audience === "network" ? "network.settlement.manage" : "books.close")

/** The legal entity that is meant: a portal's own tenant, whatever it says, and for the distributor's staff the named one, 0 being the distributor itself. */
export function taxEntity(work: Work, tenantId: number | undefined): number {
  const entity = work.scope.audience === "network" ? (tenantId ?? 0) : work.scope.tenantId
  if (entity === undefined) throw new Refusal("pricing.tax_entity_not_found", "not_found")
  return entity
}
