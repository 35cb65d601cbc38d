import { divideRounded, magnitude, parseMicros } from "./decimal.ts"
import { greatest, least } from "./least.ts"
import { HUNDRED_PERCENT, parsePercent } from "./percent.ts"
import { Refusal } from "./refusal.ts"
import { fromMicros, unitPrice, type UnitPrice } from "./unit-price.ts"

const PLACES = 6

/** `base` was agreed when the index stood at `from`; it stands at `to` now. Percentages are around `base`; `places` is what a price is rounded to. */
export type Indexation = { readonly base: UnitPrice; readonly from: string; readonly to: string; readonly capPercent: string; readonly floorPercent: string; readonly places: number }
export type IndexedPrice = {
  readonly price: UnitPrice
  /** What it would be without cap and floor, rounded alike. */
  readonly unbounded: UnitPrice
  readonly bound: "cap" | "floor" | null
}

/**
 * base x to / from, rounded once, half away from zero. Cap and floor are rounded inwards, so that no rounding passes them; the base itself is
 * never outside of them, and a price is never nothing.
 */
export function indexedPrice({ base, from, to, capPercent, floorPercent, places }: Indexation): IndexedPrice {
  const unit = 10n ** BigInt(PLACES - places)
  const agreed = micros(base)
  const step = (numerator: bigint, denominator: bigint) => numerator / (denominator * unit)
  const plain = divideRounded(agreed * micros(to), micros(from) * unit)
  const cap = step(agreed * (HUNDRED_PERCENT + parsePercent(capPercent)), HUNDRED_PERCENT)
  const lowest = agreed * (HUNDRED_PERCENT - least(parsePercent(floorPercent), HUNDRED_PERCENT))
  const floor = greatest(step(lowest + HUNDRED_PERCENT * unit - 1n, HUNDRED_PERCENT), 1n)
  const held = greatest(least(plain, cap), floor)
  return { price: fromMicros(held * unit), unbounded: fromMicros(plain * unit), bound: plain > cap ? "cap" : plain < floor ? "floor" : null }
}

/** How many places after the point a price has. */
export function placesOf(price: UnitPrice): number {
  return unitPrice(price).split(".")[1]?.length ?? 0
}


function micros(text: string): bigint {
  const value = parseMicros(text)
  if (value === undefined || magnitude(value) !== value || value === 0n) throw new Refusal("kernel.index_value_is_malformed", "invalid", { text })
  return value
}
