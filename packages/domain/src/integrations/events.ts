import { eventType } from "@entrepot/db"

type InvitationMail = { readonly messageId: string; readonly email: string; readonly businessKey: string }

/** An invitation's mail was taken by the mail server. */
export const invitationMailed = eventType<InvitationMail>("integrations.invitation_mailed")
/** An invitation's mail was given up after its last try. */
export const invitationMailFailed = eventType<InvitationMail>("integrations.invitation_mail_failed")
