/** Every person of the demo signs in with this password. It protects nothing. */
export const demoPassword = "Entrepot-Demo-1"

export type PlatformRole = "platform_admin" | "platform_operator"
export type NetworkRole = "network_admin" | "sales" | "warehouse" | "steward" | "finance"
export type PartnerRole =
  | "dealer_admin" | "dealer_buyer" | "dealer_approver" | "dealer_finance"
  | "account_admin" | "account_buyer" | "account_approver"

export type Person<Role extends string> = {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly language: "en" | "de" | "fr"
  /** What it says on their card. */
  readonly title: string
}

function staff(name: string, email: string, role: NetworkRole, title: string, language: "en" | "de" | "fr" = "de"): Person<NetworkRole> {
  return { name, email: `${email}@nordwerk.example`, role, language, title }
}

export const network = {
  code: "nordwerk",
  name: "Nordwerk Distribution",
  legalName: "Nordwerk Distribution GmbH",
  currency: "EUR",
  language: "de",
  timeZone: "Europe/Berlin",
  country: "DE",
  address: { line1: "Halskestieg 14", line2: "", postalCode: "22113", city: "Hamburg", region: "" },
  /** It keeps stock in Lyon as well, so it is registered in both countries. */
  email: "rechnungen@nordwerk.example",
  bank: { iban: "DE02120300000000202051", bic: "BYLADEM1001", bank: "Deutsche Kreditbank" },
  taxNumbers: [{ country: "DE", number: "DE999318447" }, { country: "FR", number: "FR00999318447" }],
} as const

export const networkStaff: readonly Person<NetworkRole>[] = [
  staff("Henrike Paulsen", "henrike.paulsen", "network_admin", "Head of Operations"),
  staff("Jonas Brede", "jonas.brede", "sales", "Sales Desk"),
  staff("Camille Roux", "camille.roux", "sales", "Sales Desk, France", "fr"),
  staff("Marit Engels", "marit.engels", "steward", "Buyer"),
  staff("Tomasz Lisek", "tomasz.lisek", "warehouse", "Warehouse Lead, Hamburg", "en"),
  staff("Nadia Ferrand", "nadia.ferrand", "warehouse", "Warehouse Lead, Lyon", "fr"),
  staff("Ulrike Sander", "ulrike.sander", "finance", "Receivables and Payables"),
  staff("Piet Aalders", "piet.aalders", "steward", "Product Data Steward", "en"),
]

export const platformOperators: readonly Person<PlatformRole>[] = [
  { name: "Ines Calder", email: "ines.calder@entrepot.example", role: "platform_admin", language: "en", title: "Platform Administrator" },
  { name: "Ravi Menon", email: "ravi.menon@entrepot.example", role: "platform_operator", language: "en", title: "Platform Operator" },
]
