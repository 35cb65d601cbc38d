import { scoped, scopedUpdate, type Work } from "@entrepot/db"
import type { Locale } from "../../tenancy/index.ts"
import type { ContactReceives } from "../contract.ts"

export type BillingContact = { readonly email: string; readonly name: string; readonly locale: Locale }

/** To whom of an account's contacts a mail of this sort goes. One statement. */
export async function billingContacts(work: Work, accountId: string, sort: Exclude<ContactReceives, "all">): Promise<readonly BillingContact[]> {
  const rows = await scoped(work, "billing.contact").select(["email", "name", "locale"]).where("account_id", "=", accountId).where("receives", "in", ["all", sort]).orderBy("email").execute()
  return rows.map((row) => ({ ...row, locale: row.locale as Locale }))
}

/** What became of a mail, kept with whoever is a contact under its address: an address that nobody takes mail at is seen where it is named. */
export async function noteContactMail(work: Work, email: string, failure: string | null): Promise<void> {
  const contacts = scopedUpdate(work, "billing.contact").where("email", "=", email.toLowerCase())
  if (failure === null) await contacts.set({ failed_at: null, failure: null }).where("failed_at", "is not", null).execute()
  else await contacts.set({ failed_at: work.now.toString(), failure: failure.slice(0, 1_000) }).execute()
}
