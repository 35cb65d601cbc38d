import { address } from "../address.ts"
import { say } from "../language.ts"
import { agreedPrices, person, shipTos, type Account, type Partner } from "../partner.ts"

const house: Account = {
  code: "AM-HOUSE", name: "Atelier Mercure (production)", kind: "house", group: "house", taxId: "FR00999318274",
  billTo: address("12 quai des Forgerons", "38000", "Grenoble", "FR"), poPolicy: "required_unique", creditLimit: null, paymentTermsDays: 45,
  shipTos: shipTos("AM-HOUSE", "FR", { "Atelier de montage": "12 quai des Forgerons | 38000 | Grenoble", "Magasin outillage": "14 quai des Forgerons | 38000 | Grenoble", "Site de Voiron": "3 chemin de la Navette | 38500 | Voiron" }),
  interests: ["IND-FAS", "IND-TRN", "IND-HOS", "IND-ELC", "IND-CHM", "IND-CUT"],
  people: [
    person("Élodie Marchand", "elodie.marchand@mercure.example", "dealer_admin", "fr", "Directrice des opérations"),
    person("Karim Belkacem", "karim.belkacem@mercure.example", "dealer_buyer", "fr", "Acheteur"),
    person("Luc Perrin", "luc.perrin@mercure.example", "dealer_approver", "fr", "Responsable achats"),
    person("Solène Vasseur", "solene.vasseur@mercure.example", "dealer_finance", "fr", "Comptabilité"),
  ],
}

const accounts: readonly Account[] = [
  house,
  {
    code: "AM-3001", name: "Conserveries du Vercors", kind: "plant", group: "site", taxId: "FR00999540126", poPolicy: "required", creditLimit: "40000.00", paymentTermsDays: 45,
    billTo: address("85 route des Vergers", "26300", "Bourg-de-Péage", "FR"),
    shipTos: shipTos("AM-3001", "FR", { "Magasin général": "85 route des Vergers | 26300 | Bourg-de-Péage", "Ligne de conditionnement": "87 route des Vergers | 26300 | Bourg-de-Péage", "Entrepôt de Valence": "6 rue du Silo | 26000 | Valence" }),
    interests: ["IND-TRN", "IND-FLU", "IND-SAF", "IND-HOS", "IND-ELC"],
    people: [
      person("Solène Garnier", "solene.garnier@vercors.example", "account_admin", "fr", "Responsable maintenance"),
      person("Hugo Delmas", "hugo.delmas@vercors.example", "account_buyer", "fr", "Magasinier"),
      person("Agnès Colin", "agnes.colin@vercors.example", "account_approver", "fr", "Directrice de site"),
    ],
  },
  {
    code: "AM-3002", name: "Mécanique Thibault", kind: "workshop", group: "workshop", taxId: "FR00999207713", poPolicy: "optional", creditLimit: "6000.00", paymentTermsDays: 30,
    billTo: address("9 impasse du Tour", "42000", "Saint-Étienne", "FR"),
    shipTos: shipTos("AM-3002", "FR", { "Atelier": "9 impasse du Tour | 42000 | Saint-Étienne", "Annexe": "2 rue de la Limaille | 42100 | Saint-Étienne" }),
    interests: ["IND-CUT", "IND-HND", "IND-FAS", "IND-FLU", "IND-REF"],
    people: [
      person("Bruno Thibault", "bruno.thibault@thibault.example", "account_admin", "fr", "Gérant"),
      person("Inès Moreau", "ines.moreau@thibault.example", "account_buyer", "fr", "Assistante"),
      person("Didier Faure", "didier.faure@thibault.example", "account_approver", "fr", "Chef d'atelier"),
    ],
  },
  {
    code: "AM-3003", name: "Remontées du Belvédère", kind: "plant", group: "site", taxId: "FR00999881340", poPolicy: "required_unique", creditLimit: "25000.00", paymentTermsDays: 45,
    billTo: address("Gare aval, route du Belvédère", "38750", "Huez", "FR"),
    shipTos: shipTos("AM-3003", "FR", { "Gare aval": "Route du Belvédère | 38750 | Huez", "Gare intermédiaire": "Plateau des Sources | 38750 | Huez", "Garage des dameuses": "1 chemin des Neiges | 38520 | Le Bourg-d'Oisans" }),
    interests: ["IND-HOS", "IND-FLU", "IND-PPE", "IND-GLV", "IND-BLT", "IND-PWR"],
    people: [
      person("Maxime Villard", "maxime.villard@belvedere.example", "account_admin", "fr", "Chef d'exploitation"),
      person("Chloé Bonnet", "chloe.bonnet@belvedere.example", "account_buyer", "fr", "Approvisionnement"),
      person("Patrick Lemoine", "patrick.lemoine@belvedere.example", "account_approver", "fr", "Directeur technique"),
    ],
  },
  {
    code: "AM-3004", name: "Garage des Trois Cols", kind: "workshop", group: "workshop", taxId: null, poPolicy: "optional", creditLimit: "800.00", paymentTermsDays: 15,
    billTo: address("44 avenue du Galibier", "73300", "Saint-Jean-de-Maurienne", "FR"),
    shipTos: shipTos("AM-3004", "FR", { "Garage": "44 avenue du Galibier | 73300 | Saint-Jean-de-Maurienne", "Dépôt": "5 rue du Torrent | 73300 | Saint-Jean-de-Maurienne" }),
    interests: ["IND-FLU", "IND-HND", "IND-GLV", "IND-CHM"],
    people: [
      person("Nathalie Girod", "nathalie.girod@troiscols.example", "account_admin", "fr", "Gérante"),
      person("Yann Bertin", "yann.bertin@troiscols.example", "account_buyer", "fr", "Mécanicien"),
    ],
  },
]

const threshold = { customers: 1500, house: 6000 }

function vat(percent: string, taxClass: "standard" | "reduced" | "none"): Partner["taxRates"][number] {
  return { code: `FR-${percent}`, name: `TVA ${percent.replace(".", ",")} %`, country: "FR", region: null, taxClass, percent }
}

export const mercure: Partner = {
  code: "mercure", host: "mercure", kind: "oem", name: "Atelier Mercure", legalName: "Atelier Mercure SAS",
  address: house.billTo, taxId: "FR00999318274", currency: "EUR", language: "fr", timeZone: "Europe/Paris",
  brand: { accent: "#B4431F", ink: "#2B1D17", canvas: "#FBF8F5", radius: 12, font: "manrope", mark: "AM" },
  taxRates: [vat("20", "standard"), vat("10", "none"), vat("5.5", "reduced"), vat("2.1", "none")],
  accountGroups: [
    { code: "house", name: say("House", "Eigenbedarf", "Maison") },
    { code: "site", name: say("Industrial sites", "Industriestandorte", "Sites industriels") },
    { code: "workshop", name: say("Workshops", "Werkstätten", "Ateliers") },
  ],
  accounts,
  segments: [
    { code: "industrial", name: say("Workshop and industrial", "Werkstatt und Industrie", "Atelier et industrie"), groups: [], includeCategories: ["IND"], excludeCategories: [], excludeSkus: [] },
    { code: "first-aid", name: say("First aid and masks", "Erste Hilfe und Masken", "Premiers secours et masques"), groups: ["house", "site"], includeCategories: ["MED-DRS", "MED-MSK"], excludeCategories: [], excludeSkus: ["NW-MSK-340", "NW-MSK-341"] },
  ],
  priceRules: [
    { code: "supply-oem", name: say("OEM terms", "OEM-Kondition", "Conditions OEM"), side: "supply", groups: [], category: "IND", maker: null, effect: "percent_off", percent: "28", priority: 10 },
    { code: "supply-fasteners", name: say("OEM terms, fasteners", "OEM-Kondition Verbindungselemente", "Conditions OEM, fixations"), side: "supply", groups: [], category: "IND-FAS", maker: "BORHAGEN", effect: "percent_off", percent: "34", priority: 20 },
    { code: "site", name: say("Site discount", "Standortrabatt", "Remise sites"), side: "sale", groups: ["site"], category: "IND", maker: null, effect: "percent_off", percent: "8", priority: 10 },
    { code: "workshop-cutting", name: say("Workshop cutting tools", "Werkstattpreis Zerspanung", "Outils coupants, ateliers"), side: "sale", groups: ["workshop"], category: "IND-CUT", maker: null, effect: "percent_off", percent: "7", priority: 20 },
    { code: "cut-to-length", name: say("Cut-to-length surcharge", "Zuschnittaufschlag", "Majoration de coupe"), side: "sale", groups: [], category: "IND-HOS", maker: "FLEXMARNE", effect: "markup", percent: "6", priority: 5 },
  ],
  contract: {
    code: "VERCORS", name: say("Vercors maintenance contract", "Wartungsvertrag Vercors", "Contrat de maintenance Vercors"), account: "AM-3001", currency: "EUR", validFromDaysAgo: 90, validForDays: 365,
    lines: agreedPrices("EUR", 15, ["RB-6004-2RS", "RB-6205-2RS", "RB-RC-08B-1", "OF-GR-4", "OF-HLP-32", "HV-GA-9", "HV-GA-10", "FM-PU10-BLU"]),
  },
  approvalThresholds: threshold,
  approvalRules: [
    { code: "own-stock", name: say("Large order for own stock", "Große Lagerbestellung", "Grosse commande pour le stock"), condition: `total > ${threshold.house}.0 && account.group == "house"`, levels: [{ name: say("Management approval", "Freigabe durch die Leitung", "Validation de la direction"), role: "dealer_approver" }] },
    { code: "important", name: say("Large order", "Große Bestellung", "Commande importante"), condition: `total > ${threshold.customers}.0 && account.group != "house"`, levels: [{ name: say("Account approval", "Freigabe durch den Kunden", "Validation du client"), role: "account_approver" }] },
    {
      code: "workshop-large", name: say("Large workshop order", "Große Werkstattbestellung", "Grosse commande d'atelier"), condition: `total > 4000.0 && account.group == "workshop"`,
      levels: [{ name: say("Account approval", "Freigabe durch den Kunden", "Validation du client"), role: "account_approver" }, { name: say("Purchasing", "Einkauf", "Achats"), role: "dealer_approver" }],
    },
  ],
}
