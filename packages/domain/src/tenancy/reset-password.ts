import { audit, record, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { Locale, ResetPassword } from "./contract.ts"
import { passwordResetRequested } from "./events.ts"
import type { IssuedToken } from "./invitation.ts"
import { hashPassword, refuseWeakPassword } from "./password.ts"
import { saveCredential } from "./save-credential.ts"
import { countTry, subjectHash } from "./sign-in-limit.ts"
import { hashToken, newToken } from "./token.ts"

export const RESET_MINUTES = 60
const RESET_LIMITS = { windowMinutes: 60, perSubject: 5, perAddress: 30 } as const

/**
 * Asks for a link to set a new password. Nothing here looks the e-mail up, so the answer and its time are the same whether or
 * not somebody has it; the worker sends the mail, if there is somebody to send it to. Too many requests are dropped in silence.
 */
export async function requestPasswordReset(work: Work, { email, address }: { email: string; address: string }): Promise<void> {
  const verdict = await countTry(work, { subject: subjectHash("reset", email), address: subjectHash("reset_address", address), limits: RESET_LIMITS })
  if (verdict === "try") record(work, passwordResetRequested, { email: email.trim().toLowerCase() })
}

/** For whoever sends the mail: a token for an active user with this e-mail, or nothing. The link is `/reset-password/<token>`. */
export async function issueResetToken(work: Work, { email }: { email: string }): Promise<(IssuedToken & { userId: string }) | undefined> {
  const user = await scoped(work, "tenancy.tenant_user").select(["user_id as userId", "email", "name", "locale"])
    .where("email_norm", "=", email.trim().toLowerCase()).where("status", "=", "active").executeTakeFirst()
  if (!user) return undefined
  const token = newToken()
  const expiresAt = work.now.add({ minutes: RESET_MINUTES }).toString()
  await scopedInsert(work, "tenancy.password_reset", { token_hash: hashToken(token), user_id: user.userId, created_at: work.now.toString(), expires_at: expiresAt }).execute()
  return { ...user, locale: user.locale as Locale, token, expiresAt }
}

/** Whose password a link sets. Throws tenancy.reset_link_invalid when it was used, replaced by a change, or is too old. */
export async function findReset(work: Work, token: string): Promise<{ userId: string; email: string; name: string }> {
  const row = await scoped(work, "tenancy.password_reset")
    .innerJoin("tenancy.tenant_user as u", (join) => join
      .onRef("u.network_id", "=", "tenancy.password_reset.network_id").onRef("u.tenant_id", "=", "tenancy.password_reset.tenant_id").onRef("u.user_id", "=", "tenancy.password_reset.user_id"))
    .select(["u.user_id as userId", "u.email", "u.name"])
    .where("token_hash", "=", hashToken(token)).where("used_at", "is", null).where("expires_at", ">", new Date(work.now.epochMilliseconds)).where("u.status", "=", "active")
    .forUpdate().executeTakeFirst()
  if (!row) throw new Refusal("tenancy.reset_link_invalid", "rule")
  return row
}

/** Sets a new password by a link, once; every session of the person and every other link of theirs ends. */
export async function resetPassword(work: Work, { token, password }: ResetPassword): Promise<{ email: string }> {
  const { userId, email } = await findReset(work, token)
  refuseWeakPassword(password, email)
  await saveCredential(work, userId, await hashPassword(password))
  await scopedUpdate(work, "tenancy.password_reset").set({ used_at: work.now.toString() }).where("user_id", "=", userId).where("used_at", "is", null).execute()
  await scopedUpdate(work, "tenancy.tenant_user").set((set) => ({ session_version: set("session_version", "+", 1) })).where("user_id", "=", userId).execute()
  audit(work, { action: "user.password_reset", subjectKind: "user", subjectId: userId })
  return { email }
}
