import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { currencies } from "./currency.ts"
import {
  add, compare, exceeds, formatMoney, isNegative, isZero, money, moneyFromJson, moneyToJson, negate, parseMoney,
  subtract, sumOf, toDecimalString, zero,
} from "./money.ts"
import { isRefusal } from "./refusal.ts"

const eur = (amount: bigint) => money(amount, "EUR")
const anyCurrency = fc.constantFrom(...currencies)
const anyAmount = fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n })

describe("arithmetic", () => {
  test("adding and then subtracting the same amount changes nothing", () => {
    fc.assert(fc.property(fc.bigInt(), fc.bigInt(), (left, right) => {
      expect(subtract(add(eur(left), eur(right)), eur(right))).toEqual(eur(left))
      expect(add(eur(left), negate(eur(left)))).toEqual(zero("EUR"))
    }))
  })

  test("a sum of nothing is zero of its currency", () => {
    expect(sumOf([], "JPY")).toEqual(zero("JPY"))
    expect(sumOf([eur(1n), eur(2n), eur(-4n)], "EUR")).toEqual(eur(-1n))
  })

  test("landing exactly on a limit does not exceed it", () => {
    expect(exceeds(eur(100n), eur(100n))).toBe(false)
    expect(exceeds(eur(101n), eur(100n))).toBe(true)
    expect([eur(2n), eur(-3n), eur(1n)].sort(compare)).toEqual([eur(-3n), eur(1n), eur(2n)])
  })

  test("zero is neither negative nor anything else", () => {
    expect([isZero(zero("EUR")), isNegative(zero("EUR")), isNegative(eur(-1n))]).toEqual([true, false, true])
  })

  test.each([["add", add], ["subtract", subtract], ["compare", compare], ["exceeds", exceeds]] as const)(
    "%s treats mixed currencies as a defect, not as a refusal",
    (_, operation) => {
      const mix = () => operation(eur(1n), money(1n, "USD"))
      expect(mix).toThrow("Cannot mix EUR with USD")
      expect(mix).toThrow(expect.toSatisfy((error) => !isRefusal(error)))
    },
  )

  test("a sum refuses a stray currency even when it comes alone", () => {
    expect(() => sumOf([money(1n, "USD")], "EUR")).toThrow("Cannot mix EUR with USD")
  })
})

describe("text", () => {
  test.each([
    ["12.34", "EUR", 1234n], ["-0.05", "EUR", -5n], ["12", "EUR", 1200n], ["12.3", "EUR", 1230n], ["12.3400", "EUR", 1234n],
    ["12.00", "JPY", 12n], ["1.234", "KWD", 1234n], ["0.0001", "CLF", 1n],
  ] as const)("%s %s is read exactly", (text, currency, amount) => {
    expect(parseMoney(text, currency)).toEqual(money(amount, currency))
  })

  test.each(["", "1.", ".5", "1,5", "1e3", "NaN", "+1", " 1", "1.005", "1.00x", "0x10", "1.0.0", "1.0000000", "1".repeat(17)])(
    "%j is refused as euros",
    (text) => {
      expect(() => parseMoney(text, "EUR")).toThrow("kernel.money_is_malformed")
    },
  )

  test("writing and reading gives back every amount in every currency", () => {
    fc.assert(fc.property(anyAmount, anyCurrency, (amount, currency) => {
      const value = money(amount, currency)
      expect(parseMoney(toDecimalString(value), currency)).toEqual(value)
      expect(moneyFromJson(JSON.parse(JSON.stringify(moneyToJson(value))))).toEqual(value)
    }))
  })

  test("the wire carries minor units as text", () => {
    expect(moneyToJson(eur(1234n))).toEqual({ amount: "1234", currency: "EUR" })
    expect(() => moneyFromJson({ amount: "12.34", currency: "EUR" })).toThrow("kernel.money_is_malformed")
    expect(() => moneyFromJson({ amount: "12", currency: "DEM" })).toThrow("kernel.currency_is_unknown")
  })
})

describe("display", () => {
  test("an amount beyond the floats keeps every digit", () => {
    expect(formatMoney(eur(900719925474099312n), "en-US")).toBe("€9,007,199,254,740,993.12")
  })

  test.each([
    ["JPY", 1235n, "en-US", "¥1,235"], ["HUF", 123400n, "en-US", "HUF 1,234.00"],
    ["EUR", -123456n, "de-DE", "-1.234,56 €"], ["KWD", 1234n, "en-US", "KWD 1.234"],
  ] as const)("%s shows the digits of the standard", (currency, amount, locale, shown) => {
    expect(formatMoney(money(amount, currency), locale).replaceAll("\u00a0", " ")).toBe(shown)
  })
})
