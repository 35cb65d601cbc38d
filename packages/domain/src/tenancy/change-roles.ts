import { audit, scoped, scopedDelete, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { isUuid, Refusal } from "@entrepot/kernel"
import { getAccount } from "./account.ts"
import { authorize } from "./authorize.ts"
import type { ChangeRoles } from "./contract.ts"
import { refuseLastAdministrator } from "./deactivate-user.ts"
import { listRoles, refuseBeyond, refuseMisplaced } from "./role.ts"
import { getUser } from "./user.ts"

/**
 * Sets the roles that somebody holds at one account; an empty list takes them out of it. What is added and what is taken away
 * must lie within what the actor holds. Their sessions end, because what they may do has changed. Throws
 * tenancy.role_goes_beyond, tenancy.own_roles_stay, tenancy.last_administrator, tenancy.user_not_found.
 */
export async function changeRoles(work: Work, { userId, accountId, roles: wanted }: ChangeRoles): Promise<void> {
  authorize(work, "team.manage")
  if (userId === work.actor.id) throw new Refusal("tenancy.own_roles_stay", "rule")
  const account = await getAccount(work, accountId)
  const held = await heldAt(work, userId, accountId)
  if (work.scope.accountId !== undefined && held.length === 0) throw new Refusal("tenancy.user_not_found", "not_found")
  await getUser(work, userId)
  const added = wanted.filter((role) => !held.includes(role))
  const removed = held.filter((role) => !wanted.includes(role))
  if (added.length + removed.length === 0) return
  const roles = await listRoles(work)
  refuseBeyond(work, roles, [...added, ...removed])
  for (const role of roles) if (added.includes(role.code)) refuseMisplaced(role, account)
  if (removed.some((code) => roles.find((role) => role.code === code)?.permissions.includes("team.manage"))) await refuseLastAdministrator(work, userId)
  await save(work, { userId, accountId, added, removed })
  audit(work, { action: "user.roles_changed", subjectKind: "user", subjectId: userId, before: { accountId, roles: held }, after: { accountId, roles: wanted } })
}

async function heldAt(work: Work, userId: string, accountId: string): Promise<string[]> {
  const rows = await scoped(work, "tenancy.role_grant").select("role").where("account_id", "=", accountId).where("user_id", "=", userId).execute()
  return rows.map((row) => row.role)
}

async function save(work: Work, { userId, accountId, added, removed }: { userId: string; accountId: string; added: string[]; removed: string[] }): Promise<void> {
  if (removed.length > 0) await scopedDelete(work, "tenancy.role_grant").where("account_id", "=", accountId).where("user_id", "=", userId).where("role", "in", removed).execute()
  if (added.length > 0) {
    const granted = { account_id: accountId, user_id: userId, granted_at: work.now.toString(), granted_by: isUuid(work.actor.id) ? work.actor.id : null }
    await scopedInsert(work, "tenancy.role_grant", added.map((role) => ({ ...granted, role }))).execute()
  }
  await scopedUpdate(work, "tenancy.tenant_user").set((set) => ({ session_version: set("session_version", "+", 1) })).where("user_id", "=", userId).execute()
}
