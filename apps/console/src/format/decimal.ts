import { currency, isCurrency, moneyToJson, parseMoney, type MoneyJson } from "@entrepot/kernel"

const AMOUNT = /^\d{1,12}(\.\d{1,6})?$/

/** "12,50" and "12.50" are the same amount; undefined is none, or none above zero. */
export function amountOf(text: string): string | undefined {
  const plain = text.trim().replace(",", ".")
  return AMOUNT.test(plain) && /[1-9]/.test(plain) ? plain : undefined
}

/** What somebody typed as an amount of a currency, "1 234,50"; undefined is none, zero, or more decimals than it has. */
export function moneyOf(text: string, code: string): MoneyJson | undefined {
  const plain = text.trim().replaceAll(/[\s\u00A0\u202F'’]/g, "").replace(",", ".")
  if (!isCurrency(code) || !/^-?\d{1,12}(\.\d{1,4})?$/.test(plain) || !/[1-9]/.test(plain)) return undefined
  try {
    return moneyToJson(parseMoney(plain, currency(code)))
  } catch {
    return undefined
  }
}
