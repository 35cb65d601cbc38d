import { say, type Language, type Localised } from "./language.ts"

export type AttributeDefinition = {
  readonly name: Localised
  readonly type: "text" | "number" | "option" | "boolean"
  /** UNECE Recommendation 20 code and the sign that people read. */
  readonly unit?: { readonly code: string; readonly sign: string }
  readonly options?: Readonly<Record<string, Localised>>
}

const text = (en: string, de: string, fr: string) => ({ type: "text", name: say(en, de, fr) }) as const
const yesOrNo = (en: string, de: string, fr: string) => ({ type: "boolean", name: say(en, de, fr) }) as const
const measure = (code: string, sign: string, en: string, de: string, fr: string) =>
  ({ type: "number", name: say(en, de, fr), unit: { code, sign } }) as const
const count = (en: string, de: string, fr: string) => ({ type: "number", name: say(en, de, fr) }) as const
const choice = (name: Localised, options: Readonly<Record<string, Localised>>) => ({ type: "option", name, options }) as const

export const attributes = {
  size: text("Size", "Größe", "Taille"),
  colour: choice(say("Colour", "Farbe", "Couleur"), {
    blue: say("blue", "blau", "bleu"), black: say("black", "schwarz", "noir"), white: say("white", "weiß", "blanc"),
    green: say("green", "grün", "vert"), pink: say("pink", "rosa", "rose"), yellow: say("yellow", "gelb", "jaune"),
    orange: say("orange", "orange", "orange"), red: say("red", "rot", "rouge"), grey: say("grey", "grau", "gris"),
    brown: say("brown", "braun", "brun"), clear: say("clear", "transparent", "transparent"), ivory: say("ivory", "elfenbein", "ivoire"),
    lavender: say("lavender", "lavendel", "lavande"),
  }),
  material: choice(say("Material", "Material", "Matière"), {
    nitrile: say("nitrile", "Nitril", "nitrile"), latex: say("natural latex", "Naturlatex", "latex naturel"),
    cotton: say("cotton", "Baumwolle", "coton"), viscose: say("viscose non-woven", "Viskosevlies", "non-tissé de viscose"),
    leather: say("cowhide", "Rindleder", "cuir de vachette"), polyamide: say("polyamide", "Polyamid", "polyamide"),
    polyurethane: say("polyurethane", "Polyurethan", "polyuréthane"), rubber: say("synthetic rubber", "Synthesekautschuk", "caoutchouc synthétique"),
    brass: say("nickel-plated brass", "Messing, vernickelt", "laiton nickelé"), stainless: say("stainless steel", "Edelstahl", "acier inoxydable"),
    hss: say("HSS-Co cobalt steel", "HSS-Co-Stahl", "acier HSS-Co"), carbide: say("tungsten carbide", "Hartmetall", "carbure de tungstène"),
    polypropylene: say("polypropylene", "Polypropylen", "polypropylène"), neoprene: say("neoprene", "Neopren", "néoprène"),
    copper: say("tinned copper", "Kupfer, verzinnt", "cuivre étamé"), hdpe: say("HDPE", "HDPE", "PEHD"),
  }),
  grade: choice(say("Grade", "Werkstoff", "Qualité"), {
    A2: say("stainless steel A2", "Edelstahl A2", "inox A2"),
    "8.8": say("steel 8.8, zinc-plated", "Stahl 8.8, verzinkt", "acier 8.8 zingué"),
    ZN: say("steel, zinc-plated", "Stahl, verzinkt", "acier zingué"),
  }),
  sterile: yesOrNo("Sterile", "Steril", "Stérile"),
  powderFree: yesOrNo("Powder-free", "Puderfrei", "Sans poudre"),
  valve: yesOrNo("With valve", "Mit Ventil", "Avec valve"),
  thread: text("Thread", "Gewinde", "Filetage"),
  length: measure("MMT", "mm", "Length", "Länge", "Longueur"),
  width: measure("MMT", "mm", "Width", "Breite", "Largeur"),
  diameter: measure("MMT", "mm", "Diameter", "Durchmesser", "Diamètre"),
  bore: measure("MMT", "mm", "Bore", "Bohrung", "Alésage"),
  section: measure("MMK", "mm²", "Cross-section", "Querschnitt", "Section"),
  cores: count("Cores", "Adern", "Conducteurs"),
  ply: count("Ply", "Lagen", "Plis"),
  shank: text("Shank", "Schaft", "Queue"),
  gauge: text("Gauge", "Stärke", "Calibre"),
  content: text("Content", "Inhalt", "Contenance"),
  volume: measure("MLT", "ml", "Volume", "Volumen", "Volume"),
  shade: text("Shade", "Zahnfarbe", "Teinte"),
  setting: choice(say("Setting", "Abbindung", "Prise"), {
    fast: say("fast set", "schnell abbindend", "prise rapide"), regular: say("regular set", "normal abbindend", "prise normale"),
  }),
  viscosity: choice(say("Viscosity", "Viskosität", "Viscosité"), {
    putty: say("putty", "knetbar", "haute viscosité"), heavy: say("heavy body", "schwerfließend", "viscosité élevée"),
    medium: say("medium body", "mittelfließend", "viscosité moyenne"), light: say("light body", "leichtfließend", "basse viscosité"),
  }),
  jaw: choice(say("Jaw", "Kiefer", "Arcade"), { upper: say("upper", "Oberkiefer", "maxillaire"), lower: say("lower", "Unterkiefer", "mandibulaire") }),
  side: choice(say("Side", "Seite", "Côté"), { left: say("left", "links", "gauche"), right: say("right", "rechts", "droite") }),
  shape: choice(say("Shape", "Form", "Forme"), {
    round: say("round", "Kugel", "boule"), cylinder: say("cylinder", "Zylinder", "cylindre"),
    flame: say("flame", "Flamme", "flamme"), torpedo: say("torpedo", "Torpedo", "torpille"),
  }),
  grit: choice(say("Grit", "Körnung", "Grain"), {
    coarse: say("coarse", "grob", "gros"), medium: say("medium", "mittel", "moyen"),
    fine: say("fine", "fein", "fin"), superfine: say("superfine", "superfein", "superfin"),
  }),
  grain: text("Grain", "Körnung", "Grain"),
  ratio: text("Transmission", "Übersetzung", "Rapport"),
  protection: text("Protection class", "Schutzklasse", "Classe de protection"),
  fragrance: choice(say("Fragrance", "Duft", "Parfum"), {
    neutral: say("unscented", "ohne Duft", "sans parfum"), citrus: say("citrus", "Zitrus", "agrumes"),
  }),
  strength: choice(say("Strength", "Festigkeit", "Résistance"), {
    low: say("low strength", "niedrigfest", "faible résistance"), medium: say("medium strength", "mittelfest", "résistance moyenne"),
    high: say("high strength", "hochfest", "haute résistance"),
  }),
  voltage: measure("VLT", "V", "Voltage", "Spannung", "Tension"),
  charge: measure("AMH", "Ah", "Capacity", "Kapazität", "Capacité"),
  capacity: measure("LTR", "l", "Chamber", "Kammer", "Cuve"),
  torque: text("Torque range", "Drehmomentbereich", "Plage de couple"),
  magnification: count("Magnification", "Vergrößerung", "Grossissement"),
  isoGrade: text("Viscosity grade", "Viskositätsklasse", "Grade de viscosité"),
  pressure: measure("BAR", "bar", "Working pressure", "Betriebsdruck", "Pression de service"),
  standard: text("Standard", "Norm", "Norme"),
} satisfies Record<string, AttributeDefinition>

export type AttributeKey = keyof typeof attributes
export type AttributeValue =
  | { readonly key: AttributeKey; readonly type: "text"; readonly value: string }
  | { readonly key: AttributeKey; readonly type: "option"; readonly value: string }
  | { readonly key: AttributeKey; readonly type: "number"; readonly value: string; readonly unit: string | null }
  | { readonly key: AttributeKey; readonly type: "boolean"; readonly value: boolean }

export function definitionOf(key: AttributeKey): AttributeDefinition {
  return attributes[key]
}

export function typed(key: AttributeKey, raw: string | number | boolean): AttributeValue {
  const { type, unit } = definitionOf(key)
  if (type === "boolean") return { key, type, value: Boolean(raw) }
  if (type === "number") return { key, type, value: String(raw), unit: unit?.code ?? null }
  return { key, type, value: String(raw) }
}

/** The bare value as a person of that language reads it, without its unit. */
export function spoken(key: AttributeKey, raw: string | number | boolean, language: Language): string {
  const { type, options } = definitionOf(key)
  if (type === "boolean") return (raw ? say("yes", "ja", "oui") : say("no", "nein", "non"))[language]
  if (type === "number" || type === "text") return language === "en" ? String(raw) : String(raw).replaceAll(/(\d)\.(\d)/g, "$1,$2")
  const option = options?.[String(raw)]
  if (!option) throw new Error(`The attribute ${key} has no option ${String(raw)}.`)
  return option[language]
}
