import { expect, test } from "vitest"
import { readAmount, writeAmount } from "./amount.ts"

test.each([
  { text: "1.234,50", sign: "," as const, currency: "EUR", amount: "123450" }, { text: "1,234.50", sign: "." as const, currency: "USD", amount: "123450" },
  { text: "1 234,5", sign: "," as const, currency: "EUR", amount: "123450" }, { text: "12", sign: "." as const, currency: "JPY", amount: "12" },
  { text: "1,2345", sign: "," as const, currency: "KWD", amount: undefined }, { text: "0", sign: "," as const, currency: "EUR", amount: undefined },
  { text: "-5", sign: "." as const, currency: "EUR", amount: undefined }, { text: "five", sign: "." as const, currency: "EUR", amount: undefined },
])("$text in $currency is $amount", ({ text, sign, currency, amount }) => {
  expect(readAmount(text, currency, sign)?.amount).toBe(amount)
})

test("what a field shows is read back", () => {
  const value = { amount: "123450", currency: "EUR" }
  expect(writeAmount(value, ",")).toBe("1234,50")
  expect(readAmount(writeAmount(value, ","), "EUR", ",")).toEqual(value)
})
