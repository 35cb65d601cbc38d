import { scoped, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { Locale } from "./contract.ts"
import { hashToken, newToken } from "./token.ts"

export const INVITATION_DAYS = 7

export type OpenInvitation = {
  readonly accountId: string
  readonly invitationId: string
  readonly email: string
  readonly name: string
  readonly role: string
  readonly locale: Locale
}

const OPEN = ["account_id as accountId", "invitation_id as invitationId", "email", "name", "role", "locale"] as const

/** The invitation that a link in a mail leads to. Throws tenancy.invitation_invalid when it was used, revoked, replaced or is too old. */
export async function findInvitation(work: Work, token: string): Promise<OpenInvitation> {
  const row = await scoped(work, "tenancy.invitation").select(OPEN)
    .where("token_hash", "=", hashToken(token)).where("accepted_at", "is", null).where("revoked_at", "is", null).where("expires_at", ">", new Date(work.now.epochMilliseconds))
    .forUpdate().executeTakeFirst()
  if (!row) throw new Refusal("tenancy.invitation_invalid", "rule")
  return row as OpenInvitation
}

export type IssuedToken = { readonly token: string; readonly email: string; readonly name: string; readonly locale: Locale; readonly expiresAt: string }

/**
 * For whoever sends the mail: a fresh token, which makes every earlier link of this invitation void. Only its hash is kept.
 * Nothing when the invitation was accepted or revoked meanwhile. The link is `/invitation/<token>` on the tenant's host.
 */
export async function issueInvitationToken(work: Work, invitationId: string): Promise<(IssuedToken & { role: string; accountId: string }) | undefined> {
  const token = newToken()
  const expiresAt = work.now.add({ hours: 24 * INVITATION_DAYS }).toString()
  const row = await scopedUpdate(work, "tenancy.invitation").set({ token_hash: hashToken(token), expires_at: expiresAt })
    .where("invitation_id", "=", invitationId).where("accepted_at", "is", null).where("revoked_at", "is", null)
    .returning(OPEN).executeTakeFirst()
  return row && { token, expiresAt, email: row.email, name: row.name, locale: row.locale as Locale, role: row.role, accountId: row.accountId }
}
