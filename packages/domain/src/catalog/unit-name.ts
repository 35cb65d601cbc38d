import type { Locale } from "../tenancy/contract.ts"

/** What people call a unit, by its UNECE code (Recommendations 20 and 21). Whatever is not named here stays as it was imported. */
const NAMES: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  C62: { en: "each", de: "Stück", fr: "pièce" }, EA: { en: "each", de: "Stück", fr: "pièce" }, PR: { en: "pair", de: "Paar", fr: "paire" },
  XBX: { en: "box", de: "Schachtel", fr: "boîte" }, BX: { en: "box", de: "Schachtel", fr: "boîte" }, XCS: { en: "case", de: "Karton", fr: "carton" }, CS: { en: "case", de: "Karton", fr: "carton" },
  XPK: { en: "pack", de: "Packung", fr: "paquet" }, PK: { en: "pack", de: "Packung", fr: "paquet" }, XBG: { en: "bag", de: "Beutel", fr: "sachet" }, XRO: { en: "roll", de: "Rolle", fr: "rouleau" },
  XRL: { en: "reel", de: "Trommel", fr: "touret" }, XBO: { en: "bottle", de: "Flasche", fr: "flacon" }, XJY: { en: "canister", de: "Kanister", fr: "bidon" }, XDR: { en: "drum", de: "Fass", fr: "fût" },
  XCT: { en: "carton", de: "Umkarton", fr: "carton" }, XPX: { en: "pallet", de: "Palette", fr: "palette" },
  MTR: { en: "m", de: "m", fr: "m" }, MMT: { en: "mm", de: "mm", fr: "mm" }, KGM: { en: "kg", de: "kg", fr: "kg" }, GRM: { en: "g", de: "g", fr: "g" }, LTR: { en: "l", de: "l", fr: "l" },
}

export function unitName(unit: string, locale: Locale): string {
  return NAMES[unit]?.[locale] ?? unit
}
