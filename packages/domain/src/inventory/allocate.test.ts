import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { addQuantity, compareQuantities, quantity, sumOfQuantities } from "@entrepot/kernel"
import { allocate, type DemandLine, type SourcingRule } from "./allocate.ts"
import type { Strategy } from "./strategy.ts"

const HAM = { warehouseId: "ham", code: "HAM", country: "DE", latitude: 53.55, longitude: 9.99 }
const LYS = { warehouseId: "lys", code: "LYS", country: "FR", latitude: 45.76, longitude: 4.84 }
const GDN = { warehouseId: "gdn", code: "GDN", country: "PL", latitude: 54.35, longitude: 18.65 }
const warehouses = [LYS, GDN, HAM]
const berlin = { country: "DE", latitude: 52.52, longitude: 13.4 }
const paris = { country: "FR", latitude: 48.86, longitude: 2.35 }

const line = (orderLineId: string, productId: string, baseQuantity: string, destination: DemandLine["destination"] = berlin, shipComplete = false): DemandLine =>
  ({ orderLineId, productId, baseQuantity: quantity(baseQuantity), destination, shipComplete })
const rule = (strategy: Strategy, more: Partial<SourcingRule> = {}): SourcingRule => ({ ruleId: "r", name: "Rule", shipToCountry: "", strategy, warehouseIds: [], ...more })
/** { ham: { gloves: "5" } } */
const supplyOf = (levels: Record<string, Record<string, string>>) => ({
  warehouses,
  stock: Object.entries(levels).flatMap(([warehouseId, products]) => Object.entries(products).map(([productId, available]) => ({ productId, warehouseId, available: quantity(available) }))),
})
const shape = (lines: ReturnType<typeof allocate>) =>
  lines.map(({ allocations, short, rule: { why } }) => ({ from: allocations.map(({ warehouseId, quantity: n }) => `${n} ${warehouseId}`).join(", "), short, why }))

describe("allocating an order", () => {
  test.each([
    {
      when: "the nearest warehouse has everything", rules: [rule("nearest_complete")], levels: { ham: { a: "5", b: "5" }, lys: { a: "9", b: "9" } }, lines: [line("1", "a", "5"), line("2", "b", "2")],
      outcome: [{ from: "5 ham", short: "0", why: "one_warehouse_has_everything" }, { from: "2 ham", short: "0", why: "one_warehouse_has_everything" }],
    },
    {
      when: "only a farther one has everything", rules: [rule("nearest_complete")], levels: { ham: { a: "5", b: "1" }, lys: { a: "9", b: "9" } }, lines: [line("1", "a", "5"), line("2", "b", "2")],
      outcome: [{ from: "5 lys", short: "0", why: "one_warehouse_has_everything" }, { from: "2 lys", short: "0", why: "one_warehouse_has_everything" }],
    },
    {
      when: "nobody has everything", rules: [rule("nearest_complete")], levels: { ham: { a: "5" }, lys: { a: "3", b: "9" } }, lines: [line("1", "a", "7"), line("2", "b", "2")],
      outcome: [{ from: "5 ham, 2 lys", short: "0", why: "nearest_first" }, { from: "2 lys", short: "0", why: "nearest_first" }],
    },
    {
      when: "the rule splits, although a farther one has everything", rules: [rule("nearest_split")], levels: { ham: { a: "5" }, lys: { a: "9" } }, lines: [line("1", "a", "7")],
      outcome: [{ from: "5 ham, 2 lys", short: "0", why: "nearest_first" }],
    },
    {
      when: "the rule lists warehouses", rules: [rule("listed", { warehouseIds: ["lys", "ham"] })], levels: { ham: { a: "9" }, lys: { a: "1" }, gdn: { a: "9" } }, lines: [line("1", "a", "12")],
      outcome: [{ from: "1 lys, 9 ham", short: "2", why: "listed_order" }],
    },
    {
      when: "the rule names some warehouses only", rules: [rule("nearest_complete", { warehouseIds: ["lys"] })], levels: { ham: { a: "9" }, lys: { a: "1" } }, lines: [line("1", "a", "2")],
      outcome: [{ from: "1 lys", short: "1", why: "nearest_first" }],
    },
    {
      when: "there is no rule", rules: [], levels: { ham: { a: "1" }, lys: { a: "5" } }, lines: [line("1", "a", "2")],
      outcome: [{ from: "2 lys", short: "0", why: "one_warehouse_has_everything" }],
    },
    {
      when: "nothing is there", rules: [rule("nearest_complete")], levels: {}, lines: [line("1", "a", "2")],
      outcome: [{ from: "", short: "2", why: "no_stock" }],
    },
    {
      when: "two lines want the same product", rules: [rule("nearest_split")], levels: { ham: { a: "5" } }, lines: [line("1", "a", "4"), line("2", "a", "4")],
      outcome: [{ from: "4 ham", short: "0", why: "nearest_first" }, { from: "1 ham", short: "3", why: "nearest_first" }],
    },
    {
      when: "two lines of one product only fit together in a farther warehouse", rules: [rule("nearest_complete")], levels: { ham: { a: "5" }, lys: { a: "8" } }, lines: [line("1", "a", "4"), line("2", "a", "4")],
      outcome: [{ from: "4 lys", short: "0", why: "one_warehouse_has_everything" }, { from: "4 lys", short: "0", why: "one_warehouse_has_everything" }],
    },
    {
      when: "its lines go to different places", rules: [rule("nearest_complete")], levels: { ham: { a: "5" }, lys: { a: "5" } }, lines: [line("1", "a", "5", paris), line("2", "a", "5", berlin)],
      outcome: [{ from: "5 lys", short: "0", why: "one_warehouse_has_everything" }, { from: "5 ham", short: "0", why: "one_warehouse_has_everything" }],
    },
    {
      when: "a line is worth nothing in parts", rules: [rule("nearest_split")], levels: { ham: { a: "5" } }, lines: [line("1", "a", "7", berlin, true), line("2", "a", "2")],
      outcome: [{ from: "", short: "7", why: "not_whole" }, { from: "2 ham", short: "0", why: "nearest_first" }],
    },
  ])("when $when", ({ rules, levels, lines, outcome }) => {
    expect(shape(allocate(lines, supplyOf(levels as Record<string, Record<string, string>>), rules))).toEqual(outcome)
  })

  test("an order that ships complete gets everything or nothing", () => {
    const supply = supplyOf({ ham: { a: "5" } })
    expect(shape(allocate([line("1", "a", "2"), line("2", "b", "1")], supply, [], true))).toEqual([{ from: "", short: "2", why: "not_whole" }, { from: "", short: "1", why: "no_stock" }])
    expect(shape(allocate([line("1", "a", "2"), line("2", "a", "3")], supply, [], true)).map(({ short }) => short)).toEqual(["0", "0"])
  })

  test("the first rule that matches the country decides, and says so", () => {
    const rules = [rule("listed", { ruleId: "fr", name: "France from Lyon", shipToCountry: "FR", warehouseIds: ["lys"] }), rule("nearest_split", { ruleId: "all", name: "Everywhere else" })]
    const [toParis, toBerlin] = allocate([line("1", "a", "1", paris), line("2", "a", "1", berlin)], supplyOf({ ham: { a: "5" }, lys: { a: "5" } }), rules)
    expect(toParis!.rule).toEqual({ ruleId: "fr", name: "France from Lyon", strategy: "listed", why: "listed_order" })
    expect(toBerlin!.rule).toMatchObject({ ruleId: "all", name: "Everywhere else" })
  })

  test.each([
    { country: "DE", near: "ham" },
    { country: "FR", near: "lys" },
    { country: "LT", near: "gdn" },
    { country: "ES", near: "lys" },
  ])("a ship-to in $country without coordinates is served from $near", ({ country, near }) => {
    const everywhere = supplyOf({ ham: { a: "1" }, lys: { a: "1" }, gdn: { a: "1" } })
    expect(allocate([line("1", "a", "1", { country })], everywhere, [rule("nearest_split")])[0]!.allocations[0]!.warehouseId).toBe(near)
  })

  test("it never gives more than there is, and what is given and short adds up to what was asked", () => {
    const amount = fc.integer({ min: 1, max: 40 }).map((n) => quantity(String(n / 4)))
    const product = fc.constantFrom("a", "b", "c")
    const strategies = fc.constantFrom<Strategy>("nearest_complete", "nearest_split", "listed")
    fc.assert(fc.property(
      fc.array(fc.record({ productId: product, baseQuantity: amount, destination: fc.constantFrom(berlin, paris), shipComplete: fc.boolean() }), { minLength: 1, maxLength: 8 }),
      fc.array(fc.record({ productId: product, warehouseId: fc.constantFrom("ham", "lys", "gdn"), available: amount }), { maxLength: 9 }),
      strategies, fc.boolean(),
      (demands, levels, strategy, shipComplete) => {
        const stock = [...new Map(levels.map((level) => [`${level.warehouseId} ${level.productId}`, level])).values()]
        const lines = demands.map((demand, i) => ({ orderLineId: String(i), ...demand }))
        const answers = allocate(lines, { warehouses, stock }, [rule(strategy, { warehouseIds: ["lys", "ham"] })], shipComplete)
        answers.forEach(({ allocations, short }, i) => {
          expect(addQuantity(short, sumOfQuantities(allocations.map(({ quantity: n }) => n)))).toBe(lines[i]!.baseQuantity)
          if (shipComplete || lines[i]!.shipComplete) expect(allocations.length === 0 || short === "0").toBe(true)
        })
        for (const { productId, warehouseId, available } of stock) {
          const given = answers.flatMap(({ allocations }, i) => (lines[i]!.productId === productId ? allocations.filter((part) => part.warehouseId === warehouseId) : []))
          expect(compareQuantities(sumOfQuantities(given.map(({ quantity: n }) => n)), available)).not.toBe(1)
        }
      },
    ))
  })
})
