import { scopedInsert, type Work } from "@entrepot/db"

/** Keeps a person's password hash; there is one per user and tenant. */
export async function saveCredential(work: Work, userId: string, passwordHash: string): Promise<void> {
  const kept = { password_hash: passwordHash, changed_at: work.now.toString() }
  await scopedInsert(work, "tenancy.credential", { user_id: userId, ...kept })
    .onConflict((conflict) => conflict.columns(["network_id", "tenant_id", "user_id"]).doUpdateSet(kept))
    .execute()
}
