import { eventType } from "@entrepot/db"

/** No event carries a token: whoever sends the mail has a fresh one issued and only its hash is kept. */
export const userInvited = eventType<{ accountId: string; invitationId: string }>("tenancy.user_invited")

/** Announced whether or not somebody has this e-mail, so that nobody can tell from outside. */
export const passwordResetRequested = eventType<{ email: string }>("tenancy.password_reset_requested")

/** The sessions have ended; approvals are re-routed by whoever keeps them. */
export const userDeactivated = eventType<{ userId: string }>("tenancy.user_deactivated")

export const invitationAccepted = eventType<{ userId: string; accountId: string; invitationId: string }>("tenancy.invitation_accepted")
