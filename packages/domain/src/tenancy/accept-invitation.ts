import { audit, record, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import type { AcceptInvitation } from "./contract.ts"
import { invitationAccepted } from "./events.ts"
import { findInvitation } from "./invitation.ts"
import { hashPassword, refuseWeakPassword } from "./password.ts"
import { saveCredential } from "./save-credential.ts"

/**
 * Takes an invitation up, in the tenant's scope without a person: the link proves the e-mail, so it may set that e-mail's
 * password, for a new user and for one that the tenant knows. Throws tenancy.invitation_invalid, tenancy.password_is_weak,
 * tenancy.user_is_deactivated.
 */
export async function acceptInvitation(work: Work, { token, password, name }: AcceptInvitation): Promise<{ userId: string; email: string }> {
  const invitation = await findInvitation(work, token)
  refuseWeakPassword(password, invitation.email)
  const userId = await userOf(work, { ...invitation, name: name ?? invitation.name })
  await saveCredential(work, userId, await hashPassword(password))
  const at = work.now.toString()
  await scopedInsert(work, "tenancy.role_grant", { account_id: invitation.accountId, user_id: userId, role: invitation.role, granted_at: at })
    .onConflict((conflict) => conflict.doNothing()).execute()
  await scopedUpdate(work, "tenancy.invitation").set({ accepted_at: at }).where("account_id", "=", invitation.accountId).where("invitation_id", "=", invitation.invitationId).execute()
  record(work, invitationAccepted, { userId, accountId: invitation.accountId, invitationId: invitation.invitationId })
  audit(work, { action: "user.joined", subjectKind: "user", subjectId: userId, after: { email: invitation.email, role: invitation.role, accountId: invitation.accountId } })
  return { userId, email: invitation.email }
}

/** Whoever is known already keeps their user and loses their open sessions; somebody who was shut out stays out. */
async function userOf(work: Work, { email, name, locale }: { email: string; name: string; locale: string }): Promise<string> {
  const known = await scoped(work, "tenancy.tenant_user").select(["user_id as userId", "status"]).where("email_norm", "=", email.toLowerCase()).forUpdate().executeTakeFirst()
  if (known?.status === "deactivated") throw new Refusal("tenancy.user_is_deactivated", "rule")
  if (known) {
    await scopedUpdate(work, "tenancy.tenant_user").set((set) => ({ status: "active", session_version: set("session_version", "+", 1) })).where("user_id", "=", known.userId).execute()
    return known.userId
  }
  const userId = newId(work.now.epochMilliseconds)
  await scopedInsert(work, "tenancy.tenant_user", { user_id: userId, email, name, locale, status: "active", created_at: work.now.toString() }).execute()
  return userId
}
