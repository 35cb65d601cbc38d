import fc from "fast-check"
import { expect, test } from "vitest"
import { currencies } from "@entrepot/kernel"
import { fromStripeAmount, toStripeAmount } from "./amounts.ts"

test.each([
  { money: { amount: "1234", currency: "EUR" }, stripe: { amount: 1_234, currency: "eur" } },
  { money: { amount: "1234", currency: "JPY" }, stripe: { amount: 1_234, currency: "jpy" } },
  { money: { amount: "1230", currency: "KWD" }, stripe: { amount: 1_230, currency: "kwd" } },
  { money: { amount: "1234", currency: "KWD" }, stripe: undefined },
  { money: { amount: "12", currency: "ISK" }, stripe: { amount: 1_200, currency: "isk" } },
  { money: { amount: "12", currency: "UGX" }, stripe: { amount: 1_200, currency: "ugx" } },
  { money: { amount: "500", currency: "MGA" }, stripe: { amount: 5, currency: "mga" } },
  { money: { amount: "550", currency: "MGA" }, stripe: undefined },
  { money: { amount: "10000", currency: "CLF" }, stripe: undefined },
  { money: { amount: "1000", currency: "IQD" }, stripe: undefined },
  { money: { amount: "1", currency: "XXX" }, stripe: undefined },
  { money: { amount: "9007199254740993", currency: "EUR" }, stripe: undefined },
])("$money.amount minor units of $money.currency are $stripe.amount to Stripe", ({ money, stripe }) => {
  expect(toStripeAmount(money)).toEqual(stripe)
  if (stripe) expect(fromStripeAmount(stripe)).toEqual(money)
})

test("whatever goes to Stripe comes back as the same money, and is worth the same", () => {
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.constantFrom(...currencies), (amount, currency) => {
    const money = { amount: String(amount), currency }
    const stripe = toStripeAmount(money)
    if (stripe) expect(fromStripeAmount(stripe)).toEqual(money)
  }), { numRuns: 2_000 })
})

test("three-decimal currencies are exactly the amounts that end in 0", () => {
  fc.assert(fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.constantFrom("BHD", "JOD", "KWD", "OMR", "TND"), (amount, currency) => {
    expect(toStripeAmount({ amount: String(amount), currency }) !== undefined).toBe(amount % 10n === 0n)
  }))
})

test("an amount of Stripe's that is no whole number of minor units is never rounded", () => {
  expect(() => fromStripeAmount({ amount: 1_250, currency: "isk" })).toThrow("no whole number")
})
