import { businessDate, Temporal } from "@entrepot/kernel"
import type { Change } from "../contract.ts"
import { dueAt, expectedAt, linesAt, nextChangeable } from "../outlook.ts"
import { earliestFrom, firstAnchor, startFrom } from "../schedule.ts"
import { OPEN, waitsFor, type OccurrenceRow, type Subscription } from "../subscription.ts"
import { fact, refuse, type Moment, type Refused, type Step } from "./step.ts"

export function activate(subscription: Subscription, moment: Moment): Step | Refused {
  if (subscription.status !== "draft") return refuse("is_not_draft")
  const after: Subscription = { ...subscription, status: "active" }
  if (Temporal.Instant.compare(expectedAt(subscription, moment.recurring, 0).cutOffAt, moment.now) > 0) return { after, facts: [fact(subscription, "activate", null, null, {}, moment)] }
  return reschedule(after, { kind: "schedule", cadence: subscription.schedule.cadence, startsOn: businessDate(moment.now, moment.recurring.calendar.zone).toString() }, moment)
}

export function pause(subscription: Subscription, { until }: Extract<Change, { kind: "pause" }>, moment: Moment): Step | Refused {
  if (subscription.status !== "active") return refuse("is_not_active")
  const today = businessDate(moment.now, moment.recurring.calendar.zone).toString()
  if (until && until <= today) return refuse("date_is_too_soon", { earliest: Temporal.PlainDate.from(today).add({ days: 1 }).toString() })
  const after: Subscription = { ...subscription, status: "paused", pausedAt: moment.now.toString(), pausedUntil: until ?? null }
  if (!until) return { after, facts: [fact(subscription, "pause", null, null, {}, moment)] }
  const next = nextChangeable(subscription, moment.recurring, moment.now)
  let last = next - 1
  while (last < next + 1_500 && expectedAt(subscription, moment.recurring, last + 1).scheduledOn < until) last += 1
  const reach = last < next ? null : { from: next, to: last }
  return { after, facts: [fact(subscription, "pause", reach?.from ?? null, reach?.to ?? null, { until }, moment)] }
}

/**
 * Goes on. What was planned inside a pause with an end comes back as far as its cut-off lies ahead. What an open pause missed is caught up
 * by policy: one of them now, or none; never all of them.
 */
export function resume(subscription: Subscription, { catchUp }: Extract<Change, { kind: "resume" }>, moment: Moment): Step | Refused {
  if (subscription.status !== "paused") return refuse("is_not_paused")
  const after: Subscription = { ...subscription, status: "active", pausedAt: null, pausedUntil: null }
  const next = nextChangeable(subscription, moment.recurring, moment.now)
  if (subscription.pausedUntil) return { after, facts: [fact(subscription, "resume", next, null, {}, moment)] }
  const rows = subscription.occurrences.filter((row) => row.n >= 0 && OPEN.has(row.status) && row.scheduleVersion === subscription.schedule.version)
  const first = rows.length > 0 ? Math.min(...rows.map((row) => row.n)) : subscription.lastN + 1
  if (first >= next) return { after, facts: [fact(subscription, "resume", null, null, {}, moment)] }
  const how = catchUp ?? subscription.catchUp
  if (how === "ask") return refuse("choose_catch_up", { missed: next - first })
  const missed = { missed: next - first, catchUp: how }
  if (how === "skip_missed") return { after, facts: [fact(subscription, "skip", first, next - 1, missed, moment), fact(subscription, "resume", null, null, missed, moment)] }
  const to = earliestFrom(moment.recurring.calendar, moment.now).toString()
  const now = [fact(subscription, "order_now", first, first, { to, at: moment.now.toString() }, moment)]
  const rest = next - 1 > first ? [fact(subscription, "skip", first + 1, next - 1, missed, moment)] : []
  return { after, facts: [...now, ...rest, fact(subscription, "resume", null, null, missed, moment)], orderNow: first }
}

export function cancel(subscription: Subscription, moment: Moment): Step {
  return { after: { ...subscription, status: "ended", pausedAt: null, pausedUntil: null, endedAt: moment.now.toString() }, facts: [fact(subscription, "cancel", null, null, {}, moment)] }
}

/** The next term begins the day after the last one ends; a term that ended with a month ends with a month again. */
export function renew(subscription: Subscription, { months }: Extract<Change, { kind: "renew" }>, moment: Moment): Step | Refused {
  if (subscription.endsOn === null) return refuse("has_no_term")
  const endsOn = Temporal.PlainDate.from(subscription.endsOn).add({ days: 1 }).add({ months }).subtract({ days: 1 }).toString()
  return { after: { ...subscription, endsOn }, facts: [fact(subscription, "renew", null, null, { months, endsOn }, moment)] }
}

/**
 * Another rhythm is another version, with an anchor of its own; lines are carried over as the next one would have had them. Dates that wait, for
 * somebody's word or for a payment, come along as dates beside the schedule, with the lines that they have: they can be changed as any that waits.
 */
export function reschedule(subscription: Subscription, { cadence, startsOn, shift }: Extract<Change, { kind: "schedule" }>, moment: Moment): Step {
  const { recurring, now } = moment
  const way = shift ?? subscription.schedule.shift
  const version = subscription.schedule.version + 1
  const carried = linesAt(subscription, nextChangeable(subscription, recurring, now)).map(({ lineId, productId, unit, quantity }) => ({ lineId, productId, unit, quantity }))
  const after: Subscription = { ...subscription, schedule: { version, cadence, shift: way, anchor: firstAnchor(cadence, way, recurring.calendar, startFrom(startsOn, recurring, now), now) }, lastN: -1 }
  const taken = takenAlong(subscription, version)
  const occurrences = subscription.occurrences.map((row) => taken.find((one) => one.occurrenceId === row.occurrenceId) ?? row)
  return { after: { ...after, occurrences }, newSchedule: true, taken, facts: [fact(subscription, "carried", 0, null, { lines: carried }, moment, version), fact(subscription, "schedule", null, null, { cadence, startsOn, anchor: after.schedule.anchor }, moment, version)] }
}

function takenAlong(subscription: Subscription, scheduleVersion: number): readonly OccurrenceRow[] {
  const first = Math.min(0, ...subscription.occurrences.map((row) => row.n))
  const waiting = subscription.occurrences.filter((row) => waitsFor(row) !== null)
  return waiting.map((row, at) => ({
    ...row, n: first - 1 - at, scheduleVersion, lines: dueAt(subscription, row).map(({ lineId, productId, unit, quantity }) => ({ lineId, productId, unit, quantity, outcome: "as_subscribed" as const })),
  }))
}
