import { currency as currencyOf, minorUnits, type MoneyJson } from "@entrepot/kernel"
import type { DocumentLocale } from "../parts.ts"

/**
 * How a document writes numbers and dates. By hand, because what the platform's libraries answer changes with each edition of
 * their locale data, and a document has to come out the same for ever.
 */
export type Writer = {
  readonly amount: (value: MoneyJson) => string
  readonly money: (value: MoneyJson) => string
  readonly price: (text: string, currency: string) => string
  readonly number: (text: string) => string
  readonly percent: (text: string) => string
  readonly date: (iso: string) => string
}

const NO_BREAK = "\u00a0"
const MINUS = "\u2212"
const SYMBOLS: Readonly<Record<string, string>> = { EUR: "€", USD: "$", GBP: "£" }
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

type Signs = { readonly group: string; readonly point: string }

export function writerFor(locale: DocumentLocale, country: string): Writer {
  const signs = signsOf(locale, country)
  const number = (text: string) => grouped(text, signs)
  const amount = (value: MoneyJson) => number(decimalOf(value))
  return {
    amount,
    number,
    money: (value) => withCurrency(amount(value), value.currency, locale),
    price: (text, currency) => number(padded(text, minorUnits(currencyOf(currency)))),
    percent: (text) => `${number(trimmed(text))}${locale === "en" ? "" : NO_BREAK}%`,
    date: (iso) => dateText(iso, locale, country),
  }
}

/** Switzerland groups with an apostrophe and writes a point, in each of its languages. */
function signsOf(locale: DocumentLocale, country: string): Signs {
  if (country === "CH" || country === "LI") return { group: "’", point: "." }
  if (locale === "de") return { group: ".", point: "," }
  return locale === "fr" ? { group: NO_BREAK, point: "," } : { group: ",", point: "." }
}

function decimalOf({ amount, currency }: MoneyJson): string {
  const places = minorUnits(currencyOf(currency))
  const negative = amount.startsWith("-")
  const digits = amount.replace("-", "").padStart(places + 1, "0")
  const fraction = places > 0 ? `.${digits.slice(-places)}` : ""
  return `${negative ? "-" : ""}${digits.slice(0, digits.length - places)}${fraction}`
}

function grouped(text: string, { group, point }: Signs): string {
  const [, sign = "", integer = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [text, "", text, ""]
  return `${sign ? MINUS : ""}${integer.replace(/\B(?=(\d{3})+$)/g, group)}${fraction ? point + fraction : ""}`
}

/** At least the currency's places; a price may have more. */
function padded(text: string, places: number): string {
  const [integer = "", fraction = ""] = trimmed(text).split(".")
  const digits = fraction.padEnd(places, "0")
  return digits ? `${integer}.${digits}` : integer
}

function trimmed(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text
}

function withCurrency(amount: string, currency: string, locale: DocumentLocale): string {
  const symbol = SYMBOLS[currency]
  if (locale !== "en") return `${amount}${NO_BREAK}${symbol ?? currency}`
  if (!symbol) return `${currency}${NO_BREAK}${amount}`
  return amount.startsWith(MINUS) ? `${MINUS}${symbol}${amount.slice(1)}` : `${symbol}${amount}`
}

function dateText(iso: string, locale: DocumentLocale, country: string): string {
  const [year = "", month = "", day = ""] = iso.split("-")
  if (locale === "de") return `${day}.${month}.${year}`
  if (locale === "fr") return country === "CH" ? `${day}.${month}.${year}` : `${day}/${month}/${year}`
  const name = MONTHS[Number(month) - 1] ?? month
  const plain = String(Number(day))
  return country === "US" ? `${name}${NO_BREAK}${plain}, ${year}` : `${plain}${NO_BREAK}${name}${NO_BREAK}${year}`
}
