import type { Work } from "@entrepot/db"
import { dayFrom, dayText, EUROPEAN_UNION } from "@entrepot/kernel"
import { authorizeTaxes, taxEntity } from "./authorize-taxes.ts"
import { PreviewTaxRegistration } from "./tax-contract.ts"
import { saleParties, taxesAt, type SaleTax } from "./sale-taxes.ts"
import { treatmentOfSale, type Registered, type Seller, type TaxPlace } from "./tax-treatment.ts"

/** What is charged of a sale of the standard category to somebody at a place. */
export type TaxEffect = { readonly buyer: "consumer" | "business"; readonly to: TaxPlace; readonly before: SaleTax; readonly after: SaleTax }
/** `from` is the first day on which it is otherwise. The distributor sells to no customers: of it there are no effects. */
export type TaxPreview = { readonly from: string; readonly effects: readonly TaxEffect[] }

/**
 * What a registration that begins or ends would change: sales to a consumer and to a business at the place, or for the one-stop shop in another member state, as an order would be
 * taxed on the first day of it. Writes nothing. Two statements.
 */
export async function previewTaxRegistration(work: Work, { tenantId, ...input }: PreviewTaxRegistration & { readonly tenantId?: number | undefined }): Promise<TaxPreview> {
  authorizeTaxes(work, "manage")
  const entity = taxEntity(work, tenantId)
  const { change, day, kind, country, region } = PreviewTaxRegistration.parse(input)
  const from = change === "add" ? day : dayText(dayFrom(day) + 1)
  if (entity === 0) return { from, effects: [] }
  const { seller } = await saleParties(work, [], from, entity)
  const others = seller.registrations.filter((one) => !(one.kind === kind && one.country === country && one.region === region))
  const sides = change === "add" ? [seller.registrations, [...others, { kind, country, region }]] : [[...others, { kind, country, region }], others]
  const to = kind === "local" ? { country, region } : { country: EUROPEAN_UNION.find((one) => one !== seller.country && one !== country && !others.some((other) => other.country === one)) ?? country, region: "" }
  const asked = (["consumer", "business"] as const).flatMap((buyer) => sides.map((registrations) => asks({ ...seller, registrations }, buyer, to)))
  const taxes = await taxesAt(work, asked, from, entity)
  return { from, effects: (["consumer", "business"] as const).map((buyer, index) => ({ buyer, to, before: taxes[index * 2]!, after: taxes[index * 2 + 1]! })) }
}

function asks(seller: Seller<Registered>, buyer: TaxEffect["buyer"], to: TaxPlace) {
  const ask = { ...to, taxCategory: "standard" }
  return { ask, rule: treatmentOfSale(seller, { taxId: buyer === "business" ? `${to.country}000000000` : null, exempt: false, terms: null }, ask) }
}
