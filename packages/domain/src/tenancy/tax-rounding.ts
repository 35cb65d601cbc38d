import { sql } from "kysely"
import { scoped, scopedUpdate, type Work } from "@entrepot/db"
import type { TaxMethod } from "@entrepot/kernel"

/** How the tenant's documents round tax: by line, or once for each rate of a document. */
export async function taxRounding(work: Work): Promise<TaxMethod> {
  const { tax_rounding: method } = await scoped(work, "tenancy.tenant").select("tax_rounding").executeTakeFirstOrThrow()
  return method as TaxMethod
}

/** From now on; an order keeps what it was submitted with. Billing authorises and audits it. */
export async function saveTaxRounding(work: Work, method: TaxMethod): Promise<void> {
  await scopedUpdate(work, "tenancy.tenant").set({ tax_rounding: method, version: sql`version + 1` }).where("tax_rounding", "<>", method).execute()
}
