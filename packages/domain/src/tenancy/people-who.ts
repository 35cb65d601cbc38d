import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { Locale } from "./contract.ts"
import type { PortalPermission } from "./permission.ts"

export type Person = { readonly userId: string; readonly email: string; readonly name: string; readonly locale: Locale }

/**
 * Who holds a permission and can sign in: at one account, whatever its status, or, where none is named, those of the tenant's own
 * who see every account. Each once, however many of their roles give it. One statement.
 */
export async function peopleWho(work: Work, permission: PortalPermission, accountId?: string): Promise<readonly Person[]> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Person>`
    select distinct u.email, u.user_id as "userId", u.name, u.locale
      from tenancy.role_grant g
      join tenancy.role r on (r.network_id, r.tenant_id, r.code) = (g.network_id, g.tenant_id, g.role) and r.permissions @> array[${permission}]
      join tenancy.tenant_user u on (u.network_id, u.tenant_id, u.user_id) = (g.network_id, g.tenant_id, g.user_id) and u.status = 'active'
     where g.network_id = ${networkId} and g.tenant_id = ${tenantId} and ${accountId ? sql`g.account_id = ${accountId}` : sql`r.reach = 'tenant'`} order by u.email limit 500`.execute(work.db)
  return rows
}
