import { currency as parseCurrency, minorUnits, type Currency } from "./currency.ts"
import { compareIntegers, parseDecimal, writeDecimal } from "./decimal.ts"
import { memoized } from "./intl-cache.ts"
import { Refusal } from "./refusal.ts"

/** `amount` counts minor units: EUR 12.34 is 1234n, JPY 12 is 12n. */
export type Money = { readonly amount: bigint; readonly currency: Currency }

/** Money on the wire, where bigints do not exist: `amount` is the same count of minor units, as text. */
export type MoneyJson = { readonly amount: string; readonly currency: string }

/** As many digits as always fit a `bigint` column. */
const MOST_DIGITS = 18

/** Databases and ERPs write money with up to six places, whatever its currency. */
const MOST_PLACES = 6

export function money(amount: bigint, currency: Currency): Money {
  return { amount, currency }
}

export function zero(currency: Currency): Money {
  return money(0n, currency)
}

export function add(left: Money, right: Money): Money {
  return money(left.amount + right.amount, sameCurrency(left, right))
}

export function subtract(left: Money, right: Money): Money {
  return money(left.amount - right.amount, sameCurrency(left, right))
}

export function negate(value: Money): Money {
  return money(-value.amount, value.currency)
}

/** Takes the currency, because a sum of nothing is still zero of something. */
export function sumOf(values: Iterable<Money>, currency: Currency): Money {
  let total = zero(currency)
  for (const value of values) total = add(total, value)
  return total
}

export function compare(left: Money, right: Money): -1 | 0 | 1 {
  sameCurrency(left, right)
  return compareIntegers(left.amount, right.amount)
}

/** Landing exactly on the limit does not exceed it. */
export function exceeds(value: Money, limit: Money): boolean {
  return compare(value, limit) > 0
}

export function isZero(value: Money): boolean {
  return value.amount === 0n
}

export function isNegative(value: Money): boolean {
  return value.amount < 0n
}

/** Writes all minor digits: "12.30" for EUR, "12" for JPY. */
export function toDecimalString(value: Money): string {
  return writeDecimal(value.amount, minorUnits(value.currency))
}

/**
 * Reads "12.34"; zeros beyond the currency's digits say nothing and pass, so that an ERP may send JPY "12.00".
 * Refuses `kernel.money_is_malformed` for anything else that would need rounding, grouping or an exponent.
 */
export function parseMoney(text: string, currency: Currency): Money {
  const places = minorUnits(currency)
  const scaled = parseDecimal(text, MOST_DIGITS - places, MOST_PLACES)
  const perMinorUnit = 10n ** BigInt(MOST_PLACES - places)
  if (scaled === undefined || scaled % perMinorUnit !== 0n) {
    throw new Refusal("kernel.money_is_malformed", "invalid", { text, currency })
  }
  return money(scaled / perMinorUnit, currency)
}

export function moneyToJson(value: Money): MoneyJson {
  return { amount: value.amount.toString(), currency: value.currency }
}

/** Refuses `kernel.money_is_malformed` and `kernel.currency_is_unknown`. */
export function moneyFromJson({ amount, currency }: MoneyJson): Money {
  const minor = parseDecimal(amount, MOST_DIGITS, 0)
  if (minor === undefined) throw new Refusal("kernel.money_is_malformed", "invalid", { text: amount, currency })
  return money(minor, parseCurrency(currency))
}

/** Shows the digits of ISO 4217, where Intl alone would follow local habit, and every one of a large amount. */
export function formatMoney(value: Money, locale: string): string {
  return moneyFormat(locale, value.currency).format(toDecimalString(value) as Intl.StringNumericLiteral)
}

const moneyFormat = memoized((locale: string, currency: Currency) => {
  const places = minorUnits(currency)
  return new Intl.NumberFormat(locale, {
    style: "currency", currency, minimumFractionDigits: places, maximumFractionDigits: places,
  })
})

/** Adding dollars to euros is a defect in our code, never an answer for a user: hence no Refusal. */
function sameCurrency(left: Money, right: Money): Currency {
  if (left.currency !== right.currency) throw new Error(`Cannot mix ${left.currency} with ${right.currency}`)
  return left.currency
}
