import * as fc from "fast-check"
import { expect, test } from "vitest"
import { allocate } from "./allocate.ts"
import { magnitude } from "./decimal.ts"
import { money, sumOf } from "./money.ts"

const eur = (amount: bigint) => money(amount, "EUR")
const amountsOf = (total: bigint, weights: readonly (bigint | number | string)[]) =>
  allocate(eur(total), weights).map((share) => share.amount)
const anyWeights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 20 })

test.each([
  { when: "it does not divide evenly", total: 100n, weights: [1, 1, 1], shares: [34n, 33n, 33n] },
  { when: "it is negative", total: -100n, weights: [1, 1, 1], shares: [-34n, -33n, -33n] },
  { when: "the larger remainder stands later", total: 10n, weights: [1, 2], shares: [3n, 7n] },
  { when: "a weight is zero", total: 101n, weights: [1, 0, 1], shares: [51n, 0n, 50n] },
  { when: "all weights are zero", total: 5n, weights: [0, 0, 0], shares: [2n, 2n, 1n] },
  { when: "weights are decimals", total: 100n, weights: ["0.25", "0.750", 1], shares: [13n, 37n, 50n] },
  { when: "weights are tiny numbers", total: 3n, weights: [1e-7, 2e-7], shares: [1n, 2n] },
  { when: "weights are of every kind", total: 60n, weights: [1n, 2, "3"], shares: [10n, 20n, 30n] },
  { when: "there are more shares than units", total: 2n, weights: [1, 1, 1], shares: [1n, 1n, 0n] },
  { when: "nothing is shared among nobody", total: 0n, weights: [], shares: [] },
])("sharing a total when $when", ({ total, weights, shares }) => {
  expect(amountsOf(total, weights)).toEqual(shares)
})

test("shares add up to the total exactly", () => {
  fc.assert(fc.property(fc.bigInt(), anyWeights, (total, weights) => {
    expect(sumOf(allocate(eur(total), weights), "EUR")).toEqual(eur(total))
  }))
})

test("no share is a whole unit away from fair, and no weight means no share", () => {
  fc.assert(fc.property(fc.bigInt(), anyWeights, (total, weights) => {
    const sum = weights.reduce((all, weight) => all + weight, 0n)
    fc.pre(sum > 0n)
    for (const [index, share] of amountsOf(total, weights).entries()) {
      expect(magnitude(share * sum - total * (weights[index] ?? 0n)) < sum).toBe(true)
    }
  }))
})

test("a refund is shared as its charge was", () => {
  fc.assert(fc.property(fc.bigInt(), anyWeights, (total, weights) => {
    expect(amountsOf(-total, weights)).toEqual(amountsOf(total, weights).map((share) => -share))
  }))
})

test("only the proportion of weights matters, not their size", () => {
  fc.assert(fc.property(fc.bigInt(), anyWeights, (total, weights) => {
    expect(amountsOf(total, weights.map((weight) => weight * 1000n))).toEqual(amountsOf(total, weights))
  }))
})

test.each([[[-1]], [["x"]], [[Number.NaN]], [[Infinity]], [[]]])("weights of %j are a defect", (weights) => {
  expect(() => allocate(eur(1n), weights)).toThrow(RangeError)
})
