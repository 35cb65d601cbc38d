/** The words of the index pages, on the server and in an island alike. */
export type Words = (key: string, values?: Record<string, string | number>) => string

/** "October 2026" or "Q3 2026" of the first day of a period. */
export function periodText(period: string, frequency: "monthly" | "quarterly", t: Words, month: (month: string) => string): string {
  return frequency === "quarterly" ? t("quarter", { quarter: Math.floor((Number(period.slice(5, 7)) - 1) / 3) + 1, year: period.slice(0, 4) }) : month(period.slice(0, 7))
}
