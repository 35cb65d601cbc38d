import { audit, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { getAddress } from "./address.ts"
import { authorize } from "./authorize.ts"
import type { AddressTerms } from "./contract.ts"

/**
 * Says who imports what goes to one of a buyer's addresses, before what its account says. It is the seller's to agree on, as the account's terms are; orders
 * keep what they were taxed by. Refuses `tenancy.address_not_found` and `tenancy.address_is_archived`.
 */
export async function setAddressTerms(work: Work, { accountId, addressId, deliveryTerms }: AddressTerms): Promise<void> {
  authorize(work, "account.manage")
  const before = await getAddress(work, accountId, addressId)
  if (before.archivedAt) throw new Refusal("tenancy.address_is_archived", "rule")
  if (before.deliveryTerms === deliveryTerms) return
  await scopedUpdate(work, "tenancy.address").set({ delivery_terms: deliveryTerms }).where("account_id", "=", accountId).where("address_id", "=", addressId).execute()
  audit(work, { action: "address.delivery_terms_set", subjectKind: "address", subjectId: addressId, before: { deliveryTerms: before.deliveryTerms }, after: { deliveryTerms } })
}
