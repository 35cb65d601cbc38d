import { scoped, type Work } from "@entrepot/db"
import { NETWORK_PERMISSIONS, permissionsOf } from "./permission.ts"

export type StaffMember = { readonly userId: string; readonly name: string; readonly email: string; readonly locale: string; readonly roles: readonly string[]; readonly permissions: readonly string[]; readonly status: "active" | "deactivated"; readonly createdAt: string }

/** Who works for the distributor, by name, and what their roles let them do. Colleagues may know each other: no right is asked beyond being one. */
export async function listStaff(work: Work): Promise<StaffMember[]> {
  const rows = await scoped(work, "tenancy.network_user").select(["user_id as userId", "name", "email", "locale", "roles", "status", "created_at as createdAt"]).orderBy("name").limit(1_000).execute()
  return rows.map((row) => ({ ...row, status: row.status as StaffMember["status"], permissions: permissionsOf(NETWORK_PERMISSIONS, row.roles), createdAt: (row.createdAt as unknown as Date).toISOString() }))
}
