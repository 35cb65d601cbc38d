import * as fc from "fast-check"
import { expect, test } from "vitest"
import { addQuantity, quantity } from "@entrepot/kernel"
import { composeAgreed, composeCredit } from "./compose-credit.ts"
import type { CreditableLine } from "./creditable.db.ts"

const line = (of: Partial<CreditableLine> = {}): CreditableLine => ({
  lineId: "l1", position: 1, orderLineId: null, productId: null, sku: "A-1", name: "A", unit: "box", quantity: quantity("3"), baseQuantity: quantity("36"), unitPrice: "3.335", netMinor: 1_001n, taxMinor: 190n, taxCategory: "standard", taxPercent: "19",
  jurisdiction: "DE", taxParts: [], taxTreatment: null, period: null, creditedBase: quantity("0"), creditedNetMinor: 0n, creditedTaxMinor: 0n, ...of,
})
const eur = (amount: string) => ({ amount, currency: "EUR" })

test.each([
  { when: "everything goes back", of: {}, ask: { quantity: "3" }, net: 1_001n, tax: 190n },
  { when: "one of three goes back", of: {}, ask: { quantity: "1" }, net: 334n, tax: 63n },
  { when: "the last of three goes back", of: { creditedBase: quantity("24"), creditedNetMinor: 668n, creditedTaxMinor: 126n }, ask: { quantity: "1" }, net: 333n, tax: 64n },
  { when: "a part of the price goes back", of: {}, ask: { net: eur("100") }, net: 100n, tax: 19n },
])("a credit note takes back what was charged when $when", ({ of, ask, net, tax }) => {
  const { net: total, tax: taxes, lines } = composeCredit([line(of)], [{ lineId: "l1", ...ask }], "EUR")
  expect([total.amount, taxes.amount]).toEqual([net, tax])
  expect(lines[0]!.quantity).toBe("quantity" in ask ? ask.quantity : "0")
})

test.each([
  { when: "more goods", ask: { lineId: "l1", quantity: "4" }, code: "billing.more_than_is_creditable" },
  { when: "more money", ask: { lineId: "l1", net: eur("1002") }, code: "billing.more_than_is_creditable" },
  { when: "another invoice's line", ask: { lineId: "l2", quantity: "1" }, code: "billing.credit_line_not_found" },
  { when: "nothing", ask: { lineId: "l1", net: eur("0") }, code: "billing.nothing_to_credit" },
])("$when than was invoiced is refused", ({ ask, code }) => expect(() => composeCredit([line()], [ask], "EUR")).toThrow(code))

test("what was agreed to is taken back as it was, and no more than is left", () => {
  const agreed = { lineId: "l1", quantity: "1", baseQuantity: "12", netMinor: 333n, taxMinor: 64n }
  expect(composeAgreed([line()], [agreed], "EUR")).toMatchObject({ net: { amount: 333n }, tax: { amount: 64n }, total: { amount: 397n }, lines: [{ quantity: "1", position: 1, invoiceLineId: "l1" }] })
  for (const gone of [{ creditedBase: quantity("25") }, { creditedNetMinor: 669n }, { creditedTaxMinor: 127n }]) expect(() => composeAgreed([line(gone)], [agreed], "EUR")).toThrow("billing.more_than_is_creditable")
})

test("however a line is credited, in the end it is exactly what was charged", () => {
  fc.assert(fc.property(fc.bigInt({ min: 1n, max: 100_000n }), fc.bigInt({ min: 0n, max: 20_000n }), fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }), (netMinor, taxMinor, parts) => {
    const whole = parts.reduce((sum, part) => sum + part, 0)
    let at = line({ quantity: quantity(String(whole)), baseQuantity: quantity(String(whole)), netMinor, taxMinor })
    for (const part of parts) {
      try {
        const { lines: [one] } = composeCredit([at], [{ lineId: "l1", quantity: String(part) }], "EUR")
        at = { ...at, creditedBase: addQuantity(at.creditedBase, quantity(one!.baseQuantity)), creditedNetMinor: at.creditedNetMinor + one!.netMinor, creditedTaxMinor: at.creditedTaxMinor + one!.taxMinor }
      } catch (error) {
        expect((error as Error).message).toBe("billing.nothing_to_credit")
        at = { ...at, creditedBase: addQuantity(at.creditedBase, quantity(String(part))) }
      }
    }
    expect([at.creditedNetMinor, at.creditedTaxMinor]).toEqual([netMinor, taxMinor])
  }))
})
