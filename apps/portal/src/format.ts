import { formatDate, formatInstant, formatMoney, formatUnitPrice, moneyFromJson, Temporal, unitPrice, type Currency, type MoneyJson } from "@entrepot/kernel"

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

export type Formats = ReturnType<typeof formatsFor>

/** Everything on a page is written by these: the reader's language, the tenant's zone. They read the wire shapes. */
export function formatsFor(locale: string, zone: string) {
  return {
    locale, zone,
    money: (value: MoneyJson) => formatMoney(moneyFromJson(value), locale),
    unitPrice: (price: string, currency: string) => formatUnitPrice(unitPrice(price), currency as Currency, locale),
    /** A quantity or count; decimal text is shown exactly. */
    number: (value: string | number) => numberFormat(locale).format(value as number),
    percent: (value: string | number) => percentFormat(locale).format(value as number),
    /** A business day, "2026-11-22". */
    day: (day: string, length: "short" | "medium" | "long" | "full" = "medium") => formatDate(Temporal.PlainDate.from(day), locale, length),
    /** Today where the tenant is. */
    today: () => Temporal.Now.plainDateISO(zone).toString(),
    instant: (iso: string) => formatInstant(Temporal.Instant.from(iso), locale, zone),
  }
}
