import { expect, test } from "vitest"
import { HUNDRED_PERCENT, parsePercent } from "./percent.ts"

test("a percentage is read exactly", () => {
  expect(parsePercent("100")).toBe(HUNDRED_PERCENT)
  expect(parsePercent("-12.5")).toBe(-12_500_000n)
})

test.each(["", "19%", "1e1", "NaN", "0.0000001"])("%j is no percentage", (text) => {
  expect(() => parsePercent(text)).toThrow("kernel.percent_is_malformed")
})
