import fc from "fast-check"
import { currencies, minorUnits } from "@entrepot/kernel"
import { describe, expect, test } from "vitest"
import { cardGranularity, cardRefundRefusal, cardRefusal } from "./card-amounts.ts"

const charge = (amount: string, currency: string) => cardRefusal({ amount, currency })

describe("what a card can be charged", () => {
  test.each([
    ["KWD", "1234", "billing.card_amount_is_too_fine", "1.230"], ["BHD", "12345678", "billing.card_amount_is_too_fine", "12345.670"], ["KWD", "9", "billing.card_amount_is_too_small", "0.010"], ["MGA", "150", "billing.card_amount_is_too_fine", "1.00"],
    ["JPY", "49", "billing.card_amount_is_too_small", "50"], ["HUF", "17499", "billing.card_amount_is_too_small", "175.00"], ["EUR", "49", "billing.card_amount_is_too_small", "0.50"], ["GBP", "29", "billing.card_amount_is_too_small", "0.30"],
    ["EUR", "100000000", "billing.card_amount_is_too_large", "999999.99"], ["KWD", "100000000", "billing.card_amount_is_too_large", "99999.990"], ["ISK", "1000000", "billing.card_amount_is_too_large", "999999"],
  ])("%s %s is refused with what could be charged", (currency, amount, code, instead) => {
    expect(charge(amount, currency)).toEqual({ code, facts: { currency, amount: instead } })
  })

  test.each([["KWD", "1230"], ["JPY", "50"], ["JPY", "123456789"], ["HUF", "17501"], ["TWD", "80045"], ["ISK", "5"], ["UGX", "7"], ["EUR", "50"], ["EUR", "99999999"], ["IDR", "999999999999"], ["KWD", "99999990"]])("%s %s is charged", (currency, amount) => {
    expect(charge(amount, currency)).toBeUndefined()
  })

  test("not in a currency that the provider does not know", () => {
    expect(charge("1000", "IQD")).toEqual({ code: "billing.card_takes_no_such_currency", facts: { currency: "IQD" } })
    expect(cardRefundRefusal({ amount: "1000", currency: "UYW" })?.code).toBe("billing.card_takes_no_such_currency")
  })

  test("instead of it is never more than it, and can be charged itself; and what can be charged is a whole number of the provider's own", () => {
    fc.assert(fc.property(fc.constantFrom(...currencies), fc.bigInt({ min: 1n, max: 10n ** 15n }), (currency, minor) => {
      const refused = charge(minor.toString(), currency)
      const granularity = cardGranularity(currency)
      const asMinor = (text: string | undefined) => BigInt(text!.replace(".", ""))
      if (!refused) expect([(minor * 10n ** BigInt(granularity!.digits)) % 10n ** BigInt(minorUnits(currency)), (minor * 10n ** BigInt(granularity!.digits)) / 10n ** BigInt(minorUnits(currency)) % granularity!.step]).toEqual([0n, 0n])
      else if (refused.code !== "billing.card_takes_no_such_currency") {
        const instead = asMinor(refused.facts["amount"])
        expect(charge(instead.toString(), currency)).toBeUndefined()
        expect(instead < minor).toBe(refused.code !== "billing.card_amount_is_too_small")
      }
    }), { numRuns: 2_000 })
  })
})

test("what is paid back has no least amount, but the same digits", () => {
  expect(cardRefundRefusal({ amount: "1", currency: "EUR" })).toBeUndefined()
  expect(cardRefundRefusal({ amount: "1234", currency: "KWD" })).toEqual({ code: "billing.refund_is_too_fine", facts: { currency: "KWD", amount: "1.230" } })
})
