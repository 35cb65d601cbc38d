import { activate, cancel, pause, renew, reschedule, resume } from "./changes/course.ts"
import { move, orderNow, skip } from "./changes/dates.ts"
import { addLine, ofLine, policies } from "./changes/lines.ts"
import { fact, refuse, type Moment, type Refused, type Step } from "./changes/step.ts"
import type { Change } from "./contract.ts"
import { decideFee, decidePlan, todayOf } from "./decide-terms.ts"
import { ahead } from "./outlook.ts"
import { rowsFor, type RowWrite } from "./rows.ts"
import type { FeeVersion } from "./service-fee.ts"
import { OPEN, type ChangeFact, type OccurrenceRow, type Recurring, type Subscription, type SubscriptionLine } from "./subscription.ts"

/** What a change comes to: the subscription after it, what is added to its facts, and what is written of its dates. */
export type Decided = {
  readonly after: Subscription
  readonly facts: readonly ChangeFact[]
  readonly rows: readonly RowWrite[]
  /** Lines that are new or have other terms. */
  readonly lines: readonly SubscriptionLine[]
  readonly newSchedule: boolean
  /** Dates that wait and come along into the new schedule, with the number and the lines that they have there. */
  readonly taken: readonly OccurrenceRow[]
  /** One beside the schedule, or the next one, is to be made at once. */
  readonly orderNow: number | null
  /** What is charged beside the deliveries from now or a later day on. */
  readonly fee: FeeVersion | null
}

/**
 * What a change does, and nothing is written: the same answer serves the preview and the verb. A skip, a pause, a move and a swap touch
 * the numbers that they name; every other date is counted from the anchor and stays. Pure.
 */
export function decideChange(subscription: Subscription, change: Change, moment: Moment): Decided | Refused {
  if (subscription.status === "ended") return refuse("subscription_is_over")
  const step = stepOf(subscription, change, moment)
  if ("refused" in step) return step
  const { after, facts = [], lines = [], newSchedule = false, taken = [], orderNow = null, rows: own = [], fee = null } = step
  const whole: Subscription = { ...after, changes: newSchedule ? facts : [...after.changes, ...facts], lines: merged(after.lines, lines) }
  return { after: whole, facts, lines, newSchedule, taken, orderNow, fee, rows: [...rowsFor({ ...subscription, occurrences: subscription.occurrences.filter((row) => !taken.some((one) => one.occurrenceId === row.occurrenceId)) }, whole, moment.recurring, moment.now), ...own] }
}

function stepOf(subscription: Subscription, change: Change, moment: Moment): Step | Refused {
  switch (change.kind) {
    case "skip": case "unskip": return skip(subscription, change, moment)
    case "move": return move(subscription, change, moment)
    case "swap": case "quantity": case "remove_line": return ofLine(subscription, change, moment)
    case "add_line": return addLine(subscription, change, moment)
    case "pause": return pause(subscription, change, moment)
    case "resume": return resume(subscription, change, moment)
    case "order_now": return orderNow(subscription, change, moment)
    case "cancel": return cancel(subscription, moment)
    case "renew": return renew(subscription, change, moment)
    case "activate": return activate(subscription, moment)
    case "schedule": return reschedule(subscription, change, moment)
    case "policies": return policies(subscription, change, moment)
    case "details": return details(subscription, change, moment)
    case "fee": case "plan": return newTerms(subscription, change, moment)
  }
}

function details(subscription: Subscription, { kind, ...set }: Extract<Change, { kind: "details" }>, moment: Moment): Step {
  const given = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined))
  return { after: { ...subscription, ...given }, facts: [fact(subscription, kind, null, null, { what: Object.keys(given) }, moment)] }
}

function newTerms(subscription: Subscription, change: Extract<Change, { kind: "fee" | "plan" }>, moment: Moment): Step | Refused {
  const terms = moment.terms ?? { fees: [], plan: null }
  const today = todayOf(moment.recurring, moment.now)
  const decided = change.kind === "fee" ? decideFee(subscription, change, terms, today) : decidePlan(subscription, terms, today)
  return "refused" in decided ? decided : { after: decided.after, fee: decided.fee, facts: [fact(subscription, change.kind, null, null, decided.detail, moment)] }
}

/** Lines, with those that are written in their places. */
export function merged(lines: readonly SubscriptionLine[], written: readonly SubscriptionLine[]): readonly SubscriptionLine[] {
  const byId = new Map(written.map((line) => [line.lineId, line]))
  return [...lines.map((line) => byId.get(line.lineId) ?? line), ...written.filter((line) => !lines.some((one) => one.lineId === line.lineId))]
}

/** The dates on either side of a preview. */
export function datesOf(subscription: Subscription, recurring: Recurring, count: number) {
  const open = subscription.occurrences.filter((row) => row.n >= 0 && row.scheduleVersion === subscription.schedule.version && OPEN.has(row.status)).map((row) => row.n)
  return ahead(subscription, recurring, { from: Math.min(subscription.lastN + 1, ...open), most: count })
}
