import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { LedgerRole } from "./contract.ts"

/** What stands on one account in one currency: debits less credits, in minor units of the currency and of the books'. */
export type RoleBalance = { readonly tenantId: number; readonly role: LedgerRole; readonly currency: string; readonly customerId: string | null; readonly partnerId: number | null; readonly minor: bigint; readonly base: bigint }

/**
 * What stands on the accounts of some roles by customer and partner, of every entity that the work sees: the ledger's side of each
 * check against documents. Reads those accounts' lines; one statement.
 */
export async function balancesOf(work: Work, roles: readonly LedgerRole[]): Promise<readonly RoleBalance[]> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Omit<RoleBalance, "minor" | "base"> & { minor: string; base: string }>`
    select l.tenant_id as "tenantId", a.role, l.currency, l.customer_id as "customerId", l.partner_id as "partnerId", sum(l.amount_minor)::text as minor, sum(l.base_minor)::text as base
      from ledger.account a
      join ledger.journal_line l on (l.network_id, l.tenant_id, l.account_key) = (a.network_id, a.tenant_id, a.account_key)
     where a.network_id = ${networkId} ${tenantId === undefined ? sql`` : sql`and a.tenant_id = ${tenantId}`} and a.role = any(${[...roles]}::text[])
     group by 1, 2, 3, 4, 5 having sum(l.amount_minor) <> 0 or sum(l.base_minor) <> 0`.execute(work.db)
  return rows.map((row) => ({ ...row, minor: BigInt(row.minor), base: BigInt(row.base) }))
}
