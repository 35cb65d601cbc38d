import { sql } from "kysely"
import type { Actor, Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { NETWORK_PERMISSIONS, PLATFORM_PERMISSIONS, permissionsOf } from "./permission.ts"

export type Claimed = { readonly userId: string; readonly sessionVersion: number }

/** The session is over: the person was deactivated, their roles or password changed, or the tenant was closed. */
function ended(): Refusal {
  return new Refusal("auth.session_ended", "forbidden")
}

type ActorRow = { name: string; roles: string[]; permissions: string[]; reaches_tenant: boolean; account_exists: boolean }

/**
 * Who acts, and what they may do: the first statement of every signed-in work, in its transaction, so that whoever is
 * deactivated is out at once. `accountId` is the account that they act for; in a work that is held to it, only the roles at
 * that account count, and a work that is held to none needs a role of tenant reach. Throws auth.session_ended.
 */
export async function loadActor(work: Work, { userId, sessionVersion, accountId }: Claimed & { accountId: string }): Promise<Actor> {
  const { networkId, tenantId, accountId: heldTo } = work.scope
  const { rows } = await sql<ActorRow>`
    select u.name, coalesce(h.roles, '{}') as roles, coalesce(h.permissions, '{}') as permissions, coalesce(h.reaches_tenant, false) as reaches_tenant, a.account_id is not null as account_exists
      from tenancy.tenant_user u
      join tenancy.tenant t on t.network_id = u.network_id and t.tenant_id = u.tenant_id and t.status = 'active'
      left join tenancy.account a on a.network_id = u.network_id and a.tenant_id = u.tenant_id and a.account_id = ${accountId}
      left join lateral (
        select array_agg(distinct r.code) as roles, array_agg(distinct p.permission) as permissions, bool_or(r.reach = 'tenant') as reaches_tenant
          from tenancy.role_grant g
          join tenancy.role r on r.network_id = g.network_id and r.tenant_id = g.tenant_id and r.code = g.role
          cross join lateral unnest(r.permissions) as p (permission)
         where g.network_id = u.network_id and g.tenant_id = u.tenant_id and g.user_id = u.user_id
           and (g.account_id = ${accountId} or r.reach = 'tenant')) h on true
     where u.network_id = ${networkId} and u.tenant_id = ${tenantId} and u.user_id = ${userId}
       and u.status = 'active' and u.session_version = ${sessionVersion}`.execute(work.db)
  const row = rows[0]
  if (!row || !row.account_exists || row.roles.length === 0 || (heldTo === undefined && !row.reaches_tenant)) throw ended()
  return { kind: "user", id: userId, name: row.name, roles: row.roles, permissions: new Set(row.permissions), accountId }
}

/** The distributor's staff: permissions come from NETWORK_PERMISSIONS. Throws auth.session_ended. */
export async function loadStaff(work: Work, { userId, sessionVersion }: Claimed): Promise<Actor> {
  const row = await work.db.selectFrom("tenancy.network_user").select(["name", "roles"])
    .where("network_id", "=", work.scope.networkId ?? 0).where("user_id", "=", userId).where("status", "=", "active").where("session_version", "=", sessionVersion)
    .executeTakeFirst()
  if (!row) throw ended()
  return { kind: "staff", id: userId, name: row.name, roles: row.roles, permissions: new Set(permissionsOf(NETWORK_PERMISSIONS, row.roles)) }
}

/** A platform operator: permissions come from PLATFORM_PERMISSIONS. Throws auth.session_ended. */
export async function loadOperator(work: Work, { userId, sessionVersion }: Claimed): Promise<Actor> {
  const row = await work.db.selectFrom("tenancy.operator").select(["name", "roles"])
    .where("operator_id", "=", userId).where("status", "=", "active").where("session_version", "=", sessionVersion).executeTakeFirst()
  if (!row) throw ended()
  return { kind: "operator", id: userId, name: row.name, roles: row.roles, permissions: new Set(permissionsOf(PLATFORM_PERMISSIONS, row.roles)) }
}
