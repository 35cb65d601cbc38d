import { sql } from "kysely"
import { audit, json, scoped, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize, may } from "./authorize.ts"
import { saveLegalProfile as SaveLegalProfile, type LegalAddress, type LegalProfile, type SaveLegalProfile as Input } from "./contract.ts"

/** Who the tenant is by law: what its invoices name as the seller. One statement. */
export async function legalProfile(work: Work): Promise<LegalProfile> {
  authorize(work, "dunning.manage")
  const { brand: _brand, ...profile } = await kept(work)
  return { ...profile, manages: may(work, "brand.manage") }
}

/**
 * Names the seller anew, from the next document on; what is finalised keeps the name that it bore. A brand that repeats the legal
 * name or address beneath its mails goes along. Refuses `tenancy.settings_changed_meanwhile`.
 */
export async function saveLegalProfile(work: Work, input: Input): Promise<{ readonly version: number }> {
  authorize(work, "brand.manage")
  const { legalName, taxId, address, expectedVersion } = SaveLegalProfile.parse(input)
  const before = await kept(work)
  const brand = rebranded(before.brand, before, { legalName, address })
  const row = await scopedUpdate(work, "tenancy.tenant").set({ legal_name: legalName, tax_id: taxId || null, address: json(address), brand: json(brand), version: sql`version + 1` }).where("version", "=", expectedVersion).returning("version").executeTakeFirst()
  if (!row) throw new Refusal("tenancy.settings_changed_meanwhile", "conflict")
  audit(work, { action: "tenant.legal_profile_saved", subjectKind: "tenant", subjectId: String(work.scope.tenantId), before: { legalName: before.legalName, taxId: before.taxId, address: before.address }, after: { legalName, taxId, address } })
  return row
}

type Kept = Omit<LegalProfile, "manages"> & { readonly brand: Brand }
type Brand = { readonly names?: Readonly<Record<string, string>> } & Readonly<Record<string, unknown>>

async function kept(work: Work): Promise<Kept> {
  const row = await scoped(work, "tenancy.tenant").select(["name", "legal_name as legalName", "tax_id as taxId", "mail_from as email", "country", "address", "brand", "version"]).executeTakeFirst()
  if (!row) throw new Refusal("tenancy.tenant_not_found", "not_found")
  const { line1 = "", line2 = "", postalCode = "", city = "", region = "" } = row.address as Partial<LegalAddress>
  return { ...row, taxId: row.taxId ?? "", address: { line1, line2, postalCode, city, region }, brand: row.brand as Brand }
}

type Named = Pick<LegalProfile, "legalName" | "address">

/** As a brand writes an address in one line. */
const inOneLine = ({ line1, postalCode, city }: LegalAddress) => `${line1}, ${postalCode} ${city}`

function rebranded(brand: Brand, before: Named, after: Named): Brand {
  const { names } = brand
  if (!names) return brand
  return {
    ...brand,
    names: { ...names, ...(names["legal"] === before.legalName && { legal: after.legalName }), ...(names["address"] === inOneLine(before.address) && { address: inOneLine(after.address) }) },
  }
}
