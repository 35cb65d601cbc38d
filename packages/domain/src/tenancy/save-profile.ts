import { audit, scoped, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { ChangePassword, Locale, SaveProfile } from "./contract.ts"
import { hashPassword, passwordMatches, refuseWeakPassword } from "./password.ts"
import { saveCredential } from "./save-credential.ts"
import { getUser } from "./user.ts"

/** One's own name and language. */
export async function saveProfile(work: Work, { name, locale }: SaveProfile): Promise<void> {
  await scopedUpdate(work, "tenancy.tenant_user").set({ name, locale }).where("user_id", "=", work.actor.id).execute()
  audit(work, { action: "user.profile_changed", subjectKind: "user", subjectId: work.actor.id, after: { name, locale } })
}

/** The language that one reads; kept for every browser that one signs in with. */
export async function chooseLocale(work: Work, locale: Locale): Promise<void> {
  await scopedUpdate(work, "tenancy.tenant_user").set({ locale }).where("user_id", "=", work.actor.id).execute()
}

/**
 * Changes one's own password and ends every session; the answer is the version that the caller's own session goes on with.
 * Throws tenancy.password_is_wrong, tenancy.password_is_weak.
 */
export async function changePassword(work: Work, { current, next }: ChangePassword): Promise<{ sessionVersion: number }> {
  const userId = work.actor.id
  const { email } = await getUser(work, userId)
  const credential = await scoped(work, "tenancy.credential").select("password_hash").where("user_id", "=", userId).executeTakeFirst()
  if (!(await passwordMatches(credential?.password_hash, current))) throw new Refusal("tenancy.password_is_wrong", "invalid")
  refuseWeakPassword(next, email)
  await saveCredential(work, userId, await hashPassword(next))
  const { session_version: sessionVersion } = await scopedUpdate(work, "tenancy.tenant_user")
    .set((set) => ({ session_version: set("session_version", "+", 1) })).where("user_id", "=", userId).returning("session_version").executeTakeFirstOrThrow()
  audit(work, { action: "user.password_changed", subjectKind: "user", subjectId: userId })
  return { sessionVersion }
}
