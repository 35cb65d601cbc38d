import type { Work } from "@entrepot/db"
import { authorizeTaxes, taxEntity } from "./authorize-taxes.ts"
import { ExplainSaleTax } from "./tax-contract.ts"
import type { DeliveryTerms } from "./tax-terms.ts"
import { saleParties, taxesAt, type HeldRegistration, type SaleTax } from "./sale-taxes.ts"
import { entityDay } from "./tax-rate.db.ts"
import { taxRates, type TaxRate } from "./tax-percents.ts"
import { registrationBehind, treatmentOfSale } from "./tax-treatment.ts"

/**
 * `charged`: what a sale is charged and how it is treated; `by`: the registration that decides it, nothing where the lack of one does, or the buyer; `law`: what the
 * rates that are kept say of the destination, whoever is registered there.
 */
export type ExplainedTax = {
  readonly on: string; readonly seller: { readonly country: string; readonly terms: DeliveryTerms }
  readonly charged: SaleTax; readonly by: HeldRegistration | null; readonly law: TaxRate
}

/** How a sale of a tenant would be taxed, and why: by the very functions that an order is. Four statements. Refuses as `taxEntity` does. */
export async function explainSaleTax(work: Work, { tenantId, ...input }: ExplainSaleTax & { readonly tenantId?: number | undefined }): Promise<ExplainedTax> {
  authorizeTaxes(work, "view")
  const entity = taxEntity(work, tenantId)
  const { to, taxCategory, buyer, on: asked } = ExplainSaleTax.parse(input)
  const on = asked ?? (await entityDay(work, entity))
  const { seller } = await saleParties(work, [], on, entity)
  const ask = { ...to, taxCategory }
  const rule = treatmentOfSale(seller, { taxId: buyer.taxId || null, exempt: buyer.exempt, terms: buyer.terms }, ask)
  const [charged] = await taxesAt(work, [{ ask, rule }], on, entity)
  const [law] = await taxRates(work, [ask], on, entity)
  return { on, seller: { country: seller.country, terms: seller.terms }, charged: charged!, by: registrationBehind(seller, rule) ?? null, law: law! }
}
