import { describe, expect, test } from "vitest"
import * as fc from "fast-check"
import { isRefusal } from "@entrepot/kernel"
import { checkCondition, compile } from "./condition.ts"
import { conditionOf, type PolicyTest, type SubjectFacts } from "./contract.ts"

const facts: SubjectFacts = {
  total: 1000, currency: "EUR", margin: 12.5, ship_to: { country: "DE" }, new_address: false, below_floor: false, account_group: "standard", po: "4711",
  lines: [
    { sku: "DN-1001", category: "dental.gloves.", quantity: 10, net: 98, margin: 20, below_floor: false },
    { sku: "DN-5000", category: "dental.devices.", quantity: 2, net: 902, margin: 4, below_floor: false },
  ],
}
const holds = (condition: string, of: Partial<SubjectFacts> = {}) => compile(condition).applies({ ...facts, ...of })
const problemOf = (condition: string) => {
  try {
    checkCondition(condition)
  } catch (error) {
    if (isRefusal(error)) return error.facts.problem
    throw error
  }
  return undefined
}

describe("a form compiles to CEL that says the same", () => {
  test.each<{ when: string; form: PolicyTest; yes: Partial<SubjectFacts>; no: Partial<SubjectFacts> }>([
    { when: "the total is more than an amount", form: { fact: "total", is: "more_than", amount: "1000", currency: "EUR" }, yes: { total: 1000.01 }, no: { total: 1000 } },
    { when: "the amount is in another currency", form: { fact: "total", is: "more_than", amount: "10", currency: "USD" }, yes: { currency: "USD" }, no: {} },
    { when: "a line is worth more than an amount", form: { fact: "line_total", is: "more_than", amount: "902", currency: "EUR" }, yes: { lines: [{ ...facts.lines[0]!, net: 902.5 }] }, no: {} },
    { when: "a line's quantity is more than", form: { fact: "line_quantity", is: "more_than", quantity: "9.5" }, yes: {}, no: { lines: [{ ...facts.lines[0]!, quantity: 9.5 }] } },
    { when: "a line is in a category or below it", form: { fact: "category", is: "one_of", paths: ["workshop.", "dental.dev"] }, yes: {}, no: { lines: [facts.lines[0]!] } },
    { when: "a line has one of the numbers", form: { fact: "sku", is: "one_of", skus: ['DN-"5000"', "DN-5000"] }, yes: {}, no: { lines: [] } },
    { when: "the margin is less than", form: { fact: "margin", is: "less_than", percent: "12.6" }, yes: {}, no: { margin: 12.6 } },
    { when: "a line's margin is less than", form: { fact: "line_margin", is: "less_than", percent: "5" }, yes: {}, no: { lines: [facts.lines[0]!] } },
    { when: "a line is below its floor", form: { fact: "below_floor" }, yes: { below_floor: true }, no: {} },
    { when: "it ships to one of the countries", form: { fact: "ship_to_country", is: "one_of", countries: ["DE", "AT"] }, yes: {}, no: { ship_to: { country: "FR" } } },
    { when: "it ships to none of the countries", form: { fact: "ship_to_country", is: "none_of", countries: ["DE", "AT"] }, yes: { ship_to: { country: "FR" } }, no: {} },
    { when: "it ships to a new address", form: { fact: "new_address" }, yes: { new_address: true }, no: {} },
    { when: "the account is in a group", form: { fact: "account_group", is: "one_of", groups: ["standard"] }, yes: {}, no: { account_group: "key" } },
    { when: "the PO number is missing", form: { fact: "po", is: "missing" }, yes: { po: "" }, no: {} },
    { when: "always", form: { fact: "always" }, yes: {}, no: undefined as never },
  ])("when $when", ({ form, yes, no }) => {
    const condition = conditionOf({ match: "all", tests: [form] })
    checkCondition(condition)
    expect(holds(condition, yes)).toBe(true)
    if (no) expect(holds(condition, no)).toBe(false)
  })

  test("all of its tests, or any of them", () => {
    const tests: PolicyTest[] = [{ fact: "total", is: "more_than", amount: "500", currency: "EUR" }, { fact: "new_address" }]
    expect(holds(conditionOf({ match: "all", tests }))).toBe(false)
    expect(holds(conditionOf({ match: "any", tests }))).toBe(true)
  })

  test("whatever text somebody types stays text", () => {
    fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }), (sku) => {
      const condition = conditionOf({ match: "all", tests: [{ fact: "sku", is: "one_of", skus: [sku] }] })
      checkCondition(condition)
      expect(holds(condition, { lines: [{ ...facts.lines[0]!, sku }] })).toBe(true)
      expect(holds(condition, { lines: [{ ...facts.lines[0]!, sku: `${sku}!` }] })).toBe(false)
    }))
  })
})

describe("a condition is refused when it is saved", () => {
  test.each([
    { when: "it cannot be read", condition: "total >", problem: "syntax" },
    { when: "it asks for a fact that nobody states", condition: "totall > 1.0", problem: "types" },
    { when: "it asks for a field that a line does not have", condition: "lines.exists(l, l.nett > 1.0)", problem: "types" },
    { when: "it compares a number with text", condition: 'total > "many"', problem: "types" },
    { when: "it is no question", condition: "total", problem: "not_yes_or_no" },
    { when: "it loops within a loop", condition: "lines.exists(a, lines.exists(b, a.net > b.net))", problem: "nested_loops" },
    { when: "it matches patterns", condition: 'lines.exists(l, l.sku.matches("(a+)+$"))', problem: "pattern" },
    { when: "it is too long", condition: `po == "${"x".repeat(1000)}"`, problem: "too_long" },
    { when: "it nests too deep", condition: `${"(".repeat(60)}true${")".repeat(60)}`, problem: "syntax" },
  ])("because $when", ({ condition, problem }) => expect(problemOf(condition)).toBe(problem))

  test("loops one after the other are fine", () => expect(problemOf("lines.filter(l, l.net > 5.0).map(l, l.quantity).exists(q, q > 2.0)")).toBeUndefined())
})

test("a condition that cannot be judged applies, so that somebody looks", () => {
  expect(holds("lines[7].net > 1.0")).toBe(true)
  expect(holds("1 / (lines.size() - 2) > 0")).toBe(true)
})

test("a condition knows which facts it reads", () => {
  expect([...compile('currency == "EUR" && total > 5.0').reads].sort()).toEqual(["currency", "total"])
  expect([...compile("lines.exists(l, l.net > 5.0 && l.margin < 2.0)").reads].sort()).toEqual(["lines.margin", "lines.net"])
  expect([...compile('ship_to.country == "DE"').reads]).toEqual(["ship_to"])
})

test("a basket of 3,000 lines is judged in milliseconds", () => {
  const lines = Array.from({ length: 3000 }, (_, index) => ({ ...facts.lines[0]!, net: index }))
  const started = performance.now()
  expect(holds("lines.exists(l, l.net > 99999.0 && l.margin < 5.0)", { lines })).toBe(false)
  expect(performance.now() - started).toBeLessThan(200)
})
