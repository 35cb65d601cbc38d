/** Identification keys of GS1: trade items (GTIN) and logistic units (SSCC). */

const GTIN_LENGTHS: readonly number[] = [8, 12, 13, 14]
const SSCC_LENGTH = 18

/** Mod 10 with weights 3 and 1 from the right (GS1 General Specifications, 7.9). `body` lacks its check digit. */
export function gs1CheckDigit(body: string): number {
  if (!/^[0-9]+$/.test(body)) throw new RangeError(`Not digits: ${body}`)
  const weighted = [...body].toReversed().map((digit, index) => Number(digit) * (index % 2 === 0 ? 3 : 1))
  const sum = weighted.reduce((total, value) => total + value, 0)
  return (10 - (sum % 10)) % 10
}

/** Digits only; nothing but zeros is what feeds send for "none", although its check digit is right. */
export function isGtin(text: string): boolean {
  return GTIN_LENGTHS.includes(text.length) && hasCheckDigit(text)
}

export function isSscc(text: string): boolean {
  return text.length === SSCC_LENGTH && hasCheckDigit(text)
}

/** Pads to 14 digits, so that one item has one number; allows spaces and dashes; nothing when it is no GTIN. */
export function normalizeGtin(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, "")
  return isGtin(digits) ? digits.padStart(14, "0") : undefined
}

function hasCheckDigit(text: string): boolean {
  return /^[0-9]*[1-9][0-9]*$/.test(text) && gs1CheckDigit(text.slice(0, -1)) === Number(text.at(-1))
}
