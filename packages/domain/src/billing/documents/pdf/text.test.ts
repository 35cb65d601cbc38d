import { expect, test } from "vitest"
import { writerFor } from "./text.ts"

const shown = (text: string) => text.replaceAll("\u00a0", " ").replaceAll("\u2212", "-")
const eur = (amount: string, currency = "EUR") => ({ amount, currency })

test.each([
  { locale: "en" as const, country: "GB", money: "€1,234,567.89", negative: "-€0.05", price: "0.0825", percent: "8.875%", date: "1 Dec 2026" },
  { locale: "en" as const, country: "US", money: "€1,234,567.89", negative: "-€0.05", price: "0.0825", percent: "8.875%", date: "Dec 1, 2026" },
  { locale: "de" as const, country: "DE", money: "1.234.567,89 €", negative: "-0,05 €", price: "0,0825", percent: "8,875 %", date: "01.12.2026" },
  { locale: "de" as const, country: "CH", money: "1’234’567.89 €", negative: "-0.05 €", price: "0.0825", percent: "8.875 %", date: "01.12.2026" },
  { locale: "fr" as const, country: "FR", money: "1 234 567,89 €", negative: "-0,05 €", price: "0,0825", percent: "8,875 %", date: "01/12/2026" },
])("$locale in $country writes $money and $date", ({ locale, country, money, negative, price, percent, date }) => {
  const write = writerFor(locale, country)
  expect(shown(write.money(eur("123456789")))).toBe(money)
  expect(shown(write.money(eur("-5")))).toBe(negative)
  expect(shown(write.price("0.0825", "EUR"))).toBe(price)
  expect(shown(write.percent("8.8750"))).toBe(percent)
  expect(shown(write.date("2026-12-01"))).toBe(date)
})

test.each([
  { currency: "JPY", amount: "1234", money: "JPY 1,234", price: "2.5" },
  { currency: "KWD", amount: "1234", money: "KWD 1.234", price: "2.500" },
  { currency: "USD", amount: "1234", money: "$12.34", price: "2.50" },
])("$currency has its own decimals", ({ currency, amount, money, price }) => {
  const write = writerFor("en", "GB")
  expect(shown(write.money(eur(amount, currency)))).toBe(money)
  expect(write.price("2.5", currency)).toBe(price)
})
