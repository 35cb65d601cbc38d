import { addMonths, dayFrom, dayText } from "@entrepot/kernel"
import type { IndexFrequency } from "./contract.ts"
import { periodOf } from "./index-periods.ts"

/** What was published of a period, which is named by its first day. A correction is the period's next version. */
export type IndexValue = { readonly period: string; readonly version: number; readonly value: string; readonly publishedOn: string }

/** A series with all its values, by period and version. */
export type IndexSeries = {
  readonly seriesId: string
  /** Whose it is: the partner's own, or the distributor's for its whole network. */
  readonly owner: "own" | "distributor"
  readonly code: string; readonly name: string; readonly unit: string; readonly basePeriod: string; readonly frequency: IndexFrequency; readonly source: string; readonly sourceUrl: string; readonly version: number
  readonly values: readonly IndexValue[]
}

/** Series by their id: those that some lines follow. */
export type IndexBook = ReadonlyMap<string, IndexSeries>

/** The value in force on a day, and whether a later one should have been published by then. */
export type InForce = { readonly value: IndexValue; readonly provisional: boolean }

/**
 * What counts on a day: the period that lies `lagMonths` before it, as its last version was published by then. Where that is not published yet, the
 * last period that was; and nothing where nothing was.
 */
export function valueOn({ frequency, values }: Pick<IndexSeries, "frequency" | "values">, day: string, lagMonths: number): InForce | undefined {
  const wanted = periodOf(frequency, day, lagMonths)
  for (let at = values.length - 1; at >= 0; at -= 1) {
    const value = values[at]!
    if (value.period <= wanted && value.publishedOn <= day) return { value, provisional: value.period < wanted }
  }
  return undefined
}

/** An adjustment of a price: from this day on it is at this value of the index. */
export type IndexStep = { readonly from: string; readonly period: string; readonly value: string; readonly provisional: boolean }
/** When it was agreed, at which value, and how often it is looked at again. */
export type IndexClause = { readonly on: string; readonly period: string; readonly value: string; readonly everyMonths: number; readonly lagMonths: number }

const MOST_ADJUSTMENTS = 2_400

/**
 * Every day on which an agreed price is another, or is provisional when it was not: the day of the agreement, and from it every so many months, clamped at a
 * month's end. Between two of them nothing changes, whatever is published. Ends where nothing that is known can change anything any more.
 */
export function stepsOf(series: Pick<IndexSeries, "frequency" | "values">, { on, period, value, everyMonths, lagMonths }: IndexClause): readonly IndexStep[] {
  const steps: IndexStep[] = [{ from: on, period, value, provisional: false }]
  const [first, known] = [dayFrom(on), series.values.map((one) => one.publishedOn).sort().at(-1)]
  const newest = series.values.at(-1)
  if (!newest || known === undefined) return steps
  for (let times = 1; times <= MOST_ADJUSTMENTS; times += 1) {
    const from = dayText(addMonths(first, times * everyMonths))
    const found = valueOn(series, from, lagMonths)
    const last = steps.at(-1)!
    if (found && (found.value.period !== last.period || found.value.value !== last.value || found.provisional !== last.provisional)) steps.push({ from, period: found.value.period, value: found.value.value, provisional: found.provisional })
    if (found?.provisional && found.value.period === newest.period && from >= known) break
  }
  return steps
}

/** The adjustment that holds on a day; before the first one, the first one. */
export function stepOn(steps: readonly IndexStep[], day: string): IndexStep {
  let found = steps[0]!
  for (const step of steps) if (step.from <= day) found = step
  return found
}
