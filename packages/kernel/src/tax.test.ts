import * as fc from "fast-check"
import { expect, test } from "vitest"
import { money, negate } from "./money.ts"
import { taxOf } from "./tax.ts"

test.each([
  { net: 10_000n, rate: "19", tax: 1900n },
  { net: 250n, rate: "19", tax: 48n },
  { net: -250n, rate: "19", tax: -48n },
  { net: 9999n, rate: "8.875", tax: 887n },
  { net: 5n, rate: "10", tax: 1n },
  { net: 4n, rate: "10", tax: 0n },
  { net: 10_000n, rate: "0", tax: 0n },
])("the tax of $rate percent on $net cents is $tax", ({ net, rate, tax }) => {
  expect(taxOf(money(net, "EUR"), rate)).toEqual(money(tax, "EUR"))
})

test("a credit note gives back exactly the tax that its invoice charged", () => {
  fc.assert(fc.property(fc.bigInt(), fc.nat(30_000), (amount, hundredths) => {
    const net = money(amount, "EUR")
    const rate = String(hundredths / 100)
    expect(taxOf(negate(net), rate)).toEqual(negate(taxOf(net, rate)))
  }))
})
