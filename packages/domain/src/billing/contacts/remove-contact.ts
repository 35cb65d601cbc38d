import { audit, record, scopedDelete, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { ContactRef } from "../contract.ts"
import { contactRemoved } from "../events.ts"
import { mustManageContacts } from "./contact.ts"

/** Forgets an address: no money mail goes there any more; who manages the account's means of payment is told. Refuses `billing.contact_not_found`. */
export async function removeContact(work: Work, input: ContactRef): Promise<void> {
  const { accountId, contactId } = ContactRef.parse(input)
  await mustManageContacts(work, accountId)
  const gone = await scopedDelete(work, "billing.contact").where("account_id", "=", accountId).where("contact_id", "=", contactId).returning(["email", "name"]).executeTakeFirst()
  if (!gone) throw new Refusal("billing.contact_not_found", "not_found")
  record(work, contactRemoved, { accountId, contactId, email: gone.email })
  audit(work, { action: "billing.contact_removed", subjectKind: "account", subjectId: accountId, before: { contactId, ...gone } })
}
