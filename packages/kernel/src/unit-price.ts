import { minorUnits, type Currency } from "./currency.ts"
import { compareIntegers, divideRounded, MICROS, parseMicros, writeMicros } from "./decimal.ts"
import { memoized } from "./intl-cache.ts"
import { money, type Money } from "./money.ts"
import { HUNDRED_PERCENT, parsePercent } from "./percent.ts"
import { toMicros as quantityMicros, type Quantity } from "./quantity.ts"
import { Refusal } from "./refusal.ts"

/** The price of one unit: a decimal in major units with up to six places, such as "0.0125", in canonical text. */
export type UnitPrice = string & { readonly __decimal: "unit-price" }

/** Refuses `kernel.unit_price_is_malformed`. */
export function unitPrice(text: string): UnitPrice {
  return fromMicros(toMicros(text))
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

export function comparePrices(left: UnitPrice, right: UnitPrice): -1 | 0 | 1 {
  return compareIntegers(toMicros(left), toMicros(right))
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

function fromMicros(micros: bigint): UnitPrice {
  const text = writeMicros(micros)
  if (text === undefined) throw new Refusal("kernel.unit_price_is_out_of_range", "invalid")
  return text as UnitPrice
}
