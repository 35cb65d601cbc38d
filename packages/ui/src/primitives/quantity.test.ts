import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { readQuantity, stepQuantity } from "./quantity.ts"

describe("reading a quantity", () => {
  test.each([
    ["12", ".", "12"], ["1,5", ",", "1.5"], [" 1 200 ", ".", "1200"], ["007.50", ".", "7.5"], [".5", ".", "0.5"],
    ["", ".", undefined], ["1.2.3", ".", undefined], ["1,5", ".", undefined], ["-1", ".", undefined], ["1e3", ".", undefined],
  ] as const)("%j with %j as its decimal sign is %j", (typed, sign, quantity) => {
    expect(readQuantity(typed, sign)).toBe(quantity)
  })
})

describe("a step", () => {
  test.each([
    ["0.1", "0.2", 1, "0.3"], ["1", "1", -1, "0"], ["0", "1", -1, "0"], ["2.5", "1", 1, "3.5"], ["12", "12", 1, "24"],
  ] as const)("from %s by %s (%i) gives exactly %s", (value, step, direction, next) => {
    expect(stepQuantity(value, step, direction)).toBe(next)
  })

  test("stays between the least and the most", () => {
    expect(stepQuantity("9", "5", 1, "0", "10")).toBe("10")
    expect(stepQuantity("3", "5", -1, "2")).toBe("2")
  })

  test("up and down again comes back, at any size", () => {
    const quantity = fc.bigInt({ min: 0n, max: 10n ** 24n }).map((value) => readQuantity(`${value / 1000n}.${String(value % 1000n).padStart(3, "0")}`) ?? "0")
    fc.assert(fc.property(quantity, (value) => {
      expect(stepQuantity(stepQuantity(value, "0.25", 1), "0.25", -1)).toBe(value)
    }))
  })
})
