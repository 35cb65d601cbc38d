import * as fc from "fast-check"
import { expect, test } from "vitest"
import { shareTax, type TaxPart } from "../../pricing/index.ts"
import { compose, type BilledLine } from "./compose.ts"

const part = (level: TaxPart["level"], locality: string, percent: string): TaxPart => ({ level, locality, label: locality, percent })
const STATE = part("region", "IL", "6.25")
const CHICAGO = [STATE, part("county", "COOK", "1.75"), part("city", "CHICAGO", "1.25"), part("district", "TRANSIT", "1")]
const line = (netMinor: bigint, taxParts: readonly TaxPart[] = CHICAGO, taxPercent = "10.25"): BilledLine => ({
  orderLineId: null, productId: null, sku: "A", name: "A", unit: "piece", quantity: "1", baseQuantity: "1", unitPrice: "1", netMinor, taxCategory: "standard", taxPercent, jurisdiction: "US-IL", taxLabel: "IL", taxParts, period: null,
})
const amounts = (parts: readonly { readonly locality: string; readonly taxMinor: bigint }[] = []) => parts.map(({ locality, taxMinor }) => `${locality} ${taxMinor}`)

test("a tax is shared by largest remainder between the jurisdictions whose rates add up to it", () => {
  expect(amounts(compose([line(9_999n)], "per_line", "USD").taxes[0]!.parts)).toEqual(["IL 625", "COOK 175", "CHICAGO 125", "TRANSIT 100"])
  expect(amounts(compose([line(10n)], "per_line", "USD").taxes[0]!.parts)).toEqual(["IL 1", "COOK 0", "CHICAGO 0", "TRANSIT 0"])
})

test("a jurisdiction that has all of a tax shares nothing", () => {
  expect(compose([line(10_000n, [STATE], "6.25")], "per_invoice", "USD").taxes[0]!.parts).toEqual([])
})

test("two places of one rate keep their own localities", () => {
  const other = [STATE, part("county", "KANE", "4")]
  expect(amounts(compose([line(10_000n), line(20_000n, other)], "per_invoice", "USD").taxes[0]!.parts)).toEqual(["IL 1875", "COOK 175", "CHICAGO 125", "TRANSIT 100", "KANE 800"])
})

test("parts always add up to the tax, by either method, and a credit turns them around", () => {
  fc.assert(fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 }), fc.constantFrom("per_line" as const, "per_invoice" as const), (nets, method) => {
    const { taxes, lines, tax } = compose(nets.map((net) => line(net)), method, "USD")
    expect(taxes.flatMap(({ parts = [] }) => parts).reduce((sum, { taxMinor }) => sum + taxMinor, 0n)).toBe(tax.amount)
    expect(shareTax(lines.map((each) => ({ ...each, taxMinor: -each.taxMinor })), "USD").map(({ taxMinor }) => -taxMinor)).toEqual(shareTax(lines, "USD").map(({ taxMinor }) => taxMinor))
  }))
})
