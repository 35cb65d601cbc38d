import { businessDate, businessDayFrom, newId, Temporal, type Facts } from "@entrepot/kernel"
import type { Change } from "./contract.ts"
import { decideFee, decidePlan, todayOf, type Terms } from "./decide-terms.ts"
import { ahead, dateAt, expectedAt, isBeyond, lastingAt, linesAt, nextChangeable, rowOf, type DueLine } from "./outlook.ts"
import { rowAs, rowsFor, type RowWrite } from "./rows.ts"
import { earliestFrom, firstAnchor, startFrom } from "./schedule.ts"
import type { FeeVersion } from "./service-fee.ts"
import { OPEN, waitsFor, type ChangeFact, type Recurring, type Subscription, type SubscriptionLine } from "./subscription.ts"

/** What a change comes to: the subscription after it, what is added to its facts, and what is written of its dates. */
export type Decided = {
  readonly after: Subscription
  readonly facts: readonly ChangeFact[]
  readonly rows: readonly RowWrite[]
  /** Lines that are new or have other terms. */
  readonly lines: readonly SubscriptionLine[]
  readonly newSchedule: boolean
  /** One beside the schedule, or the next one, is to be made at once. */
  readonly orderNow: number | null
  /** What is charged beside the deliveries from now or a later day on. */
  readonly fee: FeeVersion | null
}
type Refused = { readonly refused: string; readonly facts: Facts }
/** `terms` is there for a change of fee or plan. */
export type Moment = { readonly recurring: Recurring; readonly now: Temporal.Instant; readonly reason: string; readonly terms?: Terms | undefined }

const refuse = (refused: string, facts: Facts = {}): Refused => ({ refused, facts })

/**
 * What a change does, and nothing is written: the same answer serves the preview and the verb. A skip, a pause, a move and a swap touch
 * the numbers that they name; every other date is counted from the anchor and stays. Pure.
 */
export function decideChange(subscription: Subscription, change: Change, moment: Moment): Decided | Refused {
  if (subscription.status === "ended") return refuse("subscription_is_over")
  const step = stepOf(subscription, change, moment)
  if ("refused" in step) return step
  const { after, facts = [], lines = [], newSchedule = false, orderNow = null, rows: own = [], fee = null } = step
  const whole: Subscription = { ...after, changes: newSchedule ? facts : [...after.changes, ...facts], lines: merged(after.lines, lines) }
  return { after: whole, facts, lines, newSchedule, orderNow, fee, rows: [...rowsFor(subscription, whole, moment.recurring, moment.now), ...own] }
}

type Step = { readonly after: Subscription; readonly facts?: readonly ChangeFact[]; readonly lines?: readonly SubscriptionLine[]; readonly newSchedule?: boolean; readonly orderNow?: number; readonly rows?: readonly RowWrite[]; readonly fee?: FeeVersion | null }

function stepOf(subscription: Subscription, change: Change, moment: Moment): Step | Refused {
  switch (change.kind) {
    case "skip": case "unskip": return skip(subscription, change, moment)
    case "move": return move(subscription, change, moment)
    case "swap": case "quantity": case "remove_line": return ofLine(subscription, change, moment)
    case "add_line": return addLine(subscription, change, moment)
    case "pause": return pause(subscription, change, moment)
    case "resume": return resume(subscription, change, moment)
    case "order_now": return orderNow(subscription, change, moment)
    case "cancel": return { after: { ...subscription, status: "ended", pausedAt: null, pausedUntil: null, endedAt: moment.now.toString() }, facts: [fact(subscription, "cancel", null, null, {}, moment)] }
    case "renew": return renew(subscription, change, moment)
    case "activate": return activate(subscription, moment)
    case "schedule": return reschedule(subscription, change, moment)
    case "policies": return policies(subscription, change, moment)
    case "details": return details(subscription, change, moment)
    case "fee": case "plan": return newTerms(subscription, change, moment)
  }
}

function fact(subscription: Subscription, kind: ChangeFact["kind"], fromN: number | null, toN: number | null, detail: ChangeFact["detail"], { now, reason }: Moment, scheduleVersion = subscription.schedule.version): ChangeFact {
  return { changeId: newId<"change">(now.epochMilliseconds), kind, scheduleVersion, fromN, toN, detail, reason }
}

/** Until its cut-off an occurrence can be changed, and as long as it waits for somebody; after it, it is an order, and its order is changed. */
function changeable(subscription: Subscription, n: number, { recurring, now }: Moment): Refused | null {
  const row = rowOf(subscription, n)
  if (row && waitsFor(row) !== null) return null
  if (n < 0 || isBeyond(subscription, n)) return refuse("occurrence_not_found")
  if (row && !OPEN.has(row.status) && row.status !== "skipped") return refuse("past_cut_off", { n })
  if (!row && n <= subscription.lastN) return refuse("past_cut_off", { n })
  return Temporal.Instant.compare(expectedAt(subscription, recurring, n).cutOffAt, now) <= 0 ? refuse("past_cut_off", { n }) : null
}

function skip(subscription: Subscription, change: Extract<Change, { kind: "skip" | "unskip" }>, moment: Moment): Step | Refused {
  const no = changeable(subscription, change.n, moment)
  if (no) return no
  const skipped = dateAt(subscription, moment.recurring, change.n).status === "skipped"
  if (skipped === (change.kind === "skip")) return refuse(skipped ? "is_skipped_already" : "is_not_skipped", { n: change.n })
  return { after: subscription, facts: [fact(subscription, change.kind, change.n, change.n, {}, moment)], rows: beside(subscription, change.n, { status: "skipped", orderAt: null, reason: moment.reason }) }
}

/** A date beside the schedule is where its row is, so that is what is changed. */
function beside(subscription: Subscription, n: number, set: Partial<RowWrite>): readonly RowWrite[] {
  const row = n < 0 ? rowOf(subscription, n) : undefined
  return row ? [{ ...rowAs(row), ...set }] : []
}

const FURTHEST_MOVE_DAYS = 180

function move(subscription: Subscription, change: Extract<Change, { kind: "move" }>, moment: Moment): Step | Refused {
  const no = changeable(subscription, change.n, moment)
  if (no) return no
  const earliest = earliestFrom(moment.recurring.calendar, moment.now)
  const to = Temporal.PlainDate.from(change.to)
  const scheduled = Temporal.PlainDate.from(dateAt(subscription, moment.recurring, change.n).scheduledOn)
  if (Temporal.PlainDate.compare(to, earliest) < 0) return refuse("date_is_too_soon", { earliest: earliest.toString() })
  if (Math.abs(scheduled.until(to, { largestUnit: "days" }).days) > FURTHEST_MOVE_DAYS) return refuse("date_is_too_far", { days: FURTHEST_MOVE_DAYS })
  if (businessDayFrom(to, moment.recurring.calendar).toString() !== change.to && subscription.schedule.shift !== "as_is") return refuse("date_is_no_business_day", { next: businessDayFrom(to, moment.recurring.calendar).toString() })
  return { after: subscription, facts: [fact(subscription, "move", change.n, change.n, { to: change.to }, moment)], rows: beside(subscription, change.n, { dueOn: change.to }) }
}

/** The numbers that a scope means: one, or from one on without an end. */
function reachOf(subscription: Subscription, at: Extract<Change, { kind: "swap" }>["at"], moment: Moment): { fromN: number; toN: number | null } | Refused {
  if (at.scope === "this") return changeable(subscription, at.n, moment) ?? { fromN: at.n, toN: at.n }
  const next = nextChangeable(subscription, moment.recurring, moment.now)
  if (at.scope === "from_next") return { fromN: next, toN: null }
  for (let n = next; n < next + 1_500; n += 1) if (expectedAt(subscription, moment.recurring, n).on >= at.on) return { fromN: n, toN: null }
  return refuse("date_is_too_far", { days: FURTHEST_MOVE_DAYS })
}

function ofLine(subscription: Subscription, change: Extract<Change, { kind: "swap" | "quantity" | "remove_line" }>, moment: Moment): Step | Refused {
  const reach = reachOf(subscription, change.at, moment)
  if ("refused" in reach) return reach
  const due = dateAt(subscription, moment.recurring, reach.fromN).lines
  if (!due.some((line) => line.lineId === change.lineId)) return refuse("line_not_found")
  if (change.kind === "remove_line" && due.length === 1) return refuse("last_line_stays")
  const detail = change.kind === "swap" ? { lineId: change.lineId, productId: change.productId, unit: change.unit, ...(change.quantity && { quantity: change.quantity }) }
    : change.kind === "quantity" ? { lineId: change.lineId, quantity: change.quantity } : { lineId: change.lineId }
  return { after: subscription, facts: [fact(subscription, change.kind, reach.fromN, reach.toN, detail, moment)] }
}

function addLine(subscription: Subscription, { line, at }: Extract<Change, { kind: "add_line" }>, moment: Moment): Step | Refused {
  const reach = reachOf(subscription, at, moment)
  if ("refused" in reach) return reach
  const model = subscription.lines[0]
  const added: SubscriptionLine = {
    lineId: newId<"line">(moment.now.epochMilliseconds), position: subscription.lines.length + 1, productId: line.productId, unit: line.unit, quantity: line.quantity,
    pricePolicy: line.pricePolicy ?? { policy: "current" }, stockOut: (line.stockOut ?? model?.stockOut ?? [{ step: "split" }]) as SubscriptionLine["stockOut"], usage: line.usage ?? null, addedLater: true, termsFor: { productId: line.productId, unit: line.unit, from: "0" },
  }
  return { after: subscription, lines: [added], facts: [fact(subscription, "add_line", reach.fromN, reach.toN, { lineId: added.lineId, productId: line.productId, unit: line.unit, quantity: line.quantity }, moment)] }
}

function pause(subscription: Subscription, { until }: Extract<Change, { kind: "pause" }>, moment: Moment): Step | Refused {
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
function resume(subscription: Subscription, { catchUp }: Extract<Change, { kind: "resume" }>, moment: Moment): Step | Refused {
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

function orderNow(subscription: Subscription, { how }: Extract<Change, { kind: "order_now" }>, moment: Moment): Step | Refused {
  if (subscription.status !== "active") return refuse("is_not_active")
  const to = earliestFrom(moment.recurring.calendar, moment.now).toString()
  const at = moment.now.toString()
  if (how === "consume_next") {
    const open = subscription.occurrences.find((row) => row.n >= 0 && OPEN.has(row.status) && row.scheduleVersion === subscription.schedule.version)
    if (!open) return refuse("nothing_is_next")
    return { after: subscription, facts: [fact(subscription, "order_now", open.n, open.n, { to, at, how }, moment)], orderNow: open.n }
  }
  const n = Math.min(0, ...subscription.occurrences.map((row) => row.n)) - 1
  const extra: RowWrite = { n, scheduleVersion: subscription.schedule.version, status: "planned", scheduledOn: to, dueOn: to, notifyAt: null, orderAt: at, reason: moment.reason, renotify: true }
  return { after: subscription, facts: [fact(subscription, "order_now", null, null, { to, how, n }, moment)], orderNow: n, rows: [extra] }
}

/** Another rhythm is another version, with an anchor of its own; lines are carried over as the next one would have had them. */
function reschedule(subscription: Subscription, { cadence, startsOn, shift }: Extract<Change, { kind: "schedule" }>, moment: Moment): Step {
  const { recurring, now } = moment
  const way = shift ?? subscription.schedule.shift
  const version = subscription.schedule.version + 1
  const carried = linesAt(subscription, nextChangeable(subscription, recurring, now)).map(({ lineId, productId, unit, quantity }) => ({ lineId, productId, unit, quantity }))
  const after: Subscription = { ...subscription, schedule: { version, cadence, shift: way, anchor: firstAnchor(cadence, way, recurring.calendar, startFrom(startsOn, recurring, now), now) }, lastN: -1 }
  return { after, newSchedule: true, facts: [fact(subscription, "carried", 0, null, { lines: carried }, moment, version), fact(subscription, "schedule", null, null, { cadence, startsOn, anchor: after.schedule.anchor }, moment, version)] }
}

/** The next term begins the day after the last one ends; a term that ended with a month ends with a month again. */
function renew(subscription: Subscription, { months }: Extract<Change, { kind: "renew" }>, moment: Moment): Step | Refused {
  if (subscription.endsOn === null) return refuse("has_no_term")
  const endsOn = Temporal.PlainDate.from(subscription.endsOn).add({ days: 1 }).add({ months }).subtract({ days: 1 }).toString()
  return { after: { ...subscription, endsOn }, facts: [fact(subscription, "renew", null, null, { months, endsOn }, moment)] }
}

function activate(subscription: Subscription, moment: Moment): Step | Refused {
  if (subscription.status !== "draft") return refuse("is_not_draft")
  const after: Subscription = { ...subscription, status: "active" }
  if (Temporal.Instant.compare(expectedAt(subscription, moment.recurring, 0).cutOffAt, moment.now) > 0) return { after, facts: [fact(subscription, "activate", null, null, {}, moment)] }
  return reschedule(after, { kind: "schedule", cadence: subscription.schedule.cadence, startsOn: businessDate(moment.now, moment.recurring.calendar.zone).toString() }, moment)
}

function policies(subscription: Subscription, change: Extract<Change, { kind: "policies" }>, moment: Moment): Step | Refused {
  const lines = subscription.lines.filter((line) => change.lineIds.includes(line.lineId))
  if (lines.length !== change.lineIds.length) return refuse("line_not_found")
  const set = { ...(change.pricePolicy && { pricePolicy: change.pricePolicy }), ...(change.stockOut && { stockOut: change.stockOut as SubscriptionLine["stockOut"] }), ...(change.usage !== undefined && { usage: change.usage }) }
  const lasting = lastingAt(subscription, nextChangeable(subscription, moment.recurring, moment.now))
  return { after: subscription, lines: lines.map((line) => ({ ...ofItsProduct(line, lasting), ...set })), facts: [fact(subscription, "policies", null, null, { lineIds: change.lineIds, what: Object.keys(set) }, moment)] }
}

/** The line with the terms of what it is from now on: where that is another product or unit than they were agreed for, those that it has as such. */
function ofItsProduct(line: SubscriptionLine, lasting: readonly DueLine[]): SubscriptionLine {
  const now = lasting.find((one) => one.lineId === line.lineId)
  if (!now || (now.productId === line.termsFor.productId && now.unit === line.termsFor.unit)) return line
  return { ...line, pricePolicy: now.pricePolicy, stockOut: now.stockOut, usage: now.usage, termsFor: { productId: now.productId, unit: now.unit, from: "0" } }
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

function merged(lines: readonly SubscriptionLine[], written: readonly SubscriptionLine[]): readonly SubscriptionLine[] {
  const byId = new Map(written.map((line) => [line.lineId, line]))
  return [...lines.map((line) => byId.get(line.lineId) ?? line), ...written.filter((line) => !lines.some((one) => one.lineId === line.lineId))]
}

/** The dates on either side of a preview. */
export function datesOf(subscription: Subscription, recurring: Recurring, count: number) {
  const open = subscription.occurrences.filter((row) => row.n >= 0 && row.scheduleVersion === subscription.schedule.version && OPEN.has(row.status)).map((row) => row.n)
  return ahead(subscription, recurring, { from: Math.min(subscription.lastN + 1, ...open), most: count })
}

