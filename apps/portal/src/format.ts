import { formatBytes, formatDate, formatInstant, formatMoney, formatUnitPrice, moneyFromJson, Temporal, unitPrice, type Currency, type MoneyJson } from "@entrepot/kernel"

const numbers = new Map<string, Intl.NumberFormat>()

function numberFormat(locale: string): Intl.NumberFormat {
  const known = numbers.get(locale)
  if (known) return known
  const made = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 })
  numbers.set(locale, made)
  return made
}

const percents = new Map<string, Intl.NumberFormat>()

/** "19 %" in German, "19%" in English: the sign stands as the language sets it. */
function percentFormat(locale: string): Intl.NumberFormat {
  const known = percents.get(locale)
  if (known) return known
  const made = new Intl.NumberFormat(locale, { style: "unit", unit: "percent", maximumFractionDigits: 6 })
  percents.set(locale, made)
  return made
}

const names = new Map<string, Intl.DateTimeFormat>()

function nameFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = names.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options })
  names.set(key, made)
  return made
}

const millisOf = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime("UTC").epochMilliseconds
/** 1 January 2024 was a Monday. */
const weekdayMillis = (weekday: number) => Temporal.PlainDate.from({ year: 2024, month: 1, day: weekday }).toZonedDateTime("UTC").epochMilliseconds

export type Formats = ReturnType<typeof formatsFor>

/** Everything on a page is written by these: the reader's language, the tenant's zone. They read the wire shapes. */
export function formatsFor(locale: string, zone: string) {
  return {
    locale, zone,
    money: (value: MoneyJson) => formatMoney(moneyFromJson(value), locale),
    unitPrice: (price: string, currency: string) => formatUnitPrice(unitPrice(price), currency as Currency, locale),
    /** A quantity or count; decimal text is shown exactly. */
    number: (value: string | number) => numberFormat(locale).format(value as number),
    bytes: (value: number) => formatBytes(value, locale),
    percent: (value: string | number) => percentFormat(locale).format(value as number),
    /** A business day, "2026-11-22". */
    day: (day: string, length: "short" | "medium" | "long" | "full" = "medium") => formatDate(Temporal.PlainDate.from(day), locale, length),
    /** With the day of the week, as a delivery is spoken of: "Tue, 1 Dec 2026". */
    weekdayDay: (day: string) => nameFormat(locale, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(millisOf(day)),
    /** "November 2026" of any day in it, or of the month itself. */
    month: (day: string, length: "long" | "short" = "long") => nameFormat(locale, { month: length, year: "numeric" }).format(millisOf(`${day.slice(0, 7)}-01`)),
    /** The name of an ISO weekday; Monday is 1. */
    weekday: (weekday: number, length: "long" | "short" = "long") => nameFormat(locale, { weekday: length }).format(weekdayMillis(weekday)),
    /** Today where the tenant is. */
    today: () => Temporal.Now.plainDateISO(zone).toString(),
    instant: (iso: string) => formatInstant(Temporal.Instant.from(iso), locale, zone),
  }
}
