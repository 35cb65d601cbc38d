import { actorRecord, audit, json, record, scoped, scopedInsert, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { AddContact } from "../contract.ts"
import { contactAdded } from "../events.ts"
import { MOST_CONTACTS, mustManageContacts } from "./contact.ts"

/**
 * Names an address to which the account's money mails go from now on; who manages its means of payment is told. Refuses
 * `billing.contact_exists` and `billing.too_many_contacts`.
 */
export async function addContact(work: Work, input: AddContact): Promise<{ contactId: string }> {
  const { accountId, email: typed, name, locale, receives } = AddContact.parse(input)
  await mustManageContacts(work, accountId)
  const email = typed.toLowerCase()
  const { n } = await scoped(work, "billing.contact").select((of) => of.fn.countAll<string>().as("n")).where("account_id", "=", accountId).executeTakeFirstOrThrow()
  if (Number(n) >= MOST_CONTACTS) throw new Refusal("billing.too_many_contacts", "rule", { most: MOST_CONTACTS })
  const [contactId, at] = [newId(work.now.epochMilliseconds), work.now.toString()]
  const made = await scopedInsert(work, "billing.contact", { account_id: accountId, contact_id: contactId, email, name, locale, receives, created_by: json(actorRecord(work.actor)), created_at: at, updated_at: at })
    .onConflict((conflict) => conflict.columns(["network_id", "tenant_id", "account_id", "email"]).doNothing()).returning("contact_id").executeTakeFirst()
  if (!made) throw new Refusal("billing.contact_exists", "conflict", { email })
  record(work, contactAdded, { accountId, contactId, email })
  audit(work, { action: "billing.contact_added", subjectKind: "account", subjectId: accountId, after: { contactId, email, name, locale, receives } })
  return { contactId }
}
