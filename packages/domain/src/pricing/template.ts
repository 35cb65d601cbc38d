import { scopedInsert, type Work } from "@entrepot/db"
import { businessDate, newId } from "@entrepot/kernel"

/** What a template says of prices and taxes. `zone` says which day it is at the tenant's. */
export type PricingPart = {
  readonly zone: string
  readonly priceRules: readonly { readonly side: "sale" | "supply"; readonly name: string; readonly target: "all" | "category" | "brand"; readonly categoryPath?: string | undefined; readonly brand?: string | undefined; readonly accountGroup: string; readonly basis: "base" | "supply"; readonly percent: string; readonly minQuantity: string }[]
  readonly taxRates: readonly { readonly country: string; readonly region: string; readonly taxCategory: string; readonly label: string; readonly percent: string }[]
}

/** Tax rates are the law's, not the tenant's: they are valid from before anybody could have ordered. */
const TAXES_FROM = "2020-01-01"

/** Writes a new tenant's price rules and tax rates: two statements, however many products they mean. */
export async function stampPricing(work: Work, { zone, priceRules, taxRates }: PricingPart): Promise<void> {
  const today = businessDate(work.now, zone).toString()
  const positions = { sale: 0, supply: 0 }
  const rules = priceRules.map(({ side, name, target, categoryPath, brand, accountGroup, basis, percent, minQuantity }) => ({
    rule_id: newId(work.now.epochMilliseconds), side, name, target, category_path: target === "category" ? (categoryPath ?? "") : null, brand_norm: target === "brand" ? (brand ?? "").toLowerCase() : null,
    account_group: accountGroup, basis, percent, min_quantity: minQuantity, valid_from: today, position: ++positions[side], created_at: work.now.toString(),
  }))
  const rates = taxRates.map(({ taxCategory, ...rate }) => ({ ...rate, tax_category: taxCategory, valid_from: TAXES_FROM }))
  await Promise.all([
    ...(rules.length > 0 ? [scopedInsert(work, "pricing.price_rule", rules).execute()] : []),
    ...(rates.length > 0 ? [scopedInsert(work, "pricing.tax_rate", rates).execute()] : []),
  ])
}
