import { scoped, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"

export type Address = {
  readonly addressId: string
  readonly accountId: string
  readonly label: string
  readonly recipient: string
  readonly line1: string
  readonly line2: string
  readonly city: string
  readonly region: string
  readonly postalCode: string
  readonly country: string
  readonly latitude: number | null
  readonly longitude: number | null
  /** Who imports what goes here; null: as the account says. */
  readonly deliveryTerms: "dap" | "ddp" | null
  readonly isDefault: boolean
  readonly createdAt: string
  readonly archivedAt: string | null
}

const COLUMNS = [
  "address_id as addressId", "account_id as accountId", "label", "recipient", "line1", "line2", "city", "region", "postal_code as postalCode",
  "country", "latitude", "longitude", "delivery_terms as deliveryTerms", "is_default as isDefault", "created_at as createdAt", "archived_at as archivedAt",
] as const

/** Where an account has goods sent: the default first, then by label. Archived ones are left out. */
export async function listAddresses(work: Work, accountId: string): Promise<Address[]> {
  const rows = await scoped(work, "tenancy.address").select(COLUMNS)
    .where("account_id", "=", accountId).where("archived_at", "is", null)
    .orderBy("is_default", "desc").orderBy("label").orderBy("address_id").execute()
  return rows.map(shaped)
}

/** One address of an account, archived or not. Throws tenancy.address_not_found. */
export async function getAddress(work: Work, accountId: string, addressId: string): Promise<Address> {
  const row = await scoped(work, "tenancy.address").select(COLUMNS).where("account_id", "=", accountId).where("address_id", "=", addressId).executeTakeFirst()
  if (!row) throw new Refusal("tenancy.address_not_found", "not_found")
  return shaped(row)
}

function shaped<R extends { createdAt: Date; archivedAt: Date | null; deliveryTerms: string | null }>(row: R) {
  return { ...row, deliveryTerms: row.deliveryTerms as Address["deliveryTerms"], createdAt: row.createdAt.toISOString(), archivedAt: row.archivedAt?.toISOString() ?? null }
}
