import { sql } from "kysely"
import { scoped, scopedInsert, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { Merchant } from "./gateway.ts"

export const PROVIDER = "stripe"

/** Who pays, as the provider is told; `customerRef` is null until the provider knows the account. */
export type Payer = { readonly customerRef: string | null; readonly name: string; readonly email: string | null; readonly locale: string; readonly host: string }

/** One statement. */
export async function payerOf(work: Work, accountId: string): Promise<Payer> {
  const { rows } = await sql<Payer>`
    select c.customer_ref as "customerRef", a.name, t.locale,
           (select u.email from tenancy.role_grant g join tenancy.tenant_user u on (u.network_id, u.tenant_id, u.user_id) = (g.network_id, g.tenant_id, g.user_id)
             where (g.network_id, g.tenant_id, g.account_id) = (a.network_id, a.tenant_id, a.account_id) and u.status = 'active' order by g.granted_at, u.email limit 1) as email,
           coalesce((select h.host from tenancy.host h where h.network_id = t.network_id and h.tenant_id = t.tenant_id and h.verified_at is not null order by h.is_primary desc, h.created_at limit 1), '') as host
      from tenancy.account a
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (a.network_id, a.tenant_id)
      left join billing.payment_customer c on (c.network_id, c.tenant_id, c.account_id) = (a.network_id, a.tenant_id, a.account_id) and c.provider = ${PROVIDER}
     where a.network_id = ${work.scope.networkId} and a.tenant_id = ${work.scope.tenantId} and a.account_id = ${accountId}`.execute(work.db)
  if (!rows[0]) throw new Refusal("tenancy.account_not_found", "not_found")
  return rows[0]
}

/** Whose money it is: the tenant's own account with the provider, where it has one. */
export async function merchantOf(work: Work): Promise<Merchant> {
  const row = await scoped(work, "billing.payment_setting").select("account_ref").executeTakeFirst()
  const { networkId = 0, tenantId = 0 } = work.scope
  return { networkId, tenantId, accountRef: row?.account_ref ?? null }
}

/** Keeps what the provider calls an account; the first answer stays. */
export async function keepCustomer(work: Work, { accountId, customerRef }: { readonly accountId: string; readonly customerRef: string }): Promise<void> {
  await scopedInsert(work, "billing.payment_customer", { account_id: accountId, provider: PROVIDER, customer_ref: customerRef, created_at: work.now.toString() }).onConflict((conflict) => conflict.doNothing()).execute()
}
