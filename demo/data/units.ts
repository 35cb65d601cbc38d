import { say, type Localised } from "./language.ts"

/** UNECE Recommendation 20 codes. */
export const baseUnits = {
  C62: say("each", "Stück", "pièce"),
  MTR: say("metre", "Meter", "mètre"),
  KGM: say("kilogram", "Kilogramm", "kilogramme"),
  PR: say("pair", "Paar", "paire"),
  LTR: say("litre", "Liter", "litre"),
} as const satisfies Record<string, Localised>

export type BaseUnit = keyof typeof baseUnits

/** Packs carry Recommendation 21 codes in the form in which Recommendation 20 lists them: an X before the package. */
const packKinds = {
  box: { code: "XBX", name: say("box", "Schachtel", "boîte") },
  case: { code: "XCS", name: say("case", "Karton", "carton") },
  pack: { code: "XPK", name: say("pack", "Packung", "paquet") },
  bag: { code: "XBG", name: say("bag", "Beutel", "sachet") },
  roll: { code: "XRO", name: say("roll", "Rolle", "rouleau") },
  reel: { code: "XRL", name: say("reel", "Trommel", "touret") },
  bottle: { code: "XBO", name: say("bottle", "Flasche", "flacon") },
  canister: { code: "XJY", name: say("canister", "Kanister", "bidon") },
  drum: { code: "XDR", name: say("drum", "Fass", "fût") },
} as const

export type PackKind = keyof typeof packKinds
export type Pack = {
  readonly code: string
  /** Base units in one pack. */
  readonly factor: string
  readonly name: Localised
  readonly gtin: string
}

const counted: Record<BaseUnit, Localised> = {
  C62: say("", " Stück", ""),
  MTR: say(" m", " m", " m"),
  KGM: say(" kg", " kg", " kg"),
  PR: say(" pairs", " Paar", " paires"),
  LTR: say(" l", " l", " l"),
}

export function packed(kind: PackKind, factor: number, unit: BaseUnit): Omit<Pack, "gtin"> {
  const { code, name } = packKinds[kind]
  const of = counted[unit]
  return {
    code,
    factor: String(factor),
    name: say(`${name.en} of ${factor}${of.en}`, `${name.de} zu ${factor}${of.de}`, `${name.fr} de ${factor}${of.fr}`),
  }
}
