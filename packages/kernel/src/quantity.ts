import { compareIntegers, compareShort, divideRounded, isCanonical, MICROS, parseMicros, writeMicros } from "./decimal.ts"
import { Refusal } from "./refusal.ts"

/** How much of a unit of measure: a decimal as `numeric(18, 6)` holds it, in canonical text ("2.5", never "2.50"). */
export type Quantity = string & { readonly __decimal: "quantity" }

/** Refuses `kernel.quantity_is_malformed`: exponents, grouping, over 12 integer digits or 6 places. */
export function quantity(text: string): Quantity {
  return isCanonical(text) ? (text as Quantity) : fromMicros(toMicros(text))
}

export function addQuantity(left: Quantity, right: Quantity): Quantity {
  return fromMicros(toMicros(left) + toMicros(right))
}

export function subtractQuantity(left: Quantity, right: Quantity): Quantity {
  return fromMicros(toMicros(left) - toMicros(right))
}

/** Rounds the seventh place half away from zero. */
export function multiplyQuantity(left: Quantity, right: Quantity): Quantity {
  return fromMicros(divideRounded(toMicros(left) * toMicros(right), MICROS))
}

export function negateQuantity(value: Quantity): Quantity {
  return fromMicros(-toMicros(value))
}

export function sumOfQuantities(values: Iterable<Quantity>): Quantity {
  let total = 0n
  for (const value of values) total += toMicros(value)
  return fromMicros(total)
}

export function compareQuantities(left: Quantity, right: Quantity): -1 | 0 | 1 {
  return compareShort(left, right) ?? compareIntegers(toMicros(left), toMicros(right))
}

export function smallerQuantity(left: Quantity, right: Quantity): Quantity {
  return compareQuantities(left, right) < 0 ? left : right
}

export function isZeroQuantity(value: Quantity): boolean {
  return toMicros(value) === 0n
}

export function isNegativeQuantity(value: Quantity): boolean {
  return toMicros(value) < 0n
}

/** Two boxes of 12 are 24 each: `factor` says how many base units make one of this unit. */
export function toBase(value: Quantity, factor: Quantity): Quantity {
  positive(factor, "factor")
  return multiplyQuantity(value, factor)
}

/** The way back from base units, rounded half away from zero where it does not come out even. */
export function fromBase(value: Quantity, factor: Quantity): Quantity {
  return fromMicros(divideRounded(toMicros(value) * MICROS, positive(factor, "factor")))
}

/** Millionths of the unit, for exact arithmetic inside the kernel. */
export function toMicros(text: string): bigint {
  const micros = parseMicros(text)
  if (micros === undefined) throw new Refusal("kernel.quantity_is_malformed", "invalid", { text })
  return micros
}

/** Refuses `kernel.quantity_is_out_of_range`: somebody asked for more than the database can count. */
export function fromMicros(micros: bigint): Quantity {
  const text = writeMicros(micros)
  if (text === undefined) throw new Refusal("kernel.quantity_is_out_of_range", "invalid")
  return text as Quantity
}

/** A factor or step of nothing is a defect in the master data that let it through, not an answer for a user. */
export function positive(value: Quantity, name: string): bigint {
  const micros = toMicros(value)
  if (micros <= 0n) throw new RangeError(`A ${name} must be above zero, not ${value}`)
  return micros
}
