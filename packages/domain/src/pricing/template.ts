import { scopedInsert, type Work } from "@entrepot/db"
import { businessDate, newId } from "@entrepot/kernel"

/** What a template says of prices and taxes. `zone` says which day it is at the tenant's. */
export type PricingPart = {
  readonly zone: string
  /** The tenant's tax number at home, where it has one already. */
  readonly country: string; readonly taxId: string | null
  readonly priceRules: readonly { readonly side: "sale" | "supply"; readonly name: string; readonly target: "all" | "category" | "brand"; readonly categoryPath?: string | undefined; readonly brand?: string | undefined; readonly accountGroup: string; readonly basis: "base" | "supply"; readonly percent: string; readonly minQuantity: string }[]
  readonly taxRates: readonly { readonly country: string; readonly region: string; readonly taxCategory: string; readonly label: string; readonly percent: string }[]
}

/** Tax rates are the law's, not the tenant's: they are valid from before anybody could have ordered. */
const TAXES_FROM = "2020-01-01"

/** Writes a new tenant's price rules, tax rates and registrations: a tenant is registered where it is given a rate. Three statements, however many products they mean. */
export async function stampPricing(work: Work, { zone, country, taxId, priceRules, taxRates }: PricingPart): Promise<void> {
  const today = businessDate(work.now, zone).toString()
  const positions = { sale: 0, supply: 0 }
  const rules = priceRules.map(({ side, name, target, categoryPath, brand, accountGroup, basis, percent, minQuantity }) => ({
    rule_id: newId(work.now.epochMilliseconds), side, name, target, category_path: target === "category" ? (categoryPath ?? "") : null, brand_norm: target === "brand" ? (brand ?? "").toLowerCase() : null,
    account_group: accountGroup, basis, percent, min_quantity: minQuantity, valid_from: today, position: ++positions[side], created_at: work.now.toString(),
  }))
  const rates = taxRates.map(({ taxCategory, ...rate }) => ({ ...rate, tax_category: taxCategory, valid_from: TAXES_FROM }))
  // A country without a rate of its own whose regions have theirs is no authority that anybody registers with.
  const asked = taxRates.filter((rate) => rate.region !== "" || Number(rate.percent) > 0 || !taxRates.some((other) => other.country === rate.country && other.region !== ""))
  const places = [...new Map(asked.map((rate) => [`${rate.country}-${rate.region}`, rate])).values()]
  const registrations = places.map((place) => ({ kind: "local", country: place.country, region: place.region, valid_from: TAXES_FROM, number: place.country === country ? (taxId ?? "") : "" }))
  await Promise.all([
    ...(rules.length > 0 ? [scopedInsert(work, "pricing.price_rule", rules).execute()] : []),
    ...(rates.length > 0 ? [scopedInsert(work, "pricing.tax_rate", rates).execute(), scopedInsert(work, "pricing.tax_registration", registrations).execute()] : []),
  ])
}
