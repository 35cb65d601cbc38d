import { STANDARD_ROLES } from "../tenancy/index.ts"
import type { TemplatePlan } from "../subscriptions/contract.ts"
import type { PublishRelease, ReleaseBody } from "./schemas.ts"
import { STANDARD_TAX_RATES } from "./tax-rates.ts"

const ROLE_NAMES: Readonly<Record<string, { en: string; de: string; fr: string }>> = {
  dealer_admin: { en: "Administrator", de: "Verwaltung", fr: "Administration" },
  dealer_buyer: { en: "Buyer", de: "Einkauf", fr: "Achats" },
  dealer_approver: { en: "Approver", de: "Freigabe", fr: "Approbation" },
  dealer_finance: { en: "Finance", de: "Buchhaltung", fr: "Finances" },
  account_admin: { en: "Customer administrator", de: "Kundenverwaltung", fr: "Administration client" },
  account_buyer: { en: "Customer buyer", de: "Kundeneinkauf", fr: "Achats client" },
  account_approver: { en: "Customer approver", de: "Kundenfreigabe", fr: "Approbation client" },
}

const roles: ReleaseBody["roles"] = {
  mode: "bounded",
  value: STANDARD_ROLES.map(({ code, reach, permissions }) => ({ code, reach, permissions: [...permissions], names: ROLE_NAMES[code] ?? { en: code, de: code, fr: code } })),
}

const plan = (rest: Pick<TemplatePlan, "code" | "names" | "descriptions" | "cadences"> & Partial<TemplatePlan>): TemplatePlan => ({
  discountPercent: "0", pricePolicy: { policy: "current" }, stockOut: [{ step: "split" }], invoicing: "at_shipment", collect: ["terms", "automatic"], catchUp: "ship_one", noticeDays: 5, ceilingPercent: "5", serviceFee: null, ...rest,
})

/** Two that nearly everybody offers. Their prices are the partner's own; how often, how firm and what is off may be copied into a plan of its own. */
const plans: ReleaseBody["plans"] = { mode: "bounded", value: [
  plan({
    code: "monthly", cadences: [{ on: "interval", every: 1, unit: "months" }], discountPercent: "2",
    names: { en: "Monthly supply", de: "Monatlicher Bedarf", fr: "Approvisionnement mensuel" },
    descriptions: { en: "What you use every month, delivered without ordering.", de: "Was Sie jeden Monat brauchen, geliefert ohne Bestellung.", fr: "Ce que vous utilisez chaque mois, livré sans commander." },
  }),
  plan({
    code: "quarterly", cadences: [{ on: "interval", every: 3, unit: "months" }], discountPercent: "3", pricePolicy: { policy: "current_within", capPercent: "5", floorPercent: "5" }, termMonths: 12,
    names: { en: "Quarterly stock", de: "Quartalsvorrat", fr: "Stock trimestriel" },
    descriptions: { en: "A quarter's stock for a year, at a price that moves by five percent at most.", de: "Ein Vorrat je Quartal für ein Jahr, zu einem Preis, der sich um höchstens fünf Prozent bewegt.", fr: "Un stock par trimestre pendant un an, à un prix qui varie de cinq pour cent au plus." },
  }),
] }

const shared = {
  taxRates: { mode: "bounded", value: STANDARD_TAX_RATES }, roles, plans, administratorRole: "dealer_admin",
  documentPrefixes: { mode: "free", value: { order: "{prefix}-", shipment: "{prefix}-S", subscription: "{prefix}-R" } },
} as const

const looks = (accent: string, radius: number, font: "inter" | "manrope" | "source-sans-3"): ReleaseBody["brand"] => ({
  accent: { mode: "free", value: accent }, ink: { mode: "free", value: "#14181f" }, canvas: { mode: "free", value: "#f7f8fa" },
  radius: { mode: "free", value: radius }, font: { mode: "bounded", value: font, allowed: ["inter", "source-sans-3", "manrope", "system"] },
  logo: { mode: "free", value: null }, mark: { mode: "free", value: null }, names: { mode: "free", value: {} },
})

const approval = (name: string, condition: string, level: string, approvers: string[]): ReleaseBody["approvalPolicies"]["value"][number] =>
  ({ name, condition, levels: [{ name: level, mode: "any", roles: approvers }] })

const priceRule = (rule: Partial<ReleaseBody["priceRules"]["value"][number]> & Pick<ReleaseBody["priceRules"]["value"][number], "side" | "name" | "basis" | "percent">): ReleaseBody["priceRules"]["value"][number] =>
  ({ target: "all", accountGroup: "", minQuantity: "1", ...rule })

const dealer: ReleaseBody = {
  kind: "dealer", ...shared, brand: looks("#2b59c3", 6, "inter"),
  locale: { mode: "free", value: "de" }, currency: { mode: "bounded", value: "EUR", allowed: ["EUR", "USD", "CHF", "GBP"] },
  zone: { mode: "free", value: "Europe/Berlin" }, country: { mode: "free", value: "DE" },
  accountGroups: { mode: "bounded", value: [{ code: "standard", name: "Standard" }, { code: "key", name: "Key accounts" }] },
  segments: { mode: "free", value: [{ effect: "include", target: "all", accountGroup: "" }] },
  priceRules: { mode: "bounded", value: [
    priceRule({ side: "supply", name: "Dealer discount", basis: "base", percent: "-20" }),
    priceRule({ side: "sale", name: "Key accounts", basis: "base", percent: "-5", accountGroup: "key" }),
    priceRule({ side: "sale", name: "Volume from 100", basis: "base", percent: "-3", minQuantity: "100" }),
  ] },
  approvalPolicies: { mode: "free", value: [
    approval("Customer orders above 1,000", "total > 1000.0", "Approver", ["account_approver", "dealer_approver"]),
    approval("Below the price floor", "below_floor", "Dealer", ["dealer_approver", "dealer_admin"]),
  ] },
  settings: { mode: "free", value: { minMarginPercent: "3" } },
}

const reseller: ReleaseBody = {
  kind: "reseller", ...shared, brand: looks("#0f766e", 10, "manrope"),
  locale: { mode: "free", value: "en" }, currency: { mode: "bounded", value: "USD", allowed: ["USD", "EUR", "GBP", "CHF"] },
  zone: { mode: "free", value: "America/Chicago" }, country: { mode: "free", value: "US" },
  accountGroups: { mode: "bounded", value: [{ code: "standard", name: "Standard" }, { code: "trade", name: "Trade" }] },
  segments: { mode: "free", value: [{ effect: "include", target: "all", accountGroup: "" }] },
  priceRules: { mode: "bounded", value: [
    priceRule({ side: "supply", name: "Reseller discount", basis: "base", percent: "-25" }),
    priceRule({ side: "sale", name: "Standard markup", basis: "supply", percent: "30" }),
    priceRule({ side: "sale", name: "Trade markup", basis: "supply", percent: "22", accountGroup: "trade" }),
  ] },
  approvalPolicies: { mode: "free", value: [approval("New delivery address", "new_address && total > 500.0", "Reseller", ["dealer_approver", "dealer_admin"]), approval("Orders above 5,000", "total > 5000.0", "Approver", ["account_approver", "dealer_approver"])] },
  settings: { mode: "free", value: { minMarginPercent: "5" } },
}

const oem: ReleaseBody = {
  kind: "oem", ...shared, brand: looks("#7c3aed", 4, "source-sans-3"),
  locale: { mode: "free", value: "fr" }, currency: { mode: "bounded", value: "EUR", allowed: ["EUR", "USD", "CHF", "GBP"] },
  zone: { mode: "free", value: "Europe/Paris" }, country: { mode: "free", value: "FR" },
  accountGroups: { mode: "bounded", value: [{ code: "standard", name: "Standard" }, { code: "site", name: "Own sites" }] },
  segments: { mode: "free", value: [{ effect: "include", target: "all", accountGroup: "" }] },
  priceRules: { mode: "locked", value: [
    priceRule({ side: "supply", name: "OEM agreement", basis: "base", percent: "-30" }),
    priceRule({ side: "sale", name: "Cost plus handling", basis: "supply", percent: "6", accountGroup: "site" }),
    priceRule({ side: "sale", name: "Service parts", basis: "supply", percent: "25" }),
  ] },
  approvalPolicies: { mode: "free", value: [approval("Site orders above 2,500", "total > 2500.0", "Site approver", ["account_approver"]), approval("Orders above 20,000", "total > 20000.0", "Purchasing", ["dealer_approver", "dealer_admin"])] },
  settings: { mode: "free", value: { minMarginPercent: "2" } },
}

/** What every new platform starts with. */
export const STANDARD_TEMPLATES: readonly PublishRelease[] = [
  { templateCode: "dealer", name: "Dealer", description: "Sells to its own customers under its own brand, at the distributor's list prices and its own rules.", notes: "With plans for what comes again.", body: dealer },
  { templateCode: "reseller", name: "Reseller", description: "Buys at a discount and sells at a markup of its own.", notes: "With plans for what comes again.", body: reseller },
  { templateCode: "oem", name: "OEM", description: "Supplies its own sites and service partners at agreed prices.", notes: "With plans for what comes again.", body: oem },
]
