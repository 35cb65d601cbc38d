import { audit, record, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { isUuid, newId, Refusal } from "@entrepot/kernel"
import { getAccount } from "./account.ts"
import { authorize } from "./authorize.ts"
import type { InvitationRef, InviteUser } from "./contract.ts"
import { userInvited } from "./events.ts"
import { INVITATION_DAYS } from "./invitation.ts"
import { listRoles, refuseBeyond, refuseMisplaced } from "./role.ts"
import { getTenant } from "./tenant.ts"
import { hashToken, newToken } from "./token.ts"

/**
 * Invites an e-mail to a role at one account; an open invitation of the same mail to the same role is sent again. Nobody
 * invites beyond what they hold. The answer does not say whether the tenant knows the mail already. Throws
 * tenancy.role_goes_beyond, tenancy.role_belongs_to_house_account, tenancy.account_not_found.
 */
export async function inviteUser(work: Work, { email, name, role, accountId, locale }: InviteUser): Promise<{ invitationId: string }> {
  authorize(work, "team.manage")
  const [granted] = refuseBeyond(work, await listRoles(work), [role])
  const account = await getAccount(work, accountId)
  if (granted) refuseMisplaced(granted, account)
  const open = await scoped(work, "tenancy.invitation").select("invitation_id as invitationId")
    .where("account_id", "=", accountId).where("email", "=", email).where("role", "=", role).where("accepted_at", "is", null).where("revoked_at", "is", null).executeTakeFirst()
  if (open) {
    await resendInvitation(work, { accountId, invitationId: open.invitationId })
    return open
  }
  const invitationId = newId(work.now.epochMilliseconds)
  await scopedInsert(work, "tenancy.invitation", {
    account_id: accountId, invitation_id: invitationId, token_hash: unusable(), email, name, role, locale: locale ?? (await getTenant(work)).locale,
    invited_by: isUuid(work.actor.id) ? work.actor.id : null, created_at: work.now.toString(), expires_at: work.now.add({ hours: 24 * INVITATION_DAYS }).toString(),
  }).execute()
  record(work, userInvited, { accountId, invitationId })
  audit(work, { action: "user.invited", subjectKind: "invitation", subjectId: invitationId, after: { email, name, role, accountId } })
  return { invitationId }
}

/** Sends an invitation again. The link that was sent before is void from now on, and the seven days start anew. */
export async function resendInvitation(work: Work, { accountId, invitationId }: InvitationRef): Promise<void> {
  authorize(work, "team.manage")
  const row = await scopedUpdate(work, "tenancy.invitation")
    .set({ token_hash: unusable(), expires_at: work.now.add({ hours: 24 * INVITATION_DAYS }).toString() })
    .where("account_id", "=", accountId).where("invitation_id", "=", invitationId).where("accepted_at", "is", null).where("revoked_at", "is", null)
    .returning("role").executeTakeFirst()
  if (!row) throw new Refusal("tenancy.invitation_not_found", "not_found")
  refuseBeyond(work, await listRoles(work), [row.role])
  record(work, userInvited, { accountId, invitationId })
  audit(work, { action: "user.invited_again", subjectKind: "invitation", subjectId: invitationId })
}

/** Takes an invitation back; its link says that it is no longer valid. */
export async function revokeInvitation(work: Work, { accountId, invitationId }: InvitationRef): Promise<void> {
  authorize(work, "team.manage")
  const row = await scopedUpdate(work, "tenancy.invitation").set({ revoked_at: work.now.toString() })
    .where("account_id", "=", accountId).where("invitation_id", "=", invitationId).where("accepted_at", "is", null).where("revoked_at", "is", null)
    .returning("invitation_id").executeTakeFirst()
  if (!row) throw new Refusal("tenancy.invitation_not_found", "not_found")
  audit(work, { action: "user.invitation_revoked", subjectKind: "invitation", subjectId: invitationId })
}

/** The hash of a token that nobody ever had: the link comes into being with the mail that carries it. */
function unusable(): string {
  return hashToken(newToken())
}
