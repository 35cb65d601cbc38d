import { formatBytes, formatMoney, formatUnitPrice, moneyFromJson, unitPrice as readPrice, type Currency, type MoneyJson } from "@entrepot/kernel"

const cached = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>()

function keep<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(key: string, build: () => T): T {
  const known = cached.get(key)
  if (known) return known as T
  const made = build()
  cached.set(key, made)
  return made
}

const STEPS = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3_600], ["minute", 60]] as const

export type Formats = ReturnType<typeof formatsFor>

/** Everything on a page is written by these, for one reader: their language, and the zone in which their working day lies. */
export function formatsFor(locale: string, zone: string) {
  const numbers = (options: Intl.NumberFormatOptions) => keep(`n ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options))
  const dates = (options: Intl.DateTimeFormatOptions) => keep(`d ${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options))
  return {
    locale, zone,
    decimalSign: (1.5).toLocaleString(locale).includes(",") ? "," as const : "." as const,
    money: (value: MoneyJson) => formatMoney(moneyFromJson(value), locale),
    unitPrice: (price: string, currency: string) => formatUnitPrice(readPrice(price), currency as Currency, locale),
    number: (value: number | string) => numbers({ maximumFractionDigits: 6 }).format(value as number),
    bytes: (value: number) => formatBytes(value, locale),
    percent: (value: number) => numbers({ style: "percent", maximumFractionDigits: 1 }).format(value),
    /** "+12.5 %" of a signed decimal text. */
    signedPercent: (text: string) => numbers({ style: "percent", signDisplay: "exceptZero", maximumFractionDigits: 4 }).format(Number(text) / 100),
    signed: (text: string) => numbers({ signDisplay: "exceptZero", maximumFractionDigits: 6 }).format(text as unknown as number),
    /** A day as it stands, "2026-11-22". */
    day: (day: string) => dates({ dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`)),
    shortDay: (day: string) => dates({ day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`)),
    /** A month, "2026-11". */
    month: (month: string) => dates({ year: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${month}-01T00:00:00Z`)),
    /** The name of an ISO weekday; Monday is 1. */
    weekday: (weekday: number) => dates({ weekday: "long", timeZone: "UTC" }).format(Date.UTC(2024, 0, weekday)),
    instant: (iso: string) => dates({ dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(new Date(iso)),
    /** With the zone, where the moment matters. */
    moment: (iso: string) => dates({ year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: zone, timeZoneName: "short" }).format(new Date(iso)),
    /** "3 hours ago". */
    since: (iso: string, now: number = Date.now()) => {
      const seconds = Math.round((new Date(iso).getTime() - now) / 1_000)
      const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1]
      return keep(`r ${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" })).format(Math.trunc(seconds / size), unit)
    },
  }
}
