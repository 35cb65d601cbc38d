import { z } from "zod"
import { emailSchema, localeSchema, type Locale, type Undeliverable } from "../../tenancy/contract.ts"
import { Id, type Action } from "./parts.ts"

/* Where an account's money mails go besides its people. */

/** invoices: invoices, credit notes, receipts and refunds. reminders: whatever is not paid, and cards that will not do. */
export const CONTACT_RECEIVES = ["all", "invoices", "reminders"] as const
export type ContactReceives = (typeof CONTACT_RECEIVES)[number]

const fields = { name: z.string().trim().min(1).max(120), locale: localeSchema, receives: z.enum(CONTACT_RECEIVES) }
export const AddContact = z.object({ accountId: Id, email: emailSchema, ...fields })
export type AddContact = z.input<typeof AddContact>
export const ChangeContact = z.object({ accountId: Id, contactId: Id, ...fields })
export type ChangeContact = z.input<typeof ChangeContact>
export const ContactRef = z.object({ accountId: Id, contactId: Id })
export type ContactRef = z.infer<typeof ContactRef>
export const AccountContacts = z.object({ accountId: Id })
export type AccountContacts = z.infer<typeof AccountContacts>

/** `failedAt`: since when the last mail to it could not be delivered. `undeliverable`: why none goes there any more, until somebody confirms it. */
export type ContactView = { readonly contactId: string; readonly email: string; readonly name: string; readonly locale: Locale; readonly receives: ContactReceives; readonly failedAt: string | null; readonly undeliverable: Undeliverable | null }
/** Adding, changing and taking away are one right. */
export type ContactsView = { readonly accountId: string; readonly contacts: readonly ContactView[]; readonly manage: Action }
