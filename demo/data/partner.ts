import { address, type Address } from "./address.ts"
import type { Currency } from "./family.ts"
import type { Localised, Language } from "./language.ts"
import type { PartnerRole, Person } from "./people.ts"
import { productBySku } from "./products.ts"

export type Brand = {
  readonly accent: string
  readonly ink: string
  readonly canvas: string
  /** Corner radius in pixels. */
  readonly radius: number
  readonly font: "inter" | "source-sans-3" | "manrope"
  /** One to three letters that stand for the company. */
  readonly mark: string
}

export type TaxRate = {
  readonly code: string
  readonly name: string
  readonly country: string
  readonly region: string | null
  /** Products of this class bear it; "none" is for rates that the law knows and the catalogue does not use. */
  readonly taxClass: "standard" | "reduced" | "none"
  readonly percent: string
}

/** What a county, a city or a district puts on top of its region's rate, wherever its postal codes are. */
export type LocalTaxRate = {
  readonly region: string
  readonly level: "county" | "city" | "district"
  readonly locality: string
  readonly label: string
  readonly postalFrom: string
  readonly postalTo: string
  readonly percent: string
}

export type ShipTo = { readonly code: string; readonly name: string; readonly address: Address; readonly isDefault: boolean }

export type Account = {
  readonly code: string
  readonly name: string
  readonly kind: "house" | "practice" | "clinic" | "laboratory" | "workshop" | "plant"
  readonly group: string
  readonly taxId: string | null
  readonly billTo: Address
  readonly shipTos: readonly ShipTo[]
  readonly poPolicy: "optional" | "required" | "required_unique"
  /** In the tenant's currency; null is unlimited. */
  readonly creditLimit: string | null
  readonly paymentTermsDays: number
  /** Category codes from which this account tends to buy. */
  readonly interests: readonly string[]
  readonly people: readonly Person<PartnerRole>[]
}

export type CatalogSegment = {
  readonly code: string
  readonly name: Localised
  /** Account groups that see it; empty is everyone. */
  readonly groups: readonly string[]
  readonly includeCategories: readonly string[]
  readonly excludeCategories: readonly string[]
  readonly excludeSkus: readonly string[]
}

export type PriceRule = {
  readonly code: string
  readonly name: Localised
  /** `supply` is what the partner pays Nordwerk; `sale` is what the partner's customers pay. */
  readonly side: "supply" | "sale"
  readonly groups: readonly string[]
  readonly category: string | null
  readonly maker: string | null
  /** Percent off or on top of the base price. */
  readonly effect: "percent_off" | "markup"
  readonly percent: string
  /** Among rules that apply, the highest wins. */
  readonly priority: number
}

export type ContractPriceList = {
  readonly code: string
  readonly name: Localised
  readonly account: string
  readonly currency: Currency
  readonly validFromDaysAgo: number
  readonly validForDays: number
  readonly lines: readonly { readonly sku: string; readonly minimumQuantity: string; readonly unitPrice: string }[]
}

export type ApprovalRule = {
  readonly code: string
  readonly name: Localised
  /** CEL over the order: `total` (double, net, tenant currency) and `account.group` (string). */
  readonly condition: string
  readonly levels: readonly { readonly name: Localised; readonly role: PartnerRole }[]
}

export type Partner = {
  readonly code: string
  readonly host: string
  readonly kind: "dealer" | "reseller" | "oem"
  readonly name: string
  readonly legalName: string
  readonly address: Address
  readonly taxId: string
  readonly currency: Currency
  readonly language: Language
  readonly timeZone: string
  readonly brand: Brand
  readonly taxRates: readonly TaxRate[]
  readonly localTaxRates?: readonly LocalTaxRate[]
  readonly accountGroups: readonly { readonly code: string; readonly name: Localised }[]
  /** The first account is the partner's own house account. */
  readonly accounts: readonly Account[]
  readonly segments: readonly CatalogSegment[]
  readonly priceRules: readonly PriceRule[]
  readonly contract: ContractPriceList
  readonly approvalRules: readonly ApprovalRule[]
  /** Above these net totals an order needs its first approval; the rules' conditions are written from them. */
  readonly approvalThresholds: { readonly customers: number; readonly house: number }
}

/** Streets of one account, written as "street | postal code | city | region". The first is also where the bill goes. */
export function shipTos(account: string, country: string, places: Readonly<Record<string, string>>): ShipTo[] {
  return Object.entries(places).map(([name, place], i) => {
    const [street = "", postalCode = "", city = "", region] = place.split(" | ")
    return { code: `${account}-${i + 1}`, name, address: address(street, postalCode, city, country, region ?? null), isDefault: i === 0 }
  })
}

export function person(name: string, email: string, role: PartnerRole, language: Language, title: string): Person<PartnerRole> {
  return { name, email, role, language, title }
}

/** A flat percent off base prices that was agreed with one account, and more from ten handling steps on. */
export function agreedPrices(currency: Currency, percentOff: number, skus: readonly string[]): ContractPriceList["lines"] {
  return skus.flatMap((sku) => {
    const product = productBySku(sku)
    const base = product.prices.find((price) => price.currency === currency)
    if (!base) throw new Error(`${sku} has no price in ${currency}.`)
    const at = (percent: number) => ((Number(base.unitPrice) * (100 - percent)) / 100).toFixed(4)
    const first = Number(product.orderRule?.minimum ?? 1)
    return [
      { sku, minimumQuantity: String(first), unitPrice: at(percentOff) },
      { sku, minimumQuantity: String(first * 10), unitPrice: at(percentOff + 4) },
    ]
  })
}
