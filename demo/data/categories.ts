import { say, type Localised } from "./language.ts"

export type Category = {
  readonly code: string
  readonly parent: string | null
  readonly name: Localised
}

function category(code: string, parent: string | null, en: string, de: string, fr: string): Category {
  return { code, parent, name: say(en, de, fr) }
}

export const categories: readonly Category[] = [
  category("MED", null, "Dental and medical", "Dental und Medizin", "Dentaire et médical"),
  category("MED-INF", "MED", "Infection control", "Hygiene und Infektionsschutz", "Hygiène et prévention"),
  category("MED-GLV", "MED-INF", "Examination and surgical gloves", "Untersuchungs- und OP-Handschuhe", "Gants d'examen et de chirurgie"),
  category("MED-MSK", "MED-INF", "Masks and face protection", "Masken und Gesichtsschutz", "Masques et protection du visage"),
  category("MED-DIS", "MED-INF", "Disinfection", "Desinfektion", "Désinfection"),
  category("MED-STE", "MED-INF", "Sterilisation packaging", "Sterilgutverpackung", "Emballages de stérilisation"),
  category("MED-RES", "MED", "Restorative", "Füllungstherapie", "Restauration"),
  category("MED-CMP", "MED-RES", "Composites", "Komposite", "Composites"),
  category("MED-ADH", "MED-RES", "Bonding and cements", "Adhäsive und Zemente", "Adhésifs et ciments"),
  category("MED-IMP", "MED", "Impressions and models", "Abformung und Modelle", "Empreintes et modèles"),
  category("MED-ROT", "MED", "Rotary instruments", "Rotierende Instrumente", "Instruments rotatifs"),
  category("MED-BUR", "MED-ROT", "Burs and polishers", "Bohrer und Polierer", "Fraises et polissoirs"),
  category("MED-HPC", "MED-ROT", "Handpieces", "Hand- und Winkelstücke", "Pièces à main"),
  category("MED-INS", "MED", "Hand instruments", "Handinstrumente", "Instruments à main"),
  category("MED-CON", "MED", "Practice consumables", "Praxisbedarf", "Consommables de cabinet"),
  category("MED-INJ", "MED-CON", "Needles and syringes", "Kanülen und Spritzen", "Aiguilles et seringues"),
  category("MED-DRS", "MED-CON", "Dressings and cotton", "Verbandstoffe und Watte", "Pansements et coton"),
  category("MED-PAT", "MED-CON", "Patient care", "Patientenbedarf", "Articles pour patients"),
  category("MED-EQP", "MED", "Practice equipment", "Praxisgeräte", "Équipement de cabinet"),
  category("MED-ORT", "MED", "Orthopaedic supports", "Orthopädische Bandagen", "Orthèses et bandages"),
  category("IND", null, "Workshop and industrial", "Werkstatt und Industrie", "Atelier et industrie"),
  category("IND-FAS", "IND", "Fasteners", "Verbindungselemente", "Fixations"),
  category("IND-BLT", "IND-FAS", "Bolts and threaded rod", "Schrauben und Gewindestangen", "Vis et tiges filetées"),
  category("IND-NUT", "IND-FAS", "Nuts and washers", "Muttern und Scheiben", "Écrous et rondelles"),
  category("IND-SCR", "IND-FAS", "Wood screws and anchors", "Holzschrauben und Dübel", "Vis à bois et chevilles"),
  category("IND-CUT", "IND", "Cutting and grinding", "Zerspanen und Schleifen", "Coupe et abrasion"),
  category("IND-DRL", "IND-CUT", "Drills and taps", "Bohrer und Gewindebohrer", "Forets et tarauds"),
  category("IND-ABR", "IND-CUT", "Abrasives", "Schleifmittel", "Abrasifs"),
  category("IND-HND", "IND", "Hand tools", "Handwerkzeuge", "Outillage à main"),
  category("IND-PWR", "IND", "Power tools", "Elektrowerkzeuge", "Outillage électroportatif"),
  category("IND-SAF", "IND", "Work safety", "Arbeitsschutz", "Protection au travail"),
  category("IND-GLV", "IND-SAF", "Work gloves", "Arbeitshandschuhe", "Gants de travail"),
  category("IND-PPE", "IND-SAF", "Protective equipment", "Persönliche Schutzausrüstung", "Équipements de protection"),
  category("IND-FLU", "IND", "Oils and lubricants", "Öle und Schmierstoffe", "Huiles et lubrifiants"),
  category("IND-CHM", "IND", "Adhesives and sealants", "Klebstoffe und Dichtstoffe", "Colles et mastics"),
  category("IND-HOS", "IND", "Hoses and fittings", "Schläuche und Armaturen", "Tuyaux et raccords"),
  category("IND-TRN", "IND", "Bearings and drives", "Lager und Antriebe", "Roulements et transmissions"),
  category("IND-ELC", "IND", "Electrical installation", "Elektroinstallation", "Installation électrique"),
  category("IND-REF", "IND", "Reference books", "Fachbücher und Tabellen", "Ouvrages de référence"),
]

const parentOf = new Map(categories.map(({ code, parent }) => [code, parent]))

/** Whether `code` is `ancestor` itself or lies anywhere below it. */
export function isWithin(code: string, ancestor: string): boolean {
  for (let at: string | null | undefined = code; at; at = parentOf.get(at)) if (at === ancestor) return true
  return false
}
