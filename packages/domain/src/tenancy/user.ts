import { sql } from "kysely"
import { scoped, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { Account } from "./account.ts"
import { escaped } from "./account.ts"
import type { Locale } from "./contract.ts"
import type { Reach } from "./permission.ts"

export type User = { readonly userId: string; readonly email: string; readonly name: string; readonly locale: Locale; readonly status: "invited" | "active" | "deactivated" }

/** A person of the tenant. Throws tenancy.user_not_found. */
export async function getUser(work: Work, userId: string): Promise<User> {
  const row = await scoped(work, "tenancy.tenant_user").select(["user_id as userId", "email", "name", "locale", "status"]).where("user_id", "=", userId).executeTakeFirst()
  if (!row) throw new Refusal("tenancy.user_not_found", "not_found")
  return row as User
}

/** Where a session starts: how far the person reaches, and the account that they act for first. */
export type Home = { readonly reach: Reach; readonly accountId: string; readonly severalAccounts: boolean }

/** Asked in the tenant's scope, not an account's. Somebody without any role has no home and cannot sign in. */
export async function homeOf(work: Work, userId: string): Promise<Home | undefined> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Home>`
    select r.reach, g.account_id as "accountId", dense_rank() over (order by g.account_id) + dense_rank() over (order by g.account_id desc) > 2 as "severalAccounts"
      from tenancy.role_grant g
      join tenancy.role r on r.network_id = g.network_id and r.tenant_id = g.tenant_id and r.code = g.role
      join tenancy.account a on a.network_id = g.network_id and a.tenant_id = g.tenant_id and a.account_id = g.account_id
     where g.network_id = ${networkId} and g.tenant_id = ${tenantId} and g.user_id = ${userId}
     order by r.reach = 'tenant' desc, a.kind = 'house' desc, a.number
     limit 1`.execute(work.db)
  return rows[0]
}

export type ChoosableAccount = Pick<Account, "accountId" | "number" | "name" | "kind">

/**
 * The accounts that a person may act for: all of the tenant's for somebody of tenant reach, else those where they hold a
 * role. Asked in the tenant's scope, because a session that is held to one account cannot see the others.
 */
export async function accountsToActFor(work: Work, userId: string, { search = "", accountId, limit = 50 }: { search?: string | undefined; accountId?: string; limit?: number } = {}): Promise<ChoosableAccount[]> {
  const { networkId, tenantId } = work.scope
  const text = escaped(search.trim())
  const { rows } = await sql<ChoosableAccount>`
    with held as (
      select g.account_id, r.reach
        from tenancy.role_grant g
        join tenancy.role r on r.network_id = g.network_id and r.tenant_id = g.tenant_id and r.code = g.role
        join tenancy.tenant_user u on u.network_id = g.network_id and u.tenant_id = g.tenant_id and u.user_id = g.user_id and u.status = 'active'
       where g.network_id = ${networkId} and g.tenant_id = ${tenantId} and g.user_id = ${userId})
    select a.account_id as "accountId", a.number, a.name, a.kind
      from tenancy.account a
     where a.network_id = ${networkId} and a.tenant_id = ${tenantId}
       and (exists (select 1 from held where reach = 'tenant') or a.account_id in (select account_id from held))
       ${accountId === undefined ? sql`` : sql`and a.account_id = ${accountId}`}
       and (${text} = '' or a.number ilike ${`${text}%`} or a.name ilike ${`%${text}%`})
     order by a.kind = 'house' desc, a.number
     limit ${limit}`.execute(work.db)
  return rows
}
