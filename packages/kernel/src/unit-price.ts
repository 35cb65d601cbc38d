import { minorUnits, type Currency } from "./currency.ts"
import { compareIntegers, compareShort, divideRounded, isCanonical, MICROS, parseMicros, writeDecimal, writeMicros } from "./decimal.ts"
import { memoized } from "./intl-cache.ts"
import { money, type Money } from "./money.ts"
import { HUNDRED_PERCENT, parsePercent } from "./percent.ts"
import { positive, toMicros as quantityMicros, type Quantity } from "./quantity.ts"
import { Refusal } from "./refusal.ts"

/** The price of one unit: a decimal in major units with up to six places, such as "0.0125", in canonical text. */
export type UnitPrice = string & { readonly __decimal: "unit-price" }

/** Refuses `kernel.unit_price_is_malformed`. */
export function unitPrice(text: string): UnitPrice {
  return isCanonical(text) ? (text as UnitPrice) : fromMicros(toMicros(text))
}

/** What a line costs. The one place where a line is rounded, once, half away from zero. */
export function extend(price: UnitPrice, quantity: Quantity, currency: Currency): Money {
  const minorPerMajor = 10n ** BigInt(minorUnits(currency))
  const exact = toMicros(price) * quantityMicros(quantity) * minorPerMajor
  return money(divideRounded(exact, MICROS * MICROS), currency)
}

/** The price changed by a percentage: "-10" takes a tenth off, "25" marks it up by a quarter. Keeps six places. */
export function applyPercent(price: UnitPrice, percent: string): UnitPrice {
  return fromMicros(divideRounded(toMicros(price) * (HUNDRED_PERCENT + parsePercent(percent)), HUNDRED_PERCENT))
}

/** The same price per another unit of the product: 2.00 each (factor 1) is 24.00 for a box of 12. Keeps six places. */
export function convertPrice(price: UnitPrice, fromFactor: Quantity, toFactor: Quantity): UnitPrice {
  return fromMicros(divideRounded(toMicros(price) * positive(toFactor, "factor"), positive(fromFactor, "factor")))
}

/** What is kept of a price after what it costs, in percent of the price with at most two places: "23.08". A price of nothing has none. */
export function marginPercent(price: UnitPrice, cost: UnitPrice): string | undefined {
  const asked = toMicros(price)
  if (asked === 0n) return undefined
  return writeDecimal(divideRounded((asked - toMicros(cost)) * 10_000n, asked), 2).replace(/\.?0+$/, "")
}

/** Judged exactly, before any rounding: does the price keep less than this percentage of itself? */
export function isBelowMargin(price: UnitPrice, cost: UnitPrice, percent: string): boolean {
  const asked = toMicros(price)
  return (asked - toMicros(cost)) * HUNDRED_PERCENT < parsePercent(percent) * asked
}

export function comparePrices(left: UnitPrice, right: UnitPrice): -1 | 0 | 1 {
  return compareShort(left, right) ?? compareIntegers(toMicros(left), toMicros(right))
}

/** Shows at least the digits of the currency, and as many more as the price has. */
export function formatUnitPrice(price: UnitPrice, currency: Currency, locale: string): string {
  return priceFormat(locale, currency).format(unitPrice(price) as string as Intl.StringNumericLiteral)
}

const priceFormat = memoized((locale: string, currency: Currency) => new Intl.NumberFormat(locale, {
  style: "currency", currency, minimumFractionDigits: minorUnits(currency), maximumFractionDigits: 6,
}))

function toMicros(text: string): bigint {
  const micros = parseMicros(text)
  if (micros === undefined) throw new Refusal("kernel.unit_price_is_malformed", "invalid", { text })
  return micros
}

/** Refuses `kernel.unit_price_is_out_of_range`. */
export function fromMicros(micros: bigint): UnitPrice {
  const text = writeMicros(micros)
  if (text === undefined) throw new Refusal("kernel.unit_price_is_out_of_range", "invalid")
  return text as UnitPrice
}
