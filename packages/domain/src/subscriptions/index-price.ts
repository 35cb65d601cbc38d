import { currency, indexedPrice, minorUnits, placesOf, unitPrice, type IndexedPrice, type UnitPrice } from "@entrepot/kernel"
import { stepOn, stepsOf, valueOn, type IndexBook, type IndexSeries, type IndexStep } from "../pricing/index.ts"
import type { IndexBase, IndexPolicy, PricePolicy } from "./contract.ts"
import type { IndexPriceView } from "./views.ts"

/** The series that some policies follow. */
export function seriesOf(policies: readonly PricePolicy[]): readonly string[] {
  return [...new Set(policies.flatMap((policy) => (policy.policy === "index" ? [policy.seriesId] : [])))]
}

/** The series that a policy follows, by name; null where it follows none. */
export function followedBy(policy: PricePolicy, indices: IndexBook): Pick<IndexSeries, "seriesId" | "code" | "name"> | null {
  const series = policy.policy === "index" ? indices.get(policy.seriesId) : undefined
  return series ? { seriesId: series.seriesId, code: series.code, name: series.name } : null
}

/** Where the index stands today, for a price that is agreed today; nothing where nothing was published that counts today. */
export function indexBaseOf({ seriesId, lagMonths }: IndexPolicy, price: UnitPrice, code: string, today: string, indices: IndexBook): IndexBase | undefined {
  const series = indices.get(seriesId)
  const found = series && valueOn(series, today, lagMonths)
  return found && { on: today, period: found.value.period, value: found.value.value, places: Math.max(minorUnits(currency(code)), placesOf(price)) }
}

const kept = new WeakMap<IndexPolicy, { readonly of: IndexBook; readonly steps: readonly IndexStep[] }>()

/** The days from which on an agreed index price is another one, worked out once for the dates of a line. Without an agreement there are none. */
export function indexSteps(policy: IndexPolicy, indices: IndexBook): readonly IndexStep[] {
  const { base, seriesId, everyMonths, lagMonths } = policy
  const series = indices.get(seriesId)
  if (!base || !series) return []
  const known = kept.get(policy)
  if (known?.of === indices) return known.steps
  const steps = stepsOf(series, { on: base.on, period: base.period, value: base.value, everyMonths, lagMonths })
  kept.set(policy, { of: indices, steps })
  return steps
}

/** What an indexed line costs on a day, and how that comes about; nothing where it is not agreed yet. */
export function indexPriceOn(policy: PricePolicy, on: string, indices: IndexBook): (IndexPriceView & IndexedPrice) | null {
  if (policy.policy !== "index" || policy.basePrice === undefined || !policy.base) return null
  const { base, seriesId, capPercent, floorPercent, everyMonths, lagMonths } = policy
  const series = indices.get(seriesId)
  const steps = indexSteps(policy, indices)
  if (!series || steps.length === 0) return null
  const step = stepOn(steps, on)
  const priced = indexedPrice({ base: unitPrice(policy.basePrice), from: base.value, to: step.value, capPercent, floorPercent, places: base.places })
  const { code, name, unit, frequency, source, sourceUrl } = series
  return {
    series: { seriesId, code, name, unit, frequency, source, sourceUrl }, basePrice: unitPrice(policy.basePrice), base: { on: base.on, period: base.period, value: base.value }, value: { period: step.period, value: step.value },
    since: step.from, provisional: step.provisional, capPercent, floorPercent, everyMonths, lagMonths, ...priced,
  }
}
