import { memoized } from "./intl-cache.ts"

const unitFormat = memoized((locale: string, unit: "kilobyte" | "megabyte") => new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }))

/** How large a file is, as its reader writes it: "1.5 MB", "1,5 Mo". Thousands, not 1,024. */
export function formatBytes(value: number, locale: string): string {
  return value < 1_000_000 ? unitFormat(locale, "kilobyte").format(value / 1_000) : unitFormat(locale, "megabyte").format(value / 1_000_000)
}
