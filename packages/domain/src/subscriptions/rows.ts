import { Temporal } from "@entrepot/kernel"
import type { HoldCode } from "./contract.ts"
import { expectedAt, isBeyond, type Expected } from "./outlook.ts"
import { OPEN, waitsFor, type OccurrenceRow, type Recurring, type Subscription } from "./subscription.ts"

/** A row of an occurrence as it is to be written; one that is there is found by its number. */
export type RowWrite = {
  readonly n: number; readonly scheduleVersion: number; readonly status: "planned" | "notified" | "held" | "failed" | "skipped" | "merged" | "cancelled"; readonly scheduledOn: string; readonly dueOn: string
  readonly notifyAt: string | null; readonly orderAt: string | null; readonly reason: string
  /** The promise of the notice no longer holds: another notice goes out. */
  readonly renotify: boolean
  /** What it is expected to cost, and what it may cost at most, where that is known already. */
  readonly expectedMinor?: string | null; readonly ceilingMinor?: string | null
  /** Of one that goes on waiting. */
  readonly holdCode?: HoldCode | null
}

/** Brings what is written of the future in line with what is wanted of it: open rows, ones that were skipped and are not any more, and the one that comes next. Pure. */
export function rowsFor(before: Subscription, after: Subscription, recurring: Recurring, now: Temporal.Instant): readonly RowWrite[] {
  const kept = before.occurrences.filter((row) => (row.n >= 0 && (OPEN.has(row.status) || row.status === "skipped")) || (waitsFor(row) !== null && (row.n >= 0 || after.status === "ended"))).flatMap((row) => (waitsFor(row) === null ? keep : keepWaiting)(before, after, row, recurring, now))
  const sleeping = after.status !== "active" && !(after.status === "paused" && after.pausedUntil !== null)
  if (sleeping) return kept
  const isAhead = (row: OccurrenceRow) => {
    const write = kept.find((one) => one.n === row.n && one.scheduleVersion === row.scheduleVersion)
    return OPEN.has((write?.status ?? row.status) as OccurrenceRow["status"])
  }
  return before.occurrences.some((row) => row.n >= 0 && row.scheduleVersion === after.schedule.version && isAhead(row)) ? kept : [...kept, ...nextRows(after, recurring)]
}

/** A date that waits stays as it is: it may be moved, and it is over where it is left out or its subscription ends. */
function keepWaiting(_before: Subscription, after: Subscription, row: OccurrenceRow, recurring: Recurring): RowWrite[] {
  const same = rowAs(row)
  if (after.status === "ended") return [{ ...same, status: "cancelled", orderAt: null }]
  if (row.scheduleVersion !== after.schedule.version) return []
  const wanted = expectedAt(after, recurring, row.n)
  if (wanted.status === "skipped") return [{ ...same, status: "skipped", orderAt: null, reason: wanted.reason }]
  return wanted.on === row.dueOn ? [] : [{ ...same, dueOn: wanted.on }]
}

/** What is written of a date that waits, as it is. */
export function rowAs({ n, scheduleVersion, status, holdCode, scheduledOn, dueOn, orderAt, reason, expectedMinor, ceilingMinor }: OccurrenceRow): RowWrite {
  return { n, scheduleVersion, status: status as "held" | "failed", scheduledOn, dueOn, notifyAt: null, orderAt, reason, renotify: false, expectedMinor, ceilingMinor, holdCode }
}

function keep(before: Subscription, after: Subscription, row: OccurrenceRow, recurring: Recurring, now: Temporal.Instant): RowWrite[] {
  const same = { n: row.n, scheduleVersion: row.scheduleVersion, scheduledOn: row.scheduledOn, dueOn: row.dueOn, notifyAt: row.notifyAt, orderAt: row.orderAt, reason: row.reason, renotify: false, expectedMinor: row.expectedMinor }
  if (row.status === "skipped" && (row.scheduleVersion !== after.schedule.version || Temporal.Instant.compare(expectedAt(after, recurring, row.n).cutOffAt, now) <= 0)) return []
  if (row.scheduleVersion !== after.schedule.version || after.status === "ended" || isBeyond(after, row.n)) return row.status === "skipped" ? [] : [{ ...same, status: "cancelled", notifyAt: null, orderAt: null }]
  const wanted = expectedAt(after, recurring, row.n)
  if (wanted.status !== "planned") return row.status === "skipped" ? [] : [{ ...rowFrom(wanted, after), status: wanted.status, notifyAt: null, orderAt: null, expectedMinor: row.expectedMinor }]
  if (after.status === "paused" && after.pausedUntil === null) return [{ ...same, status: "planned", dueOn: wanted.on, notifyAt: null, orderAt: null, renotify: true }]
  const sameLines = JSON.stringify(wanted.lines) === JSON.stringify(expectedAt(before, recurring, row.n).lines)
  const renotify = row.status !== "notified" || wanted.on !== row.dueOn || !sameLines
  const write = { ...rowFrom(wanted, after), ...(sameLines && { expectedMinor: row.expectedMinor }) }
  if (!renotify) return [{ ...write, status: "notified", renotify, ceilingMinor: row.ceilingMinor }]
  return [{ ...write, renotify, notifyAt: row.status === "notified" && write.notifyAt ? now.toString() : write.notifyAt }]
}

/** From the last written one on: what is skipped or falls together is written as that, up to the first that really comes. */
export function nextRows(subscription: Subscription, recurring: Recurring): readonly RowWrite[] {
  const rows: RowWrite[] = []
  for (let n = subscription.lastN + 1; rows.length < 400 && !isBeyond(subscription, n); n += 1) {
    const wanted = expectedAt(subscription, recurring, n)
    rows.push(wanted.status === "planned" ? rowFrom(wanted, subscription) : { ...rowFrom(wanted, subscription), status: wanted.status, notifyAt: null, orderAt: null })
    if (wanted.status === "planned") break
  }
  return rows
}

export function rowFrom(wanted: Expected, subscription: Subscription): RowWrite {
  return {
    n: wanted.n, scheduleVersion: subscription.schedule.version, status: "planned", scheduledOn: wanted.scheduledOn, dueOn: wanted.on, notifyAt: wanted.notifyAt,
    orderAt: wanted.cutOffAt, reason: wanted.reason, renotify: true,
  }
}

