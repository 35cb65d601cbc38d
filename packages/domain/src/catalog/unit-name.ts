import type { Locale } from "../tenancy/contract.ts"

/**
 * What people call a unit, by its UNECE code (Recommendations 20 and 21): of one, and of several where that is another word.
 * Whatever is not named here stays as it was imported.
 */
const NAMES: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  C62: { en: "each", de: "Stück", fr: "pièce|pièces" }, EA: { en: "each", de: "Stück", fr: "pièce|pièces" }, PR: { en: "pair|pairs", de: "Paar", fr: "paire|paires" },
  XBX: { en: "box|boxes", de: "Schachtel|Schachteln", fr: "boîte|boîtes" }, BX: { en: "box|boxes", de: "Schachtel|Schachteln", fr: "boîte|boîtes" },
  XCS: { en: "case|cases", de: "Karton|Kartons", fr: "carton|cartons" }, CS: { en: "case|cases", de: "Karton|Kartons", fr: "carton|cartons" },
  XPK: { en: "pack|packs", de: "Packung|Packungen", fr: "paquet|paquets" }, PK: { en: "pack|packs", de: "Packung|Packungen", fr: "paquet|paquets" },
  XBG: { en: "bag|bags", de: "Beutel", fr: "sachet|sachets" }, XRO: { en: "roll|rolls", de: "Rolle|Rollen", fr: "rouleau|rouleaux" },
  XRL: { en: "reel|reels", de: "Trommel|Trommeln", fr: "touret|tourets" }, XBO: { en: "bottle|bottles", de: "Flasche|Flaschen", fr: "flacon|flacons" },
  XJY: { en: "canister|canisters", de: "Kanister", fr: "bidon|bidons" }, XDR: { en: "drum|drums", de: "Fass|Fässer", fr: "fût|fûts" },
  XCT: { en: "carton|cartons", de: "Umkarton|Umkartons", fr: "carton|cartons" }, XPX: { en: "pallet|pallets", de: "Palette|Paletten", fr: "palette|palettes" },
  MTR: { en: "m", de: "m", fr: "m" }, MMT: { en: "mm", de: "mm", fr: "mm" }, KGM: { en: "kg", de: "kg", fr: "kg" }, GRM: { en: "g", de: "g", fr: "g" }, LTR: { en: "l", de: "l", fr: "l" },
}

/** The unit's name as it stands beside `quantity`, decimal text: "1 box", "2 boxes", "1,5 boîte". */
export function unitName(unit: string, locale: Locale, quantity = "1"): string {
  const [one, several = one] = (NAMES[unit]?.[locale] ?? unit).split("|")
  return (new Intl.PluralRules(locale).select(Number(quantity)) === "one" ? one : several) ?? unit
}
