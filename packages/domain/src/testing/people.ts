/**
 * The people and companies of the test world. Three partners of one distributor, so that a test can always ask what the
 * neighbour sees: Zahnwerk (a dealer in Germany), BluePeak (a reseller in the USA), Ateliers Moreau (an OEM in France).
 */
export const TENANTS = {
  zahnwerk: { tenantId: 1, name: "Zahnwerk", kind: "dealer", locale: "de", currency: "EUR", zone: "Europe/Berlin", country: "DE", prefix: "ZW-" },
  bluepeak: { tenantId: 2, name: "BluePeak", kind: "reseller", locale: "en", currency: "USD", zone: "America/Denver", country: "US", prefix: "BP-" },
  moreau: { tenantId: 3, name: "Ateliers Moreau", kind: "oem", locale: "fr", currency: "EUR", zone: "Europe/Paris", country: "FR", prefix: "AM-" },
} as const
export type TenantName = keyof typeof TENANTS

/** limitMinor: null is unlimited, 0 is blocked. */
export const ACCOUNTS = {
  zahnwerk: { tenant: "zahnwerk", number: "H-1", name: "Zahnwerk Lager", kind: "house", group: "standard", limitMinor: null, city: "Berlin", region: "", postal: "10115", latitude: 52.53, longitude: 13.38 },
  lindner: { tenant: "zahnwerk", number: "C-1001", name: "Praxis Dr. Lindner", kind: "customer", group: "standard", limitMinor: 500_000n, city: "Hamburg", region: "", postal: "20095", latitude: 53.55, longitude: 10.0 },
  kern: { tenant: "zahnwerk", number: "C-1002", name: "Dentallabor Kern", kind: "customer", group: "key", limitMinor: 100_000n, city: "Munich", region: "", postal: "80331", latitude: 48.14, longitude: 11.57 },
  bluepeak: { tenant: "bluepeak", number: "H-1", name: "BluePeak Warehouse", kind: "house", group: "standard", limitMinor: null, city: "Denver", region: "CO", postal: "80202", latitude: 39.74, longitude: -104.99 },
  summit: { tenant: "bluepeak", number: "C-1001", name: "Summit Clinic", kind: "customer", group: "standard", limitMinor: 500_000n, city: "San Diego", region: "CA", postal: "92101", latitude: 32.72, longitude: -117.16 },
  moreau: { tenant: "moreau", number: "H-1", name: "Ateliers Moreau", kind: "house", group: "standard", limitMinor: null, city: "Lyon", region: "", postal: "69002", latitude: 45.76, longitude: 4.83 },
} as const satisfies Record<string, { tenant: TenantName; [column: string]: unknown }>
export type AccountName = keyof typeof ACCOUNTS

/** Each person holds their roles at one account; roles of tenant reach are held at the tenant's house account. */
export const PEOPLE = {
  petra: { name: "Petra Vogt", account: "zahnwerk", roles: ["dealer_admin"] },
  jonas: { name: "Jonas Weber", account: "zahnwerk", roles: ["dealer_buyer"] },
  miriam: { name: "Miriam Kessler", account: "zahnwerk", roles: ["dealer_approver"] },
  felix: { name: "Felix Brandt", account: "zahnwerk", roles: ["dealer_finance"] },
  sofia: { name: "Sofia Lindner", account: "lindner", roles: ["account_admin"] },
  tim: { name: "Tim Lorenz", account: "lindner", roles: ["account_buyer"] },
  nora: { name: "Nora Behrens", account: "lindner", roles: ["account_buyer"] },
  eva: { name: "Eva Roth", account: "lindner", roles: ["account_approver"] },
  karl: { name: "Karl Kern", account: "kern", roles: ["account_buyer"] },
  grace: { name: "Grace Miller", account: "bluepeak", roles: ["dealer_admin"] },
  dan: { name: "Dan Ortiz", account: "bluepeak", roles: ["dealer_buyer"] },
  lily: { name: "Lily Chen", account: "summit", roles: ["account_buyer"] },
  claire: { name: "Claire Moreau", account: "moreau", roles: ["dealer_admin"] },
} as const satisfies Record<string, { name: string; account: AccountName; roles: readonly string[] }>
export type PersonName = keyof typeof PEOPLE

/** The distributor's own staff, by role. */
export const STAFF = {
  wanda: { name: "Wanda Lange", roles: ["network_admin"] },
  sven: { name: "Sven Albers", roles: ["sales"] },
  bert: { name: "Bert Hansen", roles: ["warehouse"] },
} as const
export type StaffName = keyof typeof STAFF

/** Prices are per unit; stock is in base units, per warehouse. */
export const PRODUCTS = {
  gloves: { sku: "DN-1001", name: "Nitrile gloves M", category: "dental.gloves.", brand: "Sanis", base: "each", tax: "standard", units: { each: { factor: "1", eur: "0.12", usd: "0.14", minimum: "1", step: "1" }, box: { factor: "100", eur: "9.80", usd: "11.20", minimum: "1", step: "1" } }, stock: { HAM: "5000", LYS: "2000" } },
  bur: { sku: "DN-2040", name: "Diamond bur 806", category: "dental.burs.", brand: "Kerf", base: "each", tax: "standard", units: { each: { factor: "1", eur: "4.35", usd: "5.10", minimum: "5", step: "3" } }, stock: { HAM: "200", LYS: "40" } },
  mirror: { sku: "DN-3100", name: "Mouth mirror", category: "dental.instruments.", brand: "Kerf", base: "each", tax: "standard", units: { each: { factor: "1", eur: "3.20", usd: "3.60", minimum: "1", step: "1" } }, stock: { HAM: "10" } },
  lamp: { sku: "DN-5000", name: "Curing lamp", category: "dental.devices.", brand: "Lumo", base: "each", tax: "standard", units: { each: { factor: "1", eur: "480.00", usd: "560.00", minimum: "1", step: "1" } }, stock: { HAM: "6", LYS: "4" } },
  wrench: { sku: "WS-1200", name: "Torque wrench", category: "workshop.tools.", brand: "Stahl", base: "each", tax: "standard", units: { each: { factor: "1", eur: "89.00", usd: "99.00", minimum: "1", step: "1" } }, stock: { HAM: "30", LYS: "30" } },
  handbook: { sku: "DN-9000", name: "Handbook of hygiene", category: "dental.books.", brand: "Sanis", base: "each", tax: "reduced", units: { each: { factor: "1", eur: "24.90", usd: "29.00", minimum: "1", step: "1" } }, stock: { HAM: "50" } },
  laser: { sku: "DN-7000", name: "Soft tissue laser", category: "dental.devices.", brand: "Lumo", base: "each", tax: "standard", units: { each: { factor: "1", eur: null, usd: null, minimum: "1", step: "1" } }, stock: {} },
  /** In every catalogue but Zahnwerk's. */
  anaesthetic: { sku: "DN-6000", name: "Local anaesthetic", category: "dental.pharma.", brand: "Sanis", base: "each", tax: "standard", units: { each: { factor: "1", eur: "15.00", usd: "18.00", minimum: "1", step: "1" } }, stock: { HAM: "100" } },
  oldMirror: { sku: "DN-3000", name: "Mouth mirror, 2020", category: "dental.instruments.", brand: "Kerf", base: "each", tax: "standard", status: "discontinued", successor: "mirror", units: { each: { factor: "1", eur: "2.90", usd: "3.30", minimum: "1", step: "1" } }, stock: {} },
} as const satisfies Record<string, ProductSeed>
export type ProductName = keyof typeof PRODUCTS

export type ProductSeed = {
  readonly sku: string
  readonly name: string
  readonly category: string
  readonly brand: string
  readonly base: string
  readonly tax: "standard" | "reduced"
  readonly status?: "active" | "discontinued" | "run_out"
  readonly successor?: string
  readonly units: Readonly<Record<string, { readonly factor: string; readonly eur: string | null; readonly usd: string | null; readonly minimum: string; readonly step: string }>>
  readonly stock: { readonly HAM?: string; readonly LYS?: string }
}

export const WAREHOUSES = {
  HAM: { name: "Hamburg", country: "DE", latitude: 53.55, longitude: 9.99, zone: "Europe/Berlin" },
  LYS: { name: "Lyon", country: "FR", latitude: 45.76, longitude: 4.84, zone: "Europe/Paris" },
} as const
export type WarehouseCode = keyof typeof WAREHOUSES
