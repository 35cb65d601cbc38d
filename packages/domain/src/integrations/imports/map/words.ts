import { PRODUCT_STATUSES, type ProductStatus } from "../../../catalog/contract.ts"

/** Words that files use for what a product is sold in. A word that is not here becomes a unit of its own. */
const UNIT_WORDS: Readonly<Record<string, readonly string[]>> = {
  each: ["each", "ea", "pc", "pcs", "piece", "pieces", "unit", "st", "stk", "stück", "stueck", "c62", "h87", "pièce", "piece(s)", "pce", "u", "unité", "unite"],
  box: ["box", "bx", "schachtel", "boîte", "boite", "bte"],
  case: ["case", "cs", "cas", "kiste", "caisse"],
  pack: ["pack", "pk", "pkg", "package", "packung", "pck", "paquet"],
  carton: ["carton", "ct", "ctn", "karton", "krt"],
  pair: ["pair", "pr", "paar", "paire"],
  kg: ["kg", "kgm", "kilogram", "kilogramm", "kilogramme"],
  m: ["m", "mtr", "metre", "meter", "mètre"],
  l: ["l", "ltr", "litre", "liter"],
}

const UNIT_BY_WORD = new Map(Object.entries(UNIT_WORDS).flatMap(([unit, words]) => words.map((word) => [word, unit] as const)))

/** "Inner Pack" is `inner_pack`, "EA" and "Stück" are `each`; at most 24 letters. Nothing when no letter or digit is left. */
export function unitCode(text: string): string | undefined {
  const word = text.trim().toLowerCase().replace(/\.$/, "")
  const known = UNIT_BY_WORD.get(word)
  if (known) return known
  const slug = codeOf(word, "_").slice(0, 24).replace(/_+$/, "")
  return slug === "" ? undefined : slug
}

/** Letters and digits of any accent in plain lower case, joined by `joiner`. */
export function codeOf(text: string, joiner: "-" | "_"): string {
  return text.normalize("NFKD").toLowerCase().replaceAll("ß", "ss").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, joiner).replace(/^[-_]+|[-_]+$/g, "")
}

const STATUS_WORDS: Readonly<Record<ProductStatus, readonly string[]>> = {
  active: ["active", "aktiv", "actif", "available", "yes", "ja", "oui", "true", "1", "in commercial distribution", "lieferbar", "disponible"],
  run_out: ["run out", "runout", "auslauf", "auslaufend", "auslaufartikel", "fin de série", "while stocks last", "abverkauf"],
  discontinued: ["discontinued", "inactive", "obsolete", "inaktiv", "eingestellt", "entfallen", "arrêté", "inactif", "no", "nein", "non", "false", "0", "not in commercial distribution"],
  draft: ["draft", "entwurf", "brouillon", "new"],
}

const STATUS_BY_WORD = new Map([
  ...Object.entries(STATUS_WORDS).flatMap(([status, words]) => words.map((word) => [word, status as ProductStatus] as const)),
  ...PRODUCT_STATUSES.map((status) => [status, status] as const),
])

export function statusOf(text: string): ProductStatus | undefined {
  return STATUS_BY_WORD.get(text.trim().toLowerCase().replace(/\s+/g, " "))
}
