import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { currency, money, moneyToJson, Refusal, type MoneyJson } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"

/** Both sides may look at what is between them; the worker does what its job needs. */
export function authorizeView(work: Work): void {
  if (work.scope.audience !== "worker") authorize(work, work.scope.audience === "network" ? "network.settlement.view" : "settlement.view")
}

/** Whose settlement: a portal's own tenant, whatever it names; the distributor names the partner. Refuses `settlement.partner_not_found` where nobody is named. */
export function partnerOf(work: Work, named?: number): number {
  authorizeView(work)
  const tenantId = work.scope.tenantId ?? named
  if (tenantId === undefined) throw new Refusal("settlement.partner_not_found", "not_found")
  return tenantId
}

/** The tenants that the work sees, as a condition on a table. */
export function within(work: Work, alias: string): RawBuilder<unknown> {
  const { networkId, tenantId } = work.scope
  return sql`${sql.ref(`${alias}.network_id`)} = ${networkId} ${tenantId === undefined ? sql`` : sql`and ${sql.ref(`${alias}.tenant_id`)} = ${tenantId}`}`
}

export function jsonOf(minor: string | bigint | number, code: string): MoneyJson {
  return moneyToJson(money(BigInt(minor), currency(code)))
}

/** The distributor's own zone: its statements are issued and due in it. */
export async function networkZone(work: Work): Promise<string> {
  const { rows } = await sql<{ zone: string }>`select zone from tenancy.network where network_id = ${work.scope.networkId}`.execute(work.db)
  return rows[0]!.zone
}
