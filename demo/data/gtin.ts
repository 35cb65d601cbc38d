/** The GS1 check digit: from the right, digits weigh 3 and 1 in turn. */
export function checkDigit(body: string): string {
  const sum = [...body].toReversed().reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0)
  return String((10 - (sum % 10)) % 10)
}

export function hasValidCheckDigit(gtin: string): boolean {
  return /^(\d{8}|\d{12,14})$/.test(gtin) && checkDigit(gtin.slice(0, -1)) === gtin.slice(-1)
}

/**
 * A GTIN-13 in the range 200-299, which GS1 keeps for numbers inside one company: no real article can bear it.
 * `makerNumber` is 0 to 99, `item` any number; nine digits of it are used.
 */
export function internalGtin(makerNumber: number, item: number): string {
  const body = `2${String(makerNumber).padStart(2, "0")}${String(item % 1_000_000_000).padStart(9, "0")}`
  return body + checkDigit(body)
}

/** The GTIN-14 of a pack: an indicator (1 for the smallest pack) before the article's own digits. */
export function packGtin(gtin: string, indicator: number): string {
  const body = `${indicator}${gtin.slice(0, -1)}`
  return body + checkDigit(body)
}
