import { eventType } from "@entrepot/db"

type InvitationMail = { readonly messageId: string; readonly email: string; readonly businessKey: string }

/** An invitation's mail was taken by the mail server. */
export const invitationMailed = eventType<InvitationMail>("integrations.invitation_mailed")
/** A mail came back after a server had taken it; `gone` where its address takes no mail at all. */
export const mailBounced = eventType<{ readonly messageId: string; readonly gone: boolean }>("integrations.mail_bounced")
/** An invitation's mail was given up after its last try, came back, or was withheld. */
export const invitationMailFailed = eventType<InvitationMail>("integrations.invitation_mail_failed")
