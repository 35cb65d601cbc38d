export type DecimalStyle = "point" | "comma"

/** Thin and no-break spaces and apostrophes group thousands in France and Switzerland. */
const GROUPING_SPACE = /(?<=\d)[\s\u00a0\u2007\u202f'’](?=\d{3}(?!\d))/g
const CURRENCY_MARK = /^(?:\p{Sc}|[A-Z]{3}\b)\s*|\s*(?:\p{Sc}|\b[A-Z]{3}|(?<=\d)[A-Z]{3})$/gu
const PATTERN: Readonly<Record<DecimalStyle, RegExp>> = {
  point: /^([-+]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d+))?$/,
  comma: /^([-+]?)(\d+|\d{1,3}(?:\.\d{3})+)?(?:,(\d+))?$/,
}

/**
 * A number as a spreadsheet wrote it, in canonical decimal text ("1.234,50 €" is "1234.50" where commas are decimal). Groups
 * of thousands stand where they belong or not at all. Nothing for anything else, exponents among them: 4.0E+12 has lost its digits.
 */
export function decimalText(text: string, style: DecimalStyle): string | undefined {
  const bare = text.trim().replace(CURRENCY_MARK, "").replace(GROUPING_SPACE, "")
  const [, sign = "", whole = "", fraction = ""] = PATTERN[style].exec(bare) ?? []
  if (whole === "" && fraction === "") return undefined
  const integer = whole.replace(/[.,]/g, "").replace(/^0+(?=\d)/, "") || "0"
  return `${sign === "-" ? "-" : ""}${integer}${fraction === "" ? "" : `.${fraction}`}`
}

/**
 * Which style a column is written in: the one that reads most of it. Where both read all of it, "12,5" and "1.234,50" speak for
 * the comma; "1,234" alone could be either and is taken for a group of thousands.
 */
export function decimalStyleOf(values: readonly string[]): DecimalStyle {
  const filled = values.filter((value) => value.trim() !== "")
  const reads = (style: DecimalStyle) => filled.filter((value) => decimalText(value, style) !== undefined).length
  return reads("comma") > reads("point") ? "comma" : "point"
}

/** A long number that a spreadsheet has rounded: 4.00638E+12. */
export function isRoundedCode(text: string): boolean {
  return /^\d(?:[.,]\d+)?E\+\d{1,2}$/i.test(text.trim())
}

export type DayOrder = "ymd" | "dmy" | "mdy"

/** A day as YYYY-MM-DD, from 2026-11-22, 22.11.2026, 11/22/2026 or either with a time behind it. Nothing for days that do not exist. */
export function dayText(text: string, order: DayOrder): string | undefined {
  const match = /^(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{1,4})(?:[T ].*)?$/.exec(text.trim())
  if (!match) return undefined
  const [first, second, third] = [match[1]!, match[2]!, match[3]!]
  const [year, month, day] = first.length === 4 || order === "ymd" ? [first, second, third] : order === "dmy" ? [third, second, first] : [third, first, second]
  if (year.length !== 4 || day.length > 2) return undefined
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
  const known = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(known.valueOf()) && known.toISOString().startsWith(iso) ? iso : undefined
}
