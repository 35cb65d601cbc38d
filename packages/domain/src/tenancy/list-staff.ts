import { inTenant, scoped, type Work } from "@entrepot/db"
import type { Undeliverable } from "./contract.ts"
import { NETWORK_PERMISSIONS, permissionsOf } from "./permission.ts"
import { undeliverableOf } from "./undeliverable.ts"

export type StaffMember = { readonly userId: string; readonly name: string; readonly email: string; readonly locale: string; readonly roles: readonly string[]; readonly permissions: readonly string[]; readonly status: "active" | "deactivated"; readonly createdAt: string; readonly undeliverable: Undeliverable | null }

/** Who works for the distributor, by name, what their roles let them do, and whose address takes no mail. Colleagues may know each other: no right is asked beyond being one. Two statements. */
export async function listStaff(work: Work): Promise<StaffMember[]> {
  const rows = await scoped(work, "tenancy.network_user").select(["user_id as userId", "name", "email", "locale", "roles", "status", "created_at as createdAt"]).orderBy("name").limit(1_000).execute()
  const undeliverable = await undeliverableOf(inTenant(work, 0), rows.map(({ email }) => email))
  return rows.map((row) => ({ ...row, undeliverable: undeliverable.get(row.email.toLowerCase()) ?? null, status: row.status as StaffMember["status"], permissions: permissionsOf(NETWORK_PERMISSIONS, row.roles), createdAt: (row.createdAt as unknown as Date).toISOString() }))
}
