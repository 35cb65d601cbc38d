import { parseMicros } from "./decimal.ts"
import { Refusal } from "./refusal.ts"

/** One hundred percent, in the millionths of a percent that `parsePercent` returns. */
export const HUNDRED_PERCENT = 100_000_000n

/** Reads "19" or "-12.5" as millionths of a percent. Refuses `kernel.percent_is_malformed`. */
export function parsePercent(text: string): bigint {
  const micros = parseMicros(text)
  if (micros === undefined) throw new Refusal("kernel.percent_is_malformed", "invalid", { text })
  return micros
}
