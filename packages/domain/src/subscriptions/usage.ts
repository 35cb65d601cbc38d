import { businessDayNear, dayAt, type BusinessCalendar } from "@entrepot/kernel"
import type { UsagePolicy } from "./contract.ts"

/** One report about a line. `at`: milliseconds; of one that came late, the moment after the order that it missed. */
export type Reading = { readonly kind: "count" | "level"; readonly quantity: number; readonly at: number }
/** What a forecast needs of everything that was ever reported of a line. It does not grow with the reports. */
export type UsageState = {
  /** The last order, or the subscription's beginning: counts add up from there. */
  readonly since: number
  readonly counted: number
  readonly countedAt: number | null
  /** Each level that no later one has reached again, with its moment; the last one is the latest. */
  readonly levels: readonly (readonly [at: number, level: number])[]
}
/** `on` is a day as the kernel counts them. */
export type Projection = { readonly on: number; readonly perDay: number; readonly left: number }

const DAY = 86_400_000

export const nothingReported = (since: number): UsageState => ({ since, counted: 0, countedAt: null, levels: [] })

/** The state with one reading more. In whatever order readings come, the same state comes out; of two levels of the same moment the higher one counts. Pure. */
export function withReading(state: UsageState, { kind, quantity, at }: Reading): UsageState {
  if (kind === "level") return { ...state, levels: thinned(withLevel(state.levels, at, quantity)) }
  return { ...state, counted: state.counted + (at > state.since ? quantity : 0), countedAt: Math.max(at, state.countedAt ?? at) }
}

/** A level is of interest for as long as no later one is as high: only from there can a bin have fallen to where it is now. */
function withLevel(levels: UsageState["levels"], at: number, level: number): UsageState["levels"] {
  if (levels.some(([later, reached]) => later >= at && reached >= level)) return levels
  return [...levels.filter(([earlier, reached]) => earlier < at && reached > level), [at, level], ...levels.filter(([later]) => later > at)]
}

const MOST_LEVELS = 64

/** A bin that falls in very many steps keeps the latest ones, and every second of the earlier ones. */
function thinned(levels: UsageState["levels"]): UsageState["levels"] {
  return levels.length <= MOST_LEVELS ? levels : levels.filter((_, index) => index >= MOST_LEVELS / 2 || index % 2 === 0)
}

/**
 * When the next delivery is needed. level: the bin falls as it fell since it was last higher than it is now, and is to be filled at `refillAt`. count: what
 * was used since the last delivery goes on at its daily average, and a delivery is due when `refillAt` are used. Null while there is too little to say. Pure.
 */
export function projected(policy: UsagePolicy, state: UsageState, zone: string): Projection | null {
  return policy.measure === "level" ? byLevel(Number(policy.refillAt), state, zone) : byCount(Number(policy.refillAt), state, zone)
}

function byLevel(refillAt: number, { levels }: UsageState, zone: string): Projection | null {
  const [before, last] = [levels.at(-2), levels.at(-1)]
  if (!last) return null
  const [at, level] = last
  if (level <= refillAt) return { on: dayAt(at, zone), perDay: 0, left: 0 }
  if (!before) return null
  const perDay = (before[1] - level) / days(before[0], at)
  return { on: dayAt(at, zone) + Math.min(3_650, Math.floor((level - refillAt) / perDay)), perDay, left: level }
}

function byCount(refillAt: number, { since, counted, countedAt }: UsageState, zone: string): Projection | null {
  if (countedAt === null) return null
  if (counted >= refillAt) return { on: dayAt(countedAt, zone), perDay: 0, left: 0 }
  const length = days(since, countedAt)
  if (counted <= 0 || length <= 0) return null
  const perDay = counted / length
  return { on: dayAt(countedAt, zone) + Math.min(3_650, Math.floor((refillAt - counted) / perDay)), perDay, left: refillAt - counted }
}

const days = (from: number, to: number) => (to - from) / DAY

/** The projected day inside what the customer approved around the scheduled one, on a business day, and not before it can be made. */
export function bounded(wanted: number, scheduledOn: number, policy: UsagePolicy, earliest: number, calendar: BusinessCalendar): number {
  const first = Math.max(scheduledOn - policy.earlierDays, earliest)
  const last = scheduledOn + policy.laterDays
  const inside = wanted < first ? first : wanted > last ? last : wanted
  const before = businessDayNear(inside, calendar, -1)
  return before >= first ? before : businessDayNear(inside, calendar, 1)
}
