import { audit, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { isUuid, newId, Refusal } from "@entrepot/kernel"
import { getAccount } from "./account.ts"
import { getAddress, listAddresses } from "./address.ts"
import { authorize } from "./authorize.ts"
import type { AddressRef, SaveAddress } from "./contract.ts"

/** Adds an address, or changes it when `addressId` is given. An account's first address becomes its default. */
export async function saveAddress(work: Work, { accountId, addressId, isDefault, ...input }: SaveAddress): Promise<{ addressId: string }> {
  authorize(work, "address.manage")
  const before = addressId ? await getAddress(work, accountId, addressId) : undefined
  if (before?.archivedAt) throw new Refusal("tenancy.address_is_archived", "rule")
  if (!before) await getAccount(work, accountId)
  const makeDefault = isDefault || before?.isDefault === true || (!before && (await listAddresses(work, accountId)).length === 0)
  if (makeDefault) await clearDefault(work, accountId)
  const { postalCode, ...rest } = input
  const columns = { ...rest, postal_code: postalCode, is_default: makeDefault }
  const id = addressId ?? newId(work.now.epochMilliseconds)
  if (before) {
    await scopedUpdate(work, "tenancy.address").set(columns).where("account_id", "=", accountId).where("address_id", "=", id).execute()
  } else {
    await scopedInsert(work, "tenancy.address", { ...columns, account_id: accountId, address_id: id, created_at: work.now.toString(), created_by: isUuid(work.actor.id) ? work.actor.id : null }).execute()
  }
  audit(work, { action: before ? "address.changed" : "address.added", subjectKind: "address", subjectId: id, ...(before && { before }), after: { ...input, isDefault: makeDefault } })
  return { addressId: id }
}

/** Takes an address out of every choice; orders that went there keep their copy. */
export async function archiveAddress(work: Work, { accountId, addressId }: AddressRef): Promise<void> {
  authorize(work, "address.manage")
  const before = await getAddress(work, accountId, addressId)
  if (before.archivedAt) return
  if (before.isDefault) throw new Refusal("tenancy.address_is_default", "rule", { label: before.label })
  await scopedUpdate(work, "tenancy.address").set({ archived_at: work.now.toString() }).where("account_id", "=", accountId).where("address_id", "=", addressId).execute()
  audit(work, { action: "address.archived", subjectKind: "address", subjectId: addressId, before })
}

async function clearDefault(work: Work, accountId: string): Promise<void> {
  await scopedUpdate(work, "tenancy.address").set({ is_default: false }).where("account_id", "=", accountId).where("is_default", "=", true).where("archived_at", "is", null).execute()
}
