import { businessDayFrom, Temporal } from "@entrepot/kernel"
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
export type Projection = { readonly on: Temporal.PlainDate; readonly perDay: number; readonly left: number }

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
  if (level <= refillAt) return { on: dayOf(at, zone), perDay: 0, left: 0 }
  if (!before) return null
  const perDay = (before[1] - level) / days(before[0], at)
  return { on: dayOf(at, zone).add({ days: Math.min(3_650, Math.floor((level - refillAt) / perDay)) }), perDay, left: level }
}

function byCount(refillAt: number, { since, counted, countedAt }: UsageState, zone: string): Projection | null {
  if (countedAt === null) return null
  if (counted >= refillAt) return { on: dayOf(countedAt, zone), perDay: 0, left: 0 }
  const length = days(since, countedAt)
  if (counted <= 0 || length <= 0) return null
  const perDay = counted / length
  return { on: dayOf(countedAt, zone).add({ days: Math.min(3_650, Math.floor((refillAt - counted) / perDay)) }), perDay, left: refillAt - counted }
}

const days = (from: number, to: number) => (to - from) / DAY
const dayOf = (at: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()

/** The projected day inside what the customer approved around the scheduled one, on a business day, and not before it can be made. */
export function bounded(wanted: Temporal.PlainDate, scheduledOn: Temporal.PlainDate, policy: UsagePolicy, earliest: Temporal.PlainDate, calendar: Parameters<typeof businessDayFrom>[1]): Temporal.PlainDate {
  const first = later(scheduledOn.subtract({ days: policy.earlierDays }), earliest)
  const last = scheduledOn.add({ days: policy.laterDays })
  const inside = Temporal.PlainDate.compare(wanted, first) < 0 ? first : Temporal.PlainDate.compare(wanted, last) > 0 ? last : wanted
  const before = businessDayFrom(inside, calendar, -1)
  return Temporal.PlainDate.compare(before, first) >= 0 ? before : businessDayFrom(inside, calendar, 1)
}

const later = (a: Temporal.PlainDate, b: Temporal.PlainDate) => (Temporal.PlainDate.compare(a, b) >= 0 ? a : b)
