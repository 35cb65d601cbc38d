import * as fc from "fast-check"
import { expect, test } from "vitest"
import { magnitude } from "./decimal.ts"
import { money, negate, sumOf } from "./money.ts"
import { taxDocument, taxOf, type Taxed, type TaxMethod } from "./tax.ts"

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

const line = (amount: bigint, percent = "19", category = "S"): Taxed => ({ net: money(amount, "EUR"), category, percent })
const amounts = (lines: readonly Taxed[], method: TaxMethod) => {
  const taxed = taxDocument(lines, method, "EUR")
  return { lines: taxed.lines.map(({ amount }) => amount), groups: taxed.groups.map(({ category, percent, taxable, tax }) => [category, percent, taxable.amount, tax.amount]) }
}

test("three lines of 0.03 have three cents of tax at 19 percent by line, and two together", () => {
  const lines = [line(3n), line(3n), line(3n)]
  expect(amounts(lines, "per_line")).toEqual({ lines: [1n, 1n, 1n], groups: [["S", "19", 9n, 3n]] })
  expect(amounts(lines, "per_invoice")).toEqual({ lines: [1n, 1n, 0n], groups: [["S", "19", 9n, 2n]] })
})

test("categories and rates are kept apart, however a rate is written", () => {
  const lines = [line(10_000n), line(5000n, "7"), line(100n, "19.00"), line(700n, "0", "Z"), line(300n, "0", "E")]
  expect(amounts(lines, "per_invoice").groups).toEqual([["S", "19", 10_100n, 1919n], ["S", "7", 5000n, 350n], ["Z", "0", 700n, 0n], ["E", "0", 300n, 0n]])
})

const anyMethod = fc.constantFrom<TaxMethod>("per_line", "per_invoice")
const anyLine = fc.record({
  net: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }).map((amount) => money(amount, "EUR")),
  category: fc.constantFrom("S", "E"), percent: fc.constantFrom("19", "7", "8.875", "0", "5.5"),
})
const anyLines = fc.array(anyLine, { maxLength: 25 })

test("lines add up to their groups, and groups hold every line", () => {
  fc.assert(fc.property(anyLines, anyMethod, (lines, method) => {
    const { lines: taxes, groups } = taxDocument(lines, method, "EUR")
    for (const group of groups) {
      const members = lines.flatMap((each, index) => each.category === group.category && each.percent === group.percent ? [index] : [])
      expect(sumOf(members.map((index) => lines[index]!.net), "EUR")).toEqual(group.taxable)
      expect(sumOf(members.map((index) => taxes[index]!), "EUR")).toEqual(group.tax)
    }
    expect(sumOf(groups.map(({ taxable }) => taxable), "EUR")).toEqual(sumOf(lines.map(({ net }) => net), "EUR"))
  }))
})

test("per invoice, a group's tax is rounded once and no line is a whole cent away from its own", () => {
  fc.assert(fc.property(anyLines, (lines) => {
    const { lines: taxes, groups } = taxDocument(lines, "per_invoice", "EUR")
    for (const { taxable, tax, percent } of groups) expect(tax).toEqual(taxOf(taxable, percent))
    for (const [index, { net, percent }] of lines.entries()) {
      const off = taxes[index]!.amount * 100_000n - net.amount * BigInt(Number(percent) * 1000)
      expect(magnitude(off) < 100_000n).toBe(true)
    }
  }))
})

test("per line, each line's tax is rounded by itself", () => {
  fc.assert(fc.property(anyLines, (lines) => {
    expect(taxDocument(lines, "per_line", "EUR").lines).toEqual(lines.map(({ net, percent }) => taxOf(net, percent)))
  }))
})

test("a credit note over the same lines gives back the same taxes", () => {
  fc.assert(fc.property(anyLines, anyMethod, (lines, method) => {
    const turned = lines.map((each) => ({ ...each, net: negate(each.net) }))
    expect(taxDocument(turned, method, "EUR").lines).toEqual(taxDocument(lines, method, "EUR").lines.map(negate))
  }))
})

test("a document of one line is taxed alike by both methods", () => {
  fc.assert(fc.property(anyLine, (only) => {
    expect(taxDocument([only], "per_invoice", "EUR")).toEqual(taxDocument([only], "per_line", "EUR"))
  }))
})

test("the documents of a deal add up to the deal, each the exact tax rounded to a neighbour", () => {
  const part = fc.record({ line: fc.nat(3), amount: fc.bigInt({ min: 0n, max: 100_000n }) })
  const percents = ["19", "8.875", "7", "19"]
  fc.assert(fc.property(anyMethod, fc.array(fc.array(part, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (method, documents) => {
    const before = [0n, 0n, 0n, 0n]
    let taxes = 0n
    for (const parts of documents) {
      const nets = before.map((_, index) => parts.filter((one) => one.line === index).reduce((sum, one) => sum + one.amount, 0n))
      const taxed = taxDocument(nets.map((net, index) => ({ net: money(net, "EUR"), before: money(before[index]!, "EUR"), category: "S", percent: percents[index]! })), method, "EUR")
      if (method === "per_invoice") for (const { taxable, tax, percent } of taxed.groups) expect(magnitude(tax.amount * 100_000n - taxable.amount * BigInt(Math.round(Number(percent) * 1000))) < 100_000n).toBe(true)
      nets.forEach((net, index) => void (before[index]! += net))
      taxes += sumOf(taxed.lines, "EUR").amount
    }
    const whole = taxDocument(before.map((net, index) => ({ net: money(net, "EUR"), category: "S", percent: percents[index]! })), method, "EUR")
    expect(taxes).toBe(sumOf(whole.lines, "EUR").amount)
  }))
})
