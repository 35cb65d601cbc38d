const AMOUNT = /^\d{1,12}(\.\d{1,6})?$/

/** "12,50" and "12.50" are the same amount; undefined is none, or none above zero. */
export function amountOf(text: string): string | undefined {
  const plain = text.trim().replace(",", ".")
  return AMOUNT.test(plain) && /[1-9]/.test(plain) ? plain : undefined
}
