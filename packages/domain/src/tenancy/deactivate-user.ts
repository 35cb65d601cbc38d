import { sql } from "kysely"
import { audit, record, scoped, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "./authorize.ts"
import { userDeactivated } from "./events.ts"
import { listRoles, refuseBeyond } from "./role.ts"
import { getUser } from "./user.ts"

/**
 * Shuts somebody out of the tenant; their sessions end with the next request. It takes tenant reach: inside one account
 * `changeRoles` with no roles takes a person out of that account. Throws tenancy.needs_tenant_reach,
 * tenancy.own_user_stays, tenancy.last_administrator, tenancy.role_goes_beyond.
 */
export async function deactivateUser(work: Work, { userId }: { userId: string }): Promise<void> {
  authorize(work, "team.manage")
  refuseHeld(work)
  if (userId === work.actor.id) throw new Refusal("tenancy.own_user_stays", "rule")
  const user = await getUser(work, userId)
  if (user.status === "deactivated") return
  const grants = await scoped(work, "tenancy.role_grant").select("role").where("user_id", "=", userId).execute()
  refuseBeyond(work, await listRoles(work), grants.map((grant) => grant.role))
  await refuseLastAdministrator(work, userId)
  await scopedUpdate(work, "tenancy.tenant_user")
    .set((set) => ({ status: "deactivated", deactivated_at: work.now.toString(), session_version: set("session_version", "+", 1) })).where("user_id", "=", userId).execute()
  record(work, userDeactivated, { userId })
  audit(work, { action: "user.deactivated", subjectKind: "user", subjectId: userId, before: { email: user.email } })
}

/** Lets somebody in again, with the roles and the password that they had. */
export async function reactivateUser(work: Work, { userId }: { userId: string }): Promise<void> {
  authorize(work, "team.manage")
  refuseHeld(work)
  const user = await getUser(work, userId)
  if (user.status !== "deactivated") return
  const grants = await scoped(work, "tenancy.role_grant").select("role").where("user_id", "=", userId).execute()
  refuseBeyond(work, await listRoles(work), grants.map((grant) => grant.role))
  await scopedUpdate(work, "tenancy.tenant_user").set({ status: "active", deactivated_at: null }).where("user_id", "=", userId).execute()
  audit(work, { action: "user.reactivated", subjectKind: "user", subjectId: userId, after: { email: user.email } })
}

function refuseHeld(work: Work): void {
  if (work.scope.accountId !== undefined) throw new Refusal("tenancy.needs_tenant_reach", "forbidden")
}

/** A tenant that nobody administers could never let anybody in again. Locks the administrators, so that two cannot shut each other out. */
export async function refuseLastAdministrator(work: Work, userId: string): Promise<void> {
  if (work.scope.accountId !== undefined) return
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<{ user_id: string }>`
    select u.user_id
      from tenancy.tenant_user u
     where u.network_id = ${networkId} and u.tenant_id = ${tenantId} and u.status = 'active'
       and exists (select 1 from tenancy.role_grant g join tenancy.role r on r.network_id = g.network_id and r.tenant_id = g.tenant_id and r.code = g.role
                    where g.network_id = u.network_id and g.tenant_id = u.tenant_id and g.user_id = u.user_id
                      and r.reach = 'tenant' and 'team.manage' = any (r.permissions))
     order by u.user_id for update of u`.execute(work.db)
  if (rows.every((row) => row.user_id === userId) && rows.length > 0) throw new Refusal("tenancy.last_administrator", "rule")
}
