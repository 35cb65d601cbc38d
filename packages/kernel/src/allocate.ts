import { compareIntegers, magnitude } from "./decimal.ts"
import { money, type Money } from "./money.ts"

/**
 * Gives out shares of a total by largest remainder (Hamilton's method): they add up exactly, none is a whole minor
 * unit away from its fair share, and equal claims on a left-over unit go to the earlier one. When all weights are
 * zero the shares are equal; a zero among others gets nothing. Negative weights are a defect.
 */
export function allocate(total: Money, weights: readonly (bigint | number | string)[]): Money[] {
  if (weights.length === 0 && total.amount !== 0n) throw new RangeError("There is nobody to share the total")
  const claims = comparable(weights)
  const sum = claims.reduce((all, claim) => all + claim, 0n)
  const amount = magnitude(total.amount)

  const shares = claims.map((claim, index) => ({ index, units: (amount * claim) / sum, rest: (amount * claim) % sum }))
  const left = Number(shares.reduce((rest, share) => rest - share.units, amount))
  const byRest = [...shares].sort((one, other) => compareIntegers(other.rest, one.rest) || one.index - other.index)
  for (const share of byRest.slice(0, left)) share.units += 1n

  return shares.map(({ units }) => money(total.amount < 0n ? -units : units, total.currency))
}

/** Brings the weights to integers of one scale, or to ones when nobody weighs anything. */
function comparable(weights: readonly (bigint | number | string)[]): bigint[] {
  const parsed = weights.map(parseWeight)
  const scale = Math.max(0, ...parsed.map(({ places }) => places))
  const claims = parsed.map(({ digits, places }) => digits * 10n ** BigInt(scale - places))
  return claims.every((claim) => claim === 0n) ? claims.map(() => 1n) : claims
}

/** Exponents are read because that is how JavaScript writes small and large numbers. */
function parseWeight(weight: bigint | number | string): { digits: bigint; places: number } {
  const match = /^(\d+)(?:\.(\d+))?(?:e([+-]\d{1,3}))?$/.exec(String(weight))
  if (!match) throw new RangeError(`Not a weight: ${weight}`)
  const [, integer = "", fraction = "", exponent = "0"] = match
  return { digits: BigInt(integer + fraction), places: fraction.length - Number(exponent) }
}
