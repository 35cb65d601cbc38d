import type { IndexPriceView } from "@entrepot/domain/subscriptions"
import type { Formats } from "../format.ts"
import type { Words } from "./words.ts"

/** "Oct 2026" or "Q3 2026" of the first day of a period. */
export function periodText(period: string, frequency: "monthly" | "quarterly", t: Words, { month }: Pick<Formats, "month">): string {
  return frequency === "quarterly" ? t("price.index.quarter", { quarter: Math.floor((Number(period.slice(5, 7)) - 1) / 3) + 1, year: period.slice(0, 4) }) : month(period, "short")
}

/** How a price comes about, as one would reckon it by hand: "€12.40 × 108.3 ÷ 104.1 = €12.90". */
export function indexFormula({ basePrice, base, value, price, unbounded, bound, capPercent, floorPercent }: IndexPriceView, currency: string, t: Words, { unitPrice, number, percent }: Pick<Formats, "unitPrice" | "number" | "percent">): string {
  const key = bound === null ? "formula" : bound === "cap" ? "capped" : "floored"
  return t(`price.index.${key}`, { base: unitPrice(basePrice, currency), value: number(value.value), from: number(base.value), price: unitPrice(price, currency), unbounded: unitPrice(unbounded, currency), cap: percent(capPercent), floor: percent(floorPercent) })
}

/** Which values were used, of which periods, and from when on. */
export function indexValues({ series: { frequency }, base, value, since }: IndexPriceView, t: Words, formats: Pick<Formats, "number" | "month" | "day">): string {
  const { number, day } = formats
  return t("price.index.values", { from: number(base.value), fromPeriod: periodText(base.period, frequency, t, formats), on: day(base.on), value: number(value.value), period: periodText(value.period, frequency, t, formats), since: day(since) })
}
