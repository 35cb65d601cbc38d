import { audit, record, scoped, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { ChangeContact } from "../contract.ts"
import { contactChanged } from "../events.ts"
import { mustManageContacts } from "./contact.ts"

/** Changes what a contact is called, reads and receives; another address is another contact. Refuses `billing.contact_not_found`. */
export async function changeContact(work: Work, input: ChangeContact): Promise<void> {
  const { accountId, contactId, name, locale, receives } = ChangeContact.parse(input)
  await mustManageContacts(work, accountId)
  const before = await scoped(work, "billing.contact").select(["name", "locale", "receives"]).where("account_id", "=", accountId).where("contact_id", "=", contactId).forNoKeyUpdate().executeTakeFirst()
  if (!before) throw new Refusal("billing.contact_not_found", "not_found")
  if (before.name === name && before.locale === locale && before.receives === receives) return
  await scopedUpdate(work, "billing.contact").set({ name, locale, receives, updated_at: work.now.toString() }).where("account_id", "=", accountId).where("contact_id", "=", contactId).execute()
  record(work, contactChanged, { accountId, contactId })
  audit(work, { action: "billing.contact_changed", subjectKind: "account", subjectId: accountId, before: { contactId, ...before }, after: { contactId, name, locale, receives } })
}
