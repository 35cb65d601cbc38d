import { todayIn } from "../format/today.ts"

/** The month that it is in a zone and those before it, newest first, as YYYY-MM. */
export function monthsBack(zone: string, count: number, now: Date = new Date()): string[] {
  const [year = 1970, month = 1] = todayIn(zone, now).split("-").map(Number)
  return Array.from({ length: count }, (_, back) => new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7))
}
