import { address } from "../address.ts"
import { say } from "../language.ts"
import { agreedPrices, person, shipTos, type Account, type Partner } from "../partner.ts"

const house: Account = {
  code: "BP-HOUSE", name: "Bluepeak Supply (own stock)", kind: "house", group: "house", taxId: "00-4417293",
  billTo: address("2140 Cartage Street, Suite 300", "60607", "Chicago", "US", "IL"), poPolicy: "required", creditLimit: null, paymentTermsDays: 45,
  shipTos: shipTos("BP-HOUSE", "US", { "Chicago cross-dock": "2140 Cartage Street | 60607 | Chicago | IL", "Milwaukee depot": "518 Harbor Spur | 53204 | Milwaukee | WI", "Dallas depot": "7702 Freightline Drive | 75247 | Dallas | TX" }),
  interests: ["IND-SAF", "IND-ABR", "MED-GLV", "MED-MSK", "IND-FLU", "IND-ELC"],
  people: [
    person("Grace Holloway", "grace.holloway@bluepeak.example", "dealer_admin", "en", "General Manager"),
    person("Marcus Bell", "marcus.bell@bluepeak.example", "dealer_buyer", "en", "Purchasing"),
    person("Priya Nair", "priya.nair@bluepeak.example", "dealer_approver", "en", "Controller"),
    person("Walt Jensen", "walt.jensen@bluepeak.example", "dealer_finance", "en", "Accounting"),
  ],
}

const accounts: readonly Account[] = [
  house,
  {
    code: "BP-2001", name: "Fox River Fleet Repair", kind: "workshop", group: "trade", taxId: "00-5128840", poPolicy: "required", creditLimit: "15000.00", paymentTermsDays: 60,
    billTo: address("911 Axle Road", "60505", "Aurora", "US", "IL"),
    shipTos: shipTos("BP-2001", "US", { "Main shop": "911 Axle Road | 60505 | Aurora | IL", "Elgin bay": "64 Millrace Avenue | 60120 | Elgin | IL" }),
    interests: ["IND-HND", "IND-FLU", "IND-CHM", "IND-HOS", "IND-GLV", "IND-FAS"],
    people: [
      person("Dale Krueger", "dale.krueger@foxriverfleet.example", "account_admin", "en", "Owner"),
      person("Tina Alvarez", "tina.alvarez@foxriverfleet.example", "account_buyer", "en", "Parts Counter"),
      person("Ron Steele", "ron.steele@foxriverfleet.example", "account_approver", "en", "Shop Foreman"),
    ],
  },
  {
    code: "BP-2002", name: "Lakeshore Packaging Works", kind: "plant", group: "industrial", taxId: "00-6630157", poPolicy: "required_unique", creditLimit: "80000.00", paymentTermsDays: 45,
    billTo: address("4400 Corrugator Way", "53154", "Oak Creek", "US", "WI"),
    shipTos: shipTos("BP-2002", "US", { "Plant 1 stores": "4400 Corrugator Way | 53154 | Oak Creek | WI", "Plant 2 stores": "1288 Pulp Mill Road | 54301 | Green Bay | WI", "Maintenance shop": "4412 Corrugator Way | 53154 | Oak Creek | WI" }),
    interests: ["IND-TRN", "IND-ELC", "IND-HOS", "IND-SAF", "IND-FLU", "IND-PWR"],
    people: [
      person("Helen Novak", "helen.novak@lakeshorepack.example", "account_admin", "en", "MRO Manager"),
      person("Andre Whitfield", "andre.whitfield@lakeshorepack.example", "account_buyer", "en", "Storeroom"),
      person("Joyce Tran", "joyce.tran@lakeshorepack.example", "account_approver", "en", "Plant Controller"),
    ],
  },
  {
    code: "BP-2003", name: "Prairie Smiles Dental Group", kind: "clinic", group: "healthcare", taxId: "00-3391462", poPolicy: "optional", creditLimit: "20000.00", paymentTermsDays: 30,
    billTo: address("305 Meadowlark Plaza", "61820", "Champaign", "US", "IL"),
    shipTos: shipTos("BP-2003", "US", { "Champaign": "305 Meadowlark Plaza | 61820 | Champaign | IL", "Bloomington": "77 Prairie Court | 61701 | Bloomington | IL", "Peoria": "1016 Bluff Street | 61602 | Peoria | IL" }),
    interests: ["MED-INF", "MED-CON", "MED-RES", "MED-BUR"],
    people: [
      person("Dr. Alicia Monroe", "alicia.monroe@prairiesmiles.example", "account_admin", "en", "Practice Owner"),
      person("Kevin Park", "kevin.park@prairiesmiles.example", "account_buyer", "en", "Office Manager"),
      person("Sandra Ruiz", "sandra.ruiz@prairiesmiles.example", "account_approver", "en", "Finance Lead"),
    ],
  },
  {
    code: "BP-2004", name: "Ironwood Custom Cycles", kind: "workshop", group: "trade", taxId: null, poPolicy: "optional", creditLimit: "1200.00", paymentTermsDays: 15,
    billTo: address("18 Spoke Alley", "55104", "Saint Paul", "US", "MN"),
    shipTos: shipTos("BP-2004", "US", { "Shop": "18 Spoke Alley | 55104 | Saint Paul | MN", "Paint booth": "22 Spoke Alley | 55104 | Saint Paul | MN" }),
    interests: ["IND-FAS", "IND-ABR", "IND-HND", "IND-CHM"],
    people: [
      person("Wes Tolliver", "wes.tolliver@ironwoodcycles.example", "account_admin", "en", "Owner"),
      person("Bree Sandoval", "bree.sandoval@ironwoodcycles.example", "account_buyer", "en", "Fabricator"),
    ],
  },
]

const threshold = { customers: 2500, house: 9000 }

function salesTax(state: string, name: string, percent: string): Partner["taxRates"][number] {
  return { code: `US-${state}`, name: `${name} sales tax`, country: "US", region: state, taxClass: "standard", percent }
}

/** Round figures of the demonstration, not the law's: real ones change by quarter and come from the state's own tables. */
const localTaxRates: NonNullable<Partner["localTaxRates"]> = [
  { region: "IL", level: "county", locality: "COOK", label: "Cook County tax (demo)", postalFrom: "606", postalTo: "606", percent: "1.5" },
  { region: "IL", level: "city", locality: "CHICAGO", label: "Chicago city tax (demo)", postalFrom: "606", postalTo: "606", percent: "1.25" },
  { region: "IL", level: "district", locality: "TRANSIT-A", label: "Transit district tax (demo)", postalFrom: "606", postalTo: "606", percent: "1" },
  { region: "IL", level: "county", locality: "KANE", label: "Kane County tax (demo)", postalFrom: "60505", postalTo: "60505", percent: "0.75" },
  { region: "IL", level: "city", locality: "AURORA", label: "Aurora city tax (demo)", postalFrom: "60505", postalTo: "60505", percent: "1.25" },
  { region: "WI", level: "county", locality: "MILWAUKEE", label: "Milwaukee County tax (demo)", postalFrom: "53154", postalTo: "53154", percent: "0.5" },
]

export const bluepeak: Partner = {
  code: "bluepeak", host: "bluepeak", kind: "reseller", name: "Bluepeak Supply", legalName: "Bluepeak Supply Company LLC",
  address: house.billTo, taxId: "00-4417293", currency: "USD", language: "en", timeZone: "America/Chicago",
  brand: { accent: "#1D4FD7", ink: "#0F1B33", canvas: "#F7F9FC", radius: 4, font: "inter", mark: "BP" },
  taxRates: [salesTax("IL", "Illinois", "6.25"), salesTax("WI", "Wisconsin", "5"), salesTax("TX", "Texas", "6.25"), salesTax("MN", "Minnesota", "6.875"), salesTax("IN", "Indiana", "7")], localTaxRates,
  accountGroups: [
    { code: "house", name: say("House", "Eigenbedarf", "Maison") },
    { code: "trade", name: say("Trade shops", "Werkstätten", "Ateliers") },
    { code: "industrial", name: say("Industrial plants", "Industriebetriebe", "Sites industriels") },
    { code: "healthcare", name: say("Healthcare", "Gesundheitswesen", "Santé") },
  ],
  accounts,
  segments: [
    { code: "workshop", name: say("Workshop and industrial", "Werkstatt und Industrie", "Atelier et industrie"), groups: ["house", "trade", "industrial"], includeCategories: ["IND"], excludeCategories: ["IND-REF"], excludeSkus: [] },
    { code: "healthcare", name: say("Healthcare range", "Gesundheitssortiment", "Gamme santé"), groups: ["house", "healthcare"], includeCategories: ["MED"], excludeCategories: ["MED-EQP", "MED-HPC"], excludeSkus: [] },
  ],
  priceRules: [
    { code: "supply-industrial", name: say("Reseller terms, industrial", "Wiederverkäuferkondition Industrie", "Conditions revendeur, industrie"), side: "supply", groups: [], category: "IND", maker: null, effect: "percent_off", percent: "26", priority: 10 },
    { code: "supply-medical", name: say("Reseller terms, medical", "Wiederverkäuferkondition Medizin", "Conditions revendeur, médical"), side: "supply", groups: [], category: "MED", maker: null, effect: "percent_off", percent: "20", priority: 10 },
    { code: "landed", name: say("Landed cost uplift", "Importaufschlag", "Majoration à l'importation"), side: "sale", groups: [], category: null, maker: null, effect: "markup", percent: "8", priority: 1 },
    { code: "trade-tools", name: say("Trade tool price", "Werkstattpreis Werkzeuge", "Prix atelier, outillage"), side: "sale", groups: ["trade"], category: "IND-HND", maker: "TORVLIND", effect: "percent_off", percent: "5", priority: 20 },
    { code: "industrial", name: say("Industrial discount", "Industrierabatt", "Remise industrie"), side: "sale", groups: ["industrial"], category: "IND", maker: null, effect: "percent_off", percent: "10", priority: 10 },
    { code: "healthcare", name: say("Healthcare discount", "Rabatt Gesundheitswesen", "Remise santé"), side: "sale", groups: ["healthcare"], category: "MED-INF", maker: null, effect: "percent_off", percent: "4", priority: 15 },
  ],
  contract: {
    code: "LAKESHORE", name: say("Lakeshore annual agreement", "Jahresvereinbarung Lakeshore", "Accord annuel Lakeshore"), account: "BP-2002", currency: "USD", validFromDaysAgo: 120, validForDays: 365,
    lines: agreedPrices("USD", 18, ["RB-6003-2RS", "RB-6204-2RS", "RB-SPZ-1000", "HV-GC-9", "HV-GC-10", "OF-HLP-46", "KQ-CC-5G15", "FM-PU8-BLU", "OF-SP-500"]),
  },
  approvalThresholds: threshold,
  approvalRules: [
    { code: "own-stock", name: say("Large order for own stock", "Große Lagerbestellung", "Grosse commande pour le stock"), condition: `total > ${threshold.house}.0 && account.group == "house"`, levels: [{ name: say("Management approval", "Freigabe durch die Leitung", "Validation de la direction"), role: "dealer_approver" }] },
    { code: "over-limit", name: say("Over the buyer's limit", "Über der Einkaufsgrenze", "Au-delà du plafond d'achat"), condition: `total > ${threshold.customers}.0 && account.group != "house"`, levels: [{ name: say("Account approval", "Freigabe durch den Kunden", "Validation du client"), role: "account_approver" }] },
    {
      code: "capital", name: say("Capital purchase", "Investition", "Investissement"), condition: `total > 10000.0 && account.group != "house"`,
      levels: [{ name: say("Account approval", "Freigabe durch den Kunden", "Validation du client"), role: "account_approver" }, { name: say("Controller", "Controlling", "Contrôle de gestion"), role: "dealer_approver" }],
    },
  ],
}
