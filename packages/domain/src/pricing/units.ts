import { addQuantity, compareQuantities, convertPrice, fromBase, quantity, quantityVerdict, toBase, unitPrice, type Quantity, type UnitPrice } from "@entrepot/kernel"
import type { UnitFacts } from "./candidates.ts"

/** A row that names a price for a unit, from a quantity on. */
export type NamedPrice = { readonly unit: string; readonly min: string; readonly price: string }

export type UnitTier<N extends NamedPrice> = {
  readonly min: Quantity
  readonly unitPrice: UnitPrice
  readonly named: N
  readonly convertedFrom: { readonly unit: string; readonly unitPrice: UnitPrice } | undefined
}

const LEAST = quantity("0.000001")

/**
 * What a source asks in one unit. Where it names no price in that unit, the price of its smallest other unit is converted: a
 * box of 12 costs 12 times the piece, a break at 100 pieces is one at 9 boxes, and the price of a box starts at 12 pieces.
 */
export function tiersIn<N extends NamedPrice>(units: readonly UnitFacts[], named: readonly N[], asked: UnitFacts): UnitTier<N>[] {
  const from = named.some((row) => row.unit === asked.unit) ? asked : smallestNamed(units, named)
  if (!from) return []
  const tiers: UnitTier<N>[] = []
  for (const row of named) if (row.unit === from.unit) tiers.push(from === asked ? ownTier(row, asked) : convertedTier(row, from, asked))
  return tiers
}

function ownTier<N extends NamedPrice>(row: N, asked: UnitFacts): UnitTier<N> {
  return { min: firstOf(quantity(row.min), asked), unitPrice: unitPrice(row.price), named: row, convertedFrom: undefined }
}

function convertedTier<N extends NamedPrice>(row: N, from: UnitFacts, asked: UnitFacts): UnitTier<N> {
  const [price, factor] = [unitPrice(row.price), quantity(from.factor)]
  const min = leastHolding(toBase(firstOf(quantity(row.min), from), factor), asked)
  return { min, unitPrice: convertPrice(price, factor, quantity(asked.factor)), named: row, convertedFrom: { unit: from.unit, unitPrice: price } }
}

/** The least orderable quantity of a unit that holds at least so many base units. */
export function leastHolding(base: Quantity, { factor, minimum, step }: UnitFacts): Quantity {
  const near = fromBase(base, quantity(factor))
  const enough = compareQuantities(toBase(near, quantity(factor)), base) < 0 ? addQuantity(near, LEAST) : near
  const verdict = quantityVerdict(enough, { minimum: quantity(minimum), step: quantity(step) })
  return verdict.ok ? enough : (verdict.roundUp ?? enough)
}

/** A break of 1 says "from the first": where less than one may be ordered, it starts there. */
export function firstOf(min: Quantity, { minimum }: UnitFacts): Quantity {
  return min === "1" && compareQuantities(quantity(minimum), min) < 0 ? quantity(minimum) : min
}

function smallestNamed(units: readonly UnitFacts[], named: readonly NamedPrice[]): UnitFacts | undefined {
  return units.filter(({ unit }) => named.some((row) => row.unit === unit)).sort((left, right) =>
    compareQuantities(quantity(left.factor), quantity(right.factor)) || (left.unit < right.unit ? -1 : 1))[0]
}
