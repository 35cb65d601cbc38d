import { currency as currencyOf, isRefusal, moneyFromJson, moneyToJson, parseMoney, toDecimalString, type MoneyJson } from "@entrepot/kernel"

/** What somebody typed as an amount, in either way of writing decimals; nothing where it is none or not above zero. */
export function readAmount(text: string, currency: string, decimalSign: "." | ","): MoneyJson | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f'’]/g, "").replaceAll(decimalSign === "." ? "," : ".", "").replace(",", ".")
  try {
    const amount = parseMoney(plain, currencyOf(currency))
    return amount.amount > 0n ? moneyToJson(amount) : undefined
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
}

/** An amount as a field shows it: no currency, no grouping, the reader's decimal sign. */
export function writeAmount(value: MoneyJson, decimalSign: "." | ","): string {
  return toDecimalString(moneyFromJson(value)).replace(".", decimalSign)
}

export function sumOf(values: readonly MoneyJson[], currency: string): MoneyJson {
  return { amount: String(values.reduce((sum, { amount }) => sum + BigInt(amount), 0n)), currency }
}

export function least(one: MoneyJson, other: MoneyJson): MoneyJson {
  return BigInt(one.amount) <= BigInt(other.amount) ? one : other
}

export function minus(one: MoneyJson, other: MoneyJson): MoneyJson {
  return { ...one, amount: String(BigInt(one.amount) - BigInt(other.amount)) }
}

export const isNothing = ({ amount }: MoneyJson): boolean => BigInt(amount) === 0n
