import { addMonths, compareQuantities, dayFrom, dayText, quantity, Temporal } from "@entrepot/kernel"
import { fallsTogether, firstNear, momentsOf, plainDayOf, plainDays, scheduledOn, shifted, type CutOffCalendar } from "./schedule.ts"
import type { ChangeFact, OccurrenceRow, Recurring, Subscription, SubscriptionLine } from "./subscription.ts"

/** A line as one occurrence has it. */
export type DueLine = SubscriptionLine

/** What occurrence n is, worked out from schedule, lines and changes; what is written of it may say more. Moments are ISO text. */
export type Expected = {
  readonly n: number; readonly scheduledOn: string; readonly on: string; readonly cutOffAt: string; readonly notifyAt: string | null
  readonly status: "planned" | "skipped" | "merged"; readonly reason: string; readonly lines: readonly DueLine[]
}

const reaches = (change: ChangeFact, n: number) => change.fromN !== null && change.fromN <= n && (change.toN === null || n <= change.toN)

/**
 * The lines of occurrence n: the first ones, and every change that reaches it, in the order in which they were made. Dates that the
 * same changes reach have the very same list: whoever prices a year of dates prices it once.
 */
export function linesAt({ lines, changes }: Pick<Subscription, "lines" | "changes">, n: number): readonly DueLine[] {
  const known = kept.get(changes)
  const made = known?.of === lines ? known.made : new Map<string, readonly DueLine[]>()
  if (known?.of !== lines) kept.set(changes, { of: lines, made })
  let reaching = ""
  for (const [index, change] of changes.entries()) if (CHANGES_LINES.has(change.kind) && reaches(change, n)) reaching += `${index} `
  const due = made.get(reaching) ?? changedLines(lines, changes.filter((change) => CHANGES_LINES.has(change.kind) && reaches(change, n)))
  made.set(reaching, due)
  return due
}

const CHANGES_LINES: ReadonlySet<ChangeFact["kind"]> = new Set(["carried", "swap", "quantity", "add_line", "remove_line"])
const kept = new WeakMap<readonly ChangeFact[], { readonly of: readonly SubscriptionLine[]; readonly made: Map<string, readonly DueLine[]> }>()

function changedLines(lines: readonly SubscriptionLine[], changes: readonly ChangeFact[], first: readonly DueLine[] = lines.filter((line) => !line.addedLater)): readonly DueLine[] {
  const all = new Map(lines.map((line) => [line.lineId, line]))
  let due = first
  for (const { kind, detail } of changes) {
    const { lineId } = detail as { lineId?: string }
    if (kind === "carried") due = (detail as { lines: Partial<DueLine>[] }).lines.flatMap((line) => (all.has(line.lineId ?? "") ? [{ ...all.get(line.lineId!)!, ...line }] : []))
    else if (kind === "swap" || kind === "quantity") due = due.map((line) => (line.lineId === lineId ? { ...line, ...pick(detail) } : line))
    else if (kind === "add_line") due = [...due, ...[...all.values()].filter((line) => line.lineId === lineId)]
    else if (kind === "remove_line") due = due.filter((line) => line.lineId !== lineId)
  }
  return due.map(onTerms)
}

/**
 * A line on the terms that were agreed for it. Another product or unit than theirs, or fewer than they were agreed from, comes at the price of the day;
 * another product or unit has no substitutes and no bounds of use either.
 */
export function onTerms(line: DueLine): DueLine {
  const { productId, unit, from } = line.termsFor
  if (productId === line.productId && unit === line.unit) return compareQuantities(quantity(line.quantity), quantity(from)) >= 0 ? line : { ...line, pricePolicy: { policy: "current" } }
  const steps = line.stockOut.filter(({ step }) => step !== "substitute")
  return { ...line, pricePolicy: { policy: "current" }, stockOut: steps.length > 0 ? steps : [{ step: "split" }], usage: null }
}

/** The lines of a date that is written: of one beside the schedule those that it was made with, as far as it was not changed alone since. */
export function dueAt(subscription: Pick<Subscription, "lines" | "changes" | "lastN" | "schedule">, { n, scheduleVersion, lines }: Pick<OccurrenceRow, "n" | "scheduleVersion" | "lines">): readonly DueLine[] {
  if (n >= 0 && lines === null) return linesAt(subscription, scheduleVersion === subscription.schedule.version ? n : Math.max(subscription.lastN, 0))
  const made = lines?.flatMap(({ lineId, productId, unit, quantity: wanted }) => subscription.lines.filter((line) => line.lineId === lineId).map((line) => ({ ...line, productId, unit, quantity: wanted })))
  return changedLines(subscription.lines, subscription.changes.filter((change) => CHANGES_LINES.has(change.kind) && change.fromN === n && n < 0), made ?? linesAt(subscription, Math.max(subscription.lastN, 0)))
}

/** The lines that stay from n on: without what was changed for single dates. */
export function lastingAt({ lines, changes }: Pick<Subscription, "lines" | "changes">, n: number): readonly DueLine[] {
  return changedLines(lines, changes.filter((change) => CHANGES_LINES.has(change.kind) && change.toN === null && reaches(change, n)))
}

function pick({ productId, unit, quantity }: Readonly<Record<string, unknown>>): Partial<DueLine> {
  return { ...(productId ? { productId: String(productId) } : {}), ...(unit ? { unit: String(unit) } : {}), ...(quantity ? { quantity: String(quantity) } : {}) }
}

/** Occurrence n. A move keeps its number and its schedule's date; nothing of it touches n + 1. */
export function expectedAt(subscription: Expecting, { calendar }: Pick<Recurring, "calendar">, n: number): Expected {
  const planned = scheduledOn(subscription.schedule, calendar, n)
  return expectedOn(subscription, calendar, n, planned, fallsTogether(subscription.schedule, calendar, n, planned))
}

type Expecting = Pick<Subscription, "schedule" | "changes" | "lines" | "noticeDays">

/** The same, given where the schedule puts it, and whether that is where it puts the one before. */
function expectedOn(subscription: Expecting, calendar: CutOffCalendar, n: number, planned: number, together: boolean): Expected {
  let [on, skipped, reason, at] = [planned, false, "", null as string | null]
  for (const change of subscription.changes) {
    if (!reaches(change, n)) continue
    if (change.kind === "skip" || change.kind === "pause") [skipped, reason] = [true, change.reason]
    else if (change.kind === "unskip" || change.kind === "resume") [skipped, reason] = [false, change.reason]
    else if (change.kind === "move" || change.kind === "usage") [on, reason] = [dayFrom(String(change.detail.to)), change.reason]
    else if (change.kind === "order_now") [on, at] = [dayFrom(String(change.detail.to)), String(change.detail.at)]
  }
  const { text, cutOffAt, notifyAt } = momentsOf(calendar, on, subscription.noticeDays)
  return {
    n, scheduledOn: on === planned ? text : dayText(planned), on: text, cutOffAt: at === null ? cutOffAt : Temporal.Instant.from(at).toString(), notifyAt: at === null ? notifyAt : null,
    status: skipped ? "skipped" : together && on === planned ? "merged" : "planned", reason, lines: linesAt(subscription, n),
  }
}

/** Date n as it is: one beside the schedule is where its row is. */
export function dateAt(subscription: Subscription, recurring: Pick<Recurring, "calendar">, n: number): Expected {
  const row = n < 0 ? rowOf(subscription, n) : undefined
  if (!row) return expectedAt(subscription, recurring, n)
  return { n, scheduledOn: row.scheduledOn, on: row.dueOn, cutOffAt: row.orderAt ?? "", notifyAt: null, status: "planned", reason: row.reason, lines: dueAt(subscription, row) }
}

/** Whether the schedule has come to the subscription's last day. */
export function isBeyond({ schedule, endsOn }: Pick<Subscription, "schedule" | "endsOn">, n: number): boolean {
  return endsOn !== null && plainDayOf(schedule, n) > dayFrom(endsOn)
}

/** The open row of n, where one is written. */
export const rowOf = (subscription: Subscription, n: number): OccurrenceRow | undefined =>
  subscription.occurrences.find((row) => row.n === n && row.scheduleVersion === subscription.schedule.version)

/** The first number that can still be changed: the next one whose cut-off lies ahead and that nobody has made. */
export function nextChangeable(subscription: Subscription, recurring: Recurring, now: Temporal.Instant): number {
  const open = subscription.occurrences.filter((row) => row.n >= 0 && row.scheduleVersion === subscription.schedule.version && (row.status === "planned" || row.status === "notified")).map((row) => row.n)
  let n = open.length > 0 ? Math.min(...open) : subscription.lastN + 1
  for (let tries = 0; tries < 1_000 && Date.parse(expectedAt(subscription, recurring, n).cutOffAt) <= now.epochMilliseconds; tries += 1) n += 1
  return n
}

const MOST_AHEAD = 1_500

/** What lies ahead from n on, skipped ones included, up to a day or a count. A pause without an end has nothing ahead; nor has what ended. */
export function ahead(subscription: Subscription, recurring: Recurring, { from = subscription.lastN + 1, to, most = MOST_AHEAD }: { from?: number; to?: string; most?: number }): readonly Expected[] {
  if (subscription.status === "ended" || (subscription.status === "paused" && subscription.pausedUntil === null)) return []
  const found: Expected[] = []
  const [{ schedule, changes, endsOn }, { calendar }] = [subscription, recurring]
  const [plainDay, lastDay] = [plainDays(schedule), endsOn === null ? Infinity : dayFrom(endsOn)]
  // A move may bring a date back into the window; one that is moved is never further than a year from its schedule.
  const last = to === undefined ? Infinity : addMonths(dayFrom(to), 12)
  let before = from > 0 ? shifted(plainDay(from - 1), schedule.shift, calendar) : -Infinity
  for (let n = from; found.length < most && n < from + MOST_AHEAD; n += 1) {
    const plain = plainDay(n)
    if (plain > lastDay || plain > last) break
    const planned = shifted(plain, schedule.shift, calendar)
    const expected = expectedOn(subscription, calendar, n, planned, planned <= before)
    before = planned
    if (to === undefined || expected.on <= to) found.push(expected)
    else if (!changes.some((change) => (change.kind === "move" || change.kind === "usage") && (change.fromN ?? 0) > n)) break
  }
  return found.filter((expected) => expected.status !== "merged")
}

/** Where to begin so that nothing on or after a day is missed, moves included. */
export function beginAt(subscription: Subscription, day: string): number {
  const near = firstNear(subscription.schedule, dayFrom(day))
  const moved = subscription.changes.filter((change) => change.kind === "move" || change.kind === "usage").map((change) => change.fromN ?? near)
  return Math.max(subscription.lastN + 1, Math.min(near, ...moved))
}
