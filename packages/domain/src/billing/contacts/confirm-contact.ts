import { scoped, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { trustAddress } from "../../tenancy/index.ts"
import { ContactRef } from "../contract.ts"
import { mustManageContacts } from "./contact.ts"

/** The partner's staff say that an address works after all: mails go there again. Refuses `billing.contact_not_found` and `tenancy.address_is_deliverable`, also to a customer's people, who do not see that. */
export async function confirmContact(work: Work, input: ContactRef): Promise<void> {
  const { accountId, contactId } = ContactRef.parse(input)
  await mustManageContacts(work, accountId)
  const contact = await scoped(work, "billing.contact").select("email").where("account_id", "=", accountId).where("contact_id", "=", contactId).executeTakeFirst()
  if (!contact) throw new Refusal("billing.contact_not_found", "not_found")
  if (!(await trustAddress(work, contact.email))) throw new Refusal("tenancy.address_is_deliverable", "conflict")
  await scopedUpdate(work, "billing.contact").set({ failed_at: null, failure: null, updated_at: work.now.toString() }).where("account_id", "=", accountId).where("contact_id", "=", contactId).execute()
}
