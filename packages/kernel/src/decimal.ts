/**
 * Exact decimals as scaled integers: "2.5" at two places is 250n. Binary floats cannot hold a tenth, so money,
 * prices and quantities never pass through `number`.
 */

/** Prices and quantities keep six places, as their `numeric(18, 6)` columns do. */
const MICRO_PLACES = 6
export const MICROS = 1_000_000n
const MOST_MICROS = 10n ** 18n - 1n

/**
 * Returns the value times 10^places, or nothing when the text is no plain decimal within these limits. The pattern
 * takes linear time, however many zeros a stranger sends.
 */
export function parseDecimal(text: string, integerDigits: number, places: number): bigint | undefined {
  const match = /^(-?)0*([1-9]\d*|0)(?:\.(\d+))?$/.exec(text)
  if (!match) return undefined
  const [, sign = "", integer = "", fraction = ""] = match
  if (integer.length > integerDigits || fraction.length > places) return undefined
  const scaled = BigInt(integer + fraction.padEnd(places, "0"))
  return sign ? -scaled : scaled
}

/** Writes every place: 250n at two places is "2.50". */
export function writeDecimal(scaled: bigint, places: number): string {
  const digits = magnitude(scaled).toString().padStart(places + 1, "0")
  const point = digits.length - places
  const fraction = places > 0 ? `.${digits.slice(point)}` : ""
  return `${scaled < 0n ? "-" : ""}${digits.slice(0, point)}${fraction}`
}

/** A double holds integers of 15 digits exactly, so a decimal of so few signs comes out right: nine before the point and six after it. */
const SHORT_SIGNS = 9
const MOST_SHORT = 1_000_000_000_000_000n

/** Returns millionths, or nothing when the text would not fit `numeric(18, 6)`. Nearly every price and quantity is short, and read the fast way. */
export function parseMicros(text: string): bigint | undefined {
  return text.length <= SHORT_SIGNS && isCanonical(text) ? BigInt(Math.round(Number(text) * 1e6)) : parseDecimal(text, 12, MICRO_PLACES)
}

/** Writes the one canonical text of a value, without trailing zeros, or nothing when it outgrew `numeric(18, 6)`. */
export function writeMicros(micros: bigint): string | undefined {
  if (magnitude(micros) < MOST_SHORT) return String(Number(micros) / 1e6)
  if (magnitude(micros) > MOST_MICROS) return undefined
  return writeDecimal(micros, MICRO_PLACES).replace(/\.?0+$/, "")
}

/** Divides and rounds half away from zero: 5/2 is 3, -5/2 is -3. The only rounding in the platform. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const top = magnitude(numerator)
  const bottom = magnitude(denominator)
  const rounded = (top * 2n + bottom) / (bottom * 2n)
  return numerator < 0n === denominator < 0n ? rounded : -rounded
}

export function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value
}

export function compareIntegers(left: bigint, right: bigint): -1 | 0 | 1 {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** Whether the text is what `writeMicros` would write: most values come from the database so, and need no second reading. */
export function isCanonical(text: string): boolean {
  return /^(?:[1-9]\d{0,11}|0)(?:\.\d{0,5}[1-9])?$/.test(text)
}

/**
 * Compares values that were read before and have at most 15 signs: so many digits a double tells apart exactly, and in
 * order. Nothing for longer ones and for what is no number, which the exact way has to judge.
 */
export function compareShort(left: string, right: string): -1 | 0 | 1 | undefined {
  if (left.length > 15 || right.length > 15) return undefined
  const [a, b] = [Number(left), Number(right)]
  if (a < b) return -1
  if (a > b) return 1
  return a === b ? 0 : undefined
}
