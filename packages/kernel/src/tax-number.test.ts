import { expect, test } from "vitest"
import { isTaxNumber, TAX_NUMBER_COUNTRIES, taxNumberExample } from "./tax-number.ts"

test("every example has the form of its country, however it is spaced", () => {
  expect(TAX_NUMBER_COUNTRIES.filter((country) => !isTaxNumber(country, taxNumberExample(country)!))).toEqual([])
  expect(isTaxNumber("DE", "de 123 456 789")).toBe(true)
})

test("a number of another country, a short one and none are refused; where the form is not known any will do", () => {
  expect([isTaxNumber("DE", "FR12345678901"), isTaxNumber("DE", "DE12345678"), isTaxNumber("US", " "), isTaxNumber("US", "12-3456789")]).toEqual([false, false, false, true])
  expect(taxNumberExample("US")).toBeUndefined()
})
