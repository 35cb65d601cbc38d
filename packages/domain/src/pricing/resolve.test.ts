import * as fc from "fast-check"
import { comparePrices, quantity, type Quantity } from "@entrepot/kernel"
import { expect, test } from "vitest"
import type { BaseRow, BuyerFacts, ListFacts, PriceCandidates, RuleFacts } from "./candidates.ts"
import { publicAnswer } from "./public-answer.ts"
import { priceLadder, resolvePrice, tiersOf } from "./resolve.ts"

const each = { unit: "each", factor: "1", minimum: "1", step: "1", sellable: true, position: 0 }
const box = { unit: "box", factor: "12", minimum: "1", step: "1", sellable: true, position: 1 }
const buyer: BuyerFacts = { accountId: "a", accountKind: "customer", accountGroup: "key", currency: "EUR", on: "2026-06-01", minMarginPercent: null }
const base = (price: string, over: Partial<BaseRow> = {}): BaseRow => ({ unit: "each", min: "1", price, from: "2026-01-01", to: null, version: 1, ...over })
const list = (id: string, entries: ListFacts["entries"], over: Partial<ListFacts> = {}): ListFacts =>
  ({ id, side: "sale", kind: "list", target: "account", name: id, version: 1, exclusive: false, from: "2026-01-01", to: null, entries, ...over })
const rule = (id: string, percent: string, over: Partial<RuleFacts> = {}): RuleFacts =>
  ({ id, side: "sale", name: id, version: 1, target: "all", depth: 0, group: "", basis: "base", percent, min: "1", from: "2026-01-01", to: null, position: 1, ...over })
const candidates = (over: Partial<PriceCandidates>): PriceCandidates => ({ units: [each, box], base: [base("10")], lists: [], rules: [], ...over })
const ask = (over: Partial<PriceCandidates>, wanted = "1", unit = "each", who: Partial<BuyerFacts> = {}) => resolvePrice(candidates(over), { unit, quantity: wanted, buyer: { ...buyer, ...who } })
const supply = { side: "supply", target: "tenant" } as const

test.each([
  { when: "nobody else names a price", over: {}, kind: "base", price: "10" },
  { when: "a rule matches", over: { rules: [rule("r", "-10")] }, kind: "rule", price: "9" },
  { when: "the tenant has a list for everybody", over: { rules: [rule("r", "-10")], lists: [list("t", [["each", "1", "9.5"]], { target: "tenant" })] }, kind: "tenant_list", price: "9.5" },
  { when: "the account's group has a list", over: { lists: [list("t", [["each", "1", "7"]], { target: "tenant" }), list("g", [["each", "1", "8"]], { target: "group" })] }, kind: "group_list", price: "8" },
  { when: "the account has a list", over: { lists: [list("g", [["each", "1", "7"]], { target: "group" }), list("a", [["each", "1", "8"]])] }, kind: "account_list", price: "8" },
  { when: "there is a contract, though a list is cheaper", over: { lists: [list("a", [["each", "1", "7"]]), list("c", [["each", "1", "8"]], { kind: "contract" })] }, kind: "contract", price: "8" },
] satisfies { when: string; over: Partial<PriceCandidates>; kind: string; price: string }[])("the ladder answers $price from $kind when $when", ({ over, kind, price }) => {
  expect(ask(over)).toMatchObject({ unitPrice: price, source: { kind } })
})

test("no price is null, never nothing", () => {
  expect(ask({ base: [] })).toBeNull()
  expect(ask({ base: [base("4", { min: "10" })] }, "9")).toBeNull()
})

test("a house account buys on the supply side", () => {
  const over = { rules: [rule("partner", "-20", { side: "supply" }), rule("sale", "30", { basis: "supply" })], lists: [list("c", [["each", "1", "1"]], { kind: "contract" })] }
  expect(ask(over, "1", "each", { accountKind: "house" })).toMatchObject({ unitPrice: "8", marginPercent: null, supply: { unitPrice: "8" } })
})

test("a rule on the supply price marks up what the tenant pays", () => {
  const answer = ask({ rules: [rule("partner", "-20", { side: "supply" }), rule("markup", "25", { basis: "supply" })] })
  expect(answer).toMatchObject({ unitPrice: "10", supply: { unitPrice: "8" }, marginPercent: "20", explanation: { winner: { rule: { basis: "supply", percent: "25", basisPrice: "8" } } } })
})

test("a supply contract of the tenant stands above the supply rules", () => {
  const over = { rules: [rule("partner", "-20", { side: "supply" })], lists: [list("c", [["each", "1", "6"]], { ...supply, kind: "contract" })] }
  expect(ask(over)?.supply).toEqual({ unitPrice: "6" })
})

test.each([
  ["a product", rule("x", "-1", { target: "product" }), "a brand", rule("y", "-2", { target: "brand" })],
  ["a brand", rule("x", "-1", { target: "brand" }), "a category", rule("y", "-2", { target: "category", depth: 20 })],
  ["a longer category path", rule("x", "-1", { target: "category", depth: 14 }), "a shorter one", rule("y", "-2", { target: "category", depth: 7 })],
  ["a category", rule("x", "-1", { target: "category", depth: 7 }), "everything", rule("y", "-2")],
  ["one account group", rule("x", "-1", { group: "key", position: 9 }), "every group", rule("y", "-2")],
  ["the earlier position", rule("x", "-1", { position: 1 }), "a later one", rule("y", "-2", { position: 2, from: "2026-05-01" })],
] as const)("a rule for %s beats one for %4$s", (_what, winner, _other, loser) => {
  expect(ask({ rules: [loser, winner] })).toMatchObject({ source: { id: "x" }, explanation: { losers: [{ source: { id: "y" }, why: "less_exact" }, { source: { kind: "base" }, why: "lower_rung" }] } })
})

test("of two lists on one rung the newer one decides, and the id when they started together", () => {
  const older = list("b", [["each", "1", "5"]])
  expect(ask({ lists: [older, list("c", [["each", "1", "6"]], { from: "2026-02-01" })] })?.source.id).toBe("c")
  expect(ask({ lists: [older, list("a", [["each", "1", "6"]])] })?.source.id).toBe("a")
})

test("of two base prices the one that became valid later holds", () => {
  expect(ask({ base: [base("11", { from: "2026-03-01" }), base("10")] })?.unitPrice).toBe("11")
})

test("volume tiers merge per quantity down the ladder, and more never costs more", () => {
  const over = { base: [base("12"), base("9", { min: "50" }), base("7", { min: "100" })], lists: [list("c", [["each", "1", "10"], ["each", "50", "9.5"]], { kind: "contract" as const })] }
  const answer = ask(over, "60")
  expect(answer?.tiers.map((tier) => [tier.quantity, tier.unitPrice, tier.source.kind])).toEqual([["1", "10", "contract"], ["50", "9.5", "contract"], ["100", "7", "base"]])
  expect(answer?.explanation).toMatchObject({ winner: { quantity: "50" }, losers: [{ why: "lower_rung", unitPrice: "9" }], wouldBeat: [{ what: "next_tier", quantity: "100", missing: "40", unitPrice: "7" }] })
})

test("an exclusive list lets no volume tier from below join", () => {
  const over = { base: [base("12"), base("7", { min: "100" })], lists: [list("c", [["each", "1", "10"]], { kind: "contract" as const, exclusive: true })] }
  expect(ask(over, "500")?.unitPrice).toBe("10")
})

test("a list that starts at a quantity leaves smaller ones to the next rung and says where it starts", () => {
  const answer = ask({ lists: [list("a", [["each", "20", "8"]])] }, "19")
  expect(answer).toMatchObject({ unitPrice: "10", explanation: { losers: [{ source: { id: "a" }, why: "needs_quantity", quantity: "20" }], wouldBeat: [{ quantity: "20", missing: "1" }] } })
})

test("a rule's quantity counts base units and is offered as whole units of what was asked", () => {
  const over = { rules: [rule("bulk", "-10", { min: "50" })] }
  expect(ask(over, "1", "box")?.tiers.map((tier) => [tier.quantity, tier.unitPrice])).toEqual([["1", "120"], ["5", "108"]])
})

test("a price in another unit is converted, and the answer says so", () => {
  const answer = ask({ base: [base("2"), base("1.8", { min: "100" })] }, "9", "box")
  expect(answer).toMatchObject({ unitPrice: "21.6", explanation: { winner: { convertedFrom: { unit: "each", unitPrice: "1.8" } } } })
  expect(answer?.tiers.map((tier) => tier.quantity)).toEqual(["1", "9"])
})

test("the price of a box starts where a box is full", () => {
  const over = { base: [base("24", { unit: "box" })] }
  expect(ask(over, "11")).toBeNull()
  expect(ask(over, "12")?.unitPrice).toBe("2")
})

test("a contract in another unit still stands above a list in the unit that was asked for", () => {
  expect(ask({ base: [base("120", { unit: "box" })], lists: [list("c", [["each", "1", "9"]], { kind: "contract" })] }, "1", "box")).toMatchObject({ unitPrice: "108", source: { kind: "contract" } })
})

test("where half a unit may be ordered, a break of one starts there", () => {
  const kg = { ...each, unit: "kg", minimum: "0.25", step: "0.25" }
  expect(ask({ units: [kg], base: [base("8", { unit: "kg" })] }, "0.5", "kg")?.unitPrice).toBe("8")
})

test.each([["20.01", true], ["20", false]])("with a floor of %s percent a margin of 20 percent is below it: %s", (minMarginPercent, below) => {
  const answer = ask({ rules: [rule("partner", "-20", { side: "supply" })] }, "1", "each", { minMarginPercent })
  expect(answer?.floor).toEqual({ minMarginPercent, marginPercent: "20", below })
})

test("an answer says on which day its contract ends", () => {
  expect(ask({ lists: [list("c", [["each", "1", "9"]], { kind: "contract", to: "2026-12-31" })] })?.explanation.wouldBeat).toEqual([{ what: "ends", on: "2026-12-31" }])
})

test("what a buyer sees names no supply price, margin, percentage, rule, group or loser", () => {
  const over = {
    rules: [rule("r1", "31.7", { basis: "supply", name: "canary rule" }), rule("r2", "-23.3", { side: "supply", name: "canary partner" })],
    lists: [list("l1", [["each", "500", "8.1234"]], { target: "group" as const, name: "canary group" }), list("l2", [["each", "9999", "0.77"]], { ...supply, name: "canary far" })],
  }
  const shown = JSON.stringify(publicAnswer(ask(over, "1", "each", { minMarginPercent: "12.34" })!))
  for (const secret of ["canary", "31.7", "23.3", "7.67", "12.34", "0.77"]) expect(shown).not.toContain(secret)
  expect(publicAnswer(ask(over)!)).toMatchObject({ unitPrice: "10.10139", supply: null, marginPercent: null, floor: null, explanation: { losers: [] } })
})

const anyPrice = fc.integer({ min: 1, max: 100_000 }).map((cents) => (cents / 100).toFixed(2))
const anyMin = fc.constantFrom("1", "2", "5", "10", "12", "50", "144")
const anyUnit = fc.constantFrom("each", "box")
const anyDay = fc.constantFrom("2026-01-01", "2026-02-01", "2026-03-01")
const anyList = fc.record({
  id: fc.uuid(), side: fc.constantFrom("sale" as const, "supply" as const), kind: fc.constantFrom("contract" as const, "list" as const), target: fc.constantFrom("account" as const, "group" as const, "tenant" as const),
  name: fc.string(), version: fc.constant(1), exclusive: fc.boolean(), from: anyDay, to: fc.constant(null),
  entries: fc.uniqueArray(fc.tuple(anyUnit, anyMin, anyPrice), { selector: ([unit, min]) => `${unit}${min}`, maxLength: 4 }),
})
const anyRule = fc.record({
  id: fc.uuid(), side: fc.constantFrom("sale" as const, "supply" as const), name: fc.string(), version: fc.constant(1), target: fc.constantFrom("all" as const, "category" as const, "brand" as const, "product" as const),
  depth: fc.constantFrom(0, 7, 14), group: fc.constantFrom("", "key"), basis: fc.constantFrom("base" as const, "supply" as const), percent: fc.integer({ min: -90, max: 90 }).map(String), min: anyMin, from: anyDay, to: fc.constant(null), position: fc.nat(20),
}).map((facts) => (facts.side === "supply" ? { ...facts, basis: "base" as const, group: "" } : facts))
const anyCandidates: fc.Arbitrary<PriceCandidates> = fc.record({
  units: fc.constant([each, box]),
  base: fc.uniqueArray(fc.record({ unit: anyUnit, min: anyMin, price: anyPrice, from: anyDay, to: fc.constant(null), version: fc.constant(1) }), { selector: (row) => `${row.unit}${row.min}${row.from}`, maxLength: 6 }),
  lists: fc.uniqueArray(anyList, { selector: ({ id }) => id, maxLength: 5 }), rules: fc.uniqueArray(anyRule, { selector: ({ id }) => id, maxLength: 5 }),
})
const anyQuantity = fc.integer({ min: 1, max: 300 }).map((count) => quantity(String(count)))

test("the order of the rows never decides a price", () => {
  const shuffled = anyCandidates.chain((given) => fc.tuple(fc.constant(given), fc.record({
    units: fc.shuffledSubarray([...given.units], { minLength: given.units.length }), base: fc.shuffledSubarray([...given.base], { minLength: given.base.length }),
    rules: fc.shuffledSubarray([...given.rules], { minLength: given.rules.length }),
    lists: fc.shuffledSubarray([...given.lists], { minLength: given.lists.length }).map((lists) => lists.map((one) => ({ ...one, entries: [...one.entries].reverse() }))),
  })))
  fc.assert(fc.property(shuffled, anyQuantity, anyUnit, fc.constantFrom("house" as const, "customer" as const), ([given, mixed], wanted, unit, accountKind) => {
    const of = (rows: PriceCandidates) => resolvePrice(rows, { unit, quantity: wanted, buyer: { ...buyer, accountKind } })
    expect(of(mixed)).toEqual(of(given))
  }))
})

test("a bigger quantity never costs more per unit, and the answer is the last tier that was reached", () => {
  fc.assert(fc.property(anyCandidates, anyQuantity, anyQuantity, anyUnit, (given, one, other, unit) => {
    const [less, more] = ([one, other] as Quantity[]).sort((left, right) => Number(left) - Number(right)) as [Quantity, Quantity]
    const at = (wanted: Quantity) => resolvePrice(given, { unit, quantity: wanted, buyer })
    const [small, big] = [at(less), at(more)]
    if (small) expect(comparePrices(big!.unitPrice, small.unitPrice)).toBeLessThanOrEqual(0)
    const reached = tiersOf(priceLadder(given, unit, buyer)!).findLast((tier) => Number(tier.quantity) <= Number(more))
    expect(big?.unitPrice).toBe(reached?.unitPrice)
  }))
})

test("every price that is answered was named by somebody and is above nothing", () => {
  fc.assert(fc.property(anyCandidates, anyQuantity, anyUnit, (given, wanted, unit) => {
    const answer = resolvePrice(given, { unit, quantity: wanted, buyer })
    if (!answer) return
    const everybody = [...given.lists.map(({ id }) => id), ...given.rules.map(({ id }) => id)]
    expect(answer.source.kind === "base" || everybody.includes(answer.source.id)).toBe(true)
    expect(answer.explanation.winner.unitPrice).toBe(answer.unitPrice)
  }))
})
