import { expect, test } from "vitest"
import { currencies, currency, isCurrency, minorUnits } from "./currency.ts"

test.each([["JPY", 0], ["EUR", 2], ["KWD", 3], ["CLF", 4]] as const)("%s has %d minor digits", (code, digits) => {
  expect(minorUnits(code)).toBe(digits)
})

test("every currency is three capitals and known to itself", () => {
  expect(currencies).toHaveLength(165)
  for (const code of currencies) expect(currency(code)).toMatch(/^[A-Z]{3}$/)
})

test.each(["eur", "EURO", "", "XAU", "DEM", "constructor", "__proto__"])("%j is no currency to invoice in", (text) => {
  expect(isCurrency(text)).toBe(false)
  expect(() => currency(text)).toThrow("kernel.currency_is_unknown")
})
