import { address } from "../address.ts"
import { say } from "../language.ts"
import { agreedPrices, person, shipTos, type Account, type Partner } from "../partner.ts"

const house: Account = {
  code: "ZW-HOUSE", name: "Zahnwerk Dental (Eigenbedarf)", kind: "house", group: "house", taxId: "DE999847216",
  billTo: address("Gerberwall 8", "30159", "Hannover", "DE"), poPolicy: "optional", creditLimit: null, paymentTermsDays: 30,
  shipTos: shipTos("ZW-HOUSE", "DE", { "Lager Hannover": "Gerberwall 8 | 30159 | Hannover", "Schauraum Leipzig": "Kupfergasse 21 | 04109 | Leipzig" }),
  interests: ["MED-INF", "MED-CON", "MED-RES", "MED-BUR", "MED-EQP"],
  people: [
    person("Anna Vogt", "anna.vogt@zahnwerk.example", "dealer_admin", "de", "Geschäftsführerin"),
    person("Milan Kessler", "milan.kessler@zahnwerk.example", "dealer_buyer", "de", "Einkauf"),
    person("Dörte Lammers", "doerte.lammers@zahnwerk.example", "dealer_approver", "de", "Leitung Innendienst"),
    person("Heike Ostrowski", "heike.ostrowski@zahnwerk.example", "dealer_finance", "de", "Buchhaltung"),
  ],
}

const accounts: readonly Account[] = [
  house,
  {
    code: "ZW-1001", name: "Zahnarztpraxis am Lindenhof", kind: "practice", group: "practice", taxId: null, poPolicy: "optional", creditLimit: "8000.00", paymentTermsDays: 45,
    billTo: address("Lindenhof 3", "30559", "Hannover", "DE"),
    shipTos: shipTos("ZW-1001", "DE", { "Praxis": "Lindenhof 3 | 30559 | Hannover", "Zweigpraxis Laatzen": "Marktkamp 11 | 30880 | Laatzen" }),
    interests: ["MED-INF", "MED-RES", "MED-CON", "MED-BUR"],
    people: [
      person("Dr. Sabine Hartwig", "sabine.hartwig@lindenhof.example", "account_admin", "de", "Praxisinhaberin"),
      person("Lena Brandt", "lena.brandt@lindenhof.example", "account_buyer", "de", "Praxismanagement"),
      person("Dr. Cem Aydin", "cem.aydin@lindenhof.example", "account_approver", "de", "Zahnarzt"),
    ],
  },
  {
    code: "ZW-1002", name: "Dentalklinik Elbufer", kind: "clinic", group: "clinic", taxId: "DE999120355", poPolicy: "required_unique", creditLimit: "60000.00", paymentTermsDays: 30,
    billTo: address("Uferallee 90", "01067", "Dresden", "DE"),
    shipTos: shipTos("ZW-1002", "DE", { "Zentrallager": "Uferallee 90 | 01067 | Dresden", "Chirurgie": "Uferallee 92 | 01067 | Dresden", "Prophylaxe": "Uferallee 94 | 01067 | Dresden", "Labor": "Weidenstieg 5 | 01097 | Dresden" }),
    interests: ["MED-INF", "MED-CON", "MED-ROT", "MED-INS", "MED-RES", "MED-EQP"],
    people: [
      person("Friederike Noll", "friederike.noll@elbufer.example", "account_admin", "de", "Verwaltungsleitung"),
      person("Stefan Petzold", "stefan.petzold@elbufer.example", "account_buyer", "de", "Zentraleinkauf"),
      person("Prof. Karla Weiss", "karla.weiss@elbufer.example", "account_approver", "de", "Ärztliche Leitung"),
    ],
  },
  {
    code: "ZW-1003", name: "Kieferorthopädie Sonnenplatz", kind: "practice", group: "practice", taxId: null, poPolicy: "optional", creditLimit: "600.00", paymentTermsDays: 14,
    billTo: address("Sonnenplatz 2", "28195", "Bremen", "DE"),
    shipTos: shipTos("ZW-1003", "DE", { "Praxis": "Sonnenplatz 2 | 28195 | Bremen", "Abendannahme": "Sonnenplatz 4 | 28195 | Bremen" }),
    interests: ["MED-IMP", "MED-GLV", "MED-PAT", "MED-MSK"],
    people: [
      person("Dr. Ole Janssen", "ole.janssen@sonnenplatz.example", "account_admin", "de", "Praxisinhaber"),
      person("Mia Gerdes", "mia.gerdes@sonnenplatz.example", "account_buyer", "de", "Empfang"),
    ],
  },
  {
    code: "ZW-1004", name: "Dentallabor Feinguss", kind: "laboratory", group: "laboratory", taxId: "DE999664201", poPolicy: "required", creditLimit: "12000.00", paymentTermsDays: 30,
    billTo: address("Tiegelweg 17", "44135", "Dortmund", "DE"),
    shipTos: shipTos("ZW-1004", "DE", { "Labor": "Tiegelweg 17 | 44135 | Dortmund", "Außenstelle Hagen": "Am Hammerteich 6 | 58095 | Hagen" }),
    interests: ["MED-IMP", "MED-BUR", "MED-DIS", "MED-MSK"],
    people: [
      person("Ruth Okafor", "ruth.okafor@feinguss.example", "account_admin", "de", "Inhaberin"),
      person("Timo Scholz", "timo.scholz@feinguss.example", "account_buyer", "de", "Zahntechniker"),
      person("Beate Krug", "beate.krug@feinguss.example", "account_approver", "de", "Buchhaltung"),
    ],
  },
  {
    code: "ZW-1005", name: "MVZ Zahngesundheit Rheintal", kind: "clinic", group: "clinic", taxId: "DE999402768", poPolicy: "required", creditLimit: "35000.00", paymentTermsDays: 30,
    billTo: address("Rheintalring 40", "55116", "Mainz", "DE"),
    shipTos: shipTos("ZW-1005", "DE", { "Mainz": "Rheintalring 40 | 55116 | Mainz", "Bingen": "Fährgasse 12 | 55411 | Bingen", "Worms": "Nibelungenstieg 9 | 67547 | Worms" }),
    interests: ["MED-INF", "MED-CON", "MED-RES", "MED-ORT"],
    people: [
      person("Gregor Thielen", "gregor.thielen@rheintal.example", "account_admin", "de", "Kaufmännische Leitung"),
      person("Yasmin Haddad", "yasmin.haddad@rheintal.example", "account_buyer", "de", "Materialwirtschaft"),
      person("Dr. Paul Reuter", "paul.reuter@rheintal.example", "account_approver", "de", "Ärztlicher Leiter"),
    ],
  },
]

const threshold = { customers: 1000, house: 5000 }

export const zahnwerk: Partner = {
  code: "zahnwerk", host: "zahnwerk", kind: "dealer", name: "Zahnwerk Dental", legalName: "Zahnwerk Dental Handels GmbH",
  address: house.billTo, taxId: "DE999847216", currency: "EUR", language: "de", timeZone: "Europe/Berlin",
  brand: { accent: "#0B7A75", ink: "#12302E", canvas: "#F6FAF9", radius: 8, font: "source-sans-3", mark: "ZW" },
  taxRates: [
    { code: "DE-19", name: "Umsatzsteuer 19 %", country: "DE", region: null, taxClass: "standard", percent: "19" },
    { code: "DE-7", name: "Umsatzsteuer 7 %", country: "DE", region: null, taxClass: "reduced", percent: "7" },
  ],
  accountGroups: [
    { code: "house", name: say("House", "Eigenbedarf", "Maison") },
    { code: "practice", name: say("Practices", "Praxen", "Cabinets") },
    { code: "clinic", name: say("Clinics", "Kliniken", "Cliniques") },
    { code: "laboratory", name: say("Laboratories", "Labore", "Laboratoires") },
  ],
  accounts,
  segments: [
    { code: "dental", name: say("Dental and medical only", "Nur Dental und Medizin", "Dentaire et médical uniquement"), groups: ["house", "practice", "clinic"], includeCategories: ["MED"], excludeCategories: [], excludeSkus: ["NW-DRS-92"] },
    { code: "laboratory", name: say("Laboratory range", "Laborsortiment", "Gamme laboratoire"), groups: ["laboratory"], includeCategories: ["MED-IMP", "MED-ROT", "MED-INF", "MED-EQP"], excludeCategories: ["MED-GLV"], excludeSkus: [] },
  ],
  priceRules: [
    { code: "supply-dental", name: say("Dealer terms, dental", "Händlerkondition Dental", "Conditions revendeur, dentaire"), side: "supply", groups: [], category: "MED", maker: null, effect: "percent_off", percent: "24", priority: 10 },
    { code: "supply-equipment", name: say("Dealer terms, equipment", "Händlerkondition Geräte", "Conditions revendeur, équipement"), side: "supply", groups: [], category: "MED-EQP", maker: null, effect: "percent_off", percent: "16", priority: 20 },
    { code: "clinic", name: say("Clinic discount", "Klinikrabatt", "Remise cliniques"), side: "sale", groups: ["clinic"], category: "MED", maker: null, effect: "percent_off", percent: "9", priority: 10 },
    { code: "practice-gloves", name: say("Practice glove price", "Praxispreis Handschuhe", "Prix cabinet, gants"), side: "sale", groups: ["practice"], category: "MED-GLV", maker: null, effect: "percent_off", percent: "6", priority: 20 },
    { code: "laboratory", name: say("Laboratory discount", "Laborrabatt", "Remise laboratoires"), side: "sale", groups: ["laboratory"], category: "MED-IMP", maker: "GIPSORA", effect: "percent_off", percent: "12", priority: 20 },
    { code: "instruments", name: say("Instrument surcharge", "Aufschlag Instrumente", "Majoration instruments"), side: "sale", groups: [], category: "MED-INS", maker: null, effect: "markup", percent: "4", priority: 5 },
  ],
  contract: {
    code: "ELBUFER", name: say("Elbufer frame contract", "Rahmenvertrag Elbufer", "Contrat-cadre Elbufer"), account: "ZW-1002", currency: "EUR", validFromDaysAgo: 200, validForDays: 365,
    lines: agreedPrices("EUR", 16, ["NW-GLV-NIT-BLU-S", "NW-GLV-NIT-BLU-M", "NW-GLV-NIT-BLU-L", "NW-MSK-2R-BLU", "NW-DIS-SF-NEU", "ORV-NC-A2", "ORV-NC-A3", "NW-INJ-27G-25", "NW-PAT-610"]),
  },
  approvalThresholds: threshold,
  approvalRules: [
    { code: "own-stock", name: say("Large order for own stock", "Große Lagerbestellung", "Grosse commande pour le stock"), condition: `total > ${threshold.house}.0 && account.group == "house"`, levels: [{ name: say("Management approval", "Freigabe durch die Leitung", "Validation de la direction"), role: "dealer_approver" }] },
    { code: "large", name: say("Large order", "Große Bestellung", "Commande importante"), condition: `total > ${threshold.customers}.0 && account.group != "house"`, levels: [{ name: say("Account approval", "Freigabe durch den Kunden", "Validation du client"), role: "account_approver" }] },
    {
      code: "very-large", name: say("Very large clinic order", "Sehr große Klinikbestellung", "Très grande commande de clinique"), condition: `total > 7500.0 && account.group == "clinic"`,
      levels: [{ name: say("Account approval", "Freigabe durch den Kunden", "Validation du client"), role: "account_approver" }, { name: say("Dealer approval", "Freigabe durch den Händler", "Validation du revendeur"), role: "dealer_approver" }],
    },
  ],
}
