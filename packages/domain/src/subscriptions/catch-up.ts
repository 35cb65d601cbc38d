import { businessDate, Temporal } from "@entrepot/kernel"
import type { CatchUp } from "./contract.ts"
import { expectedAt, isBeyond } from "./outlook.ts"
import { rowFrom, type RowWrite } from "./rows.ts"
import type { OccurrenceRow, Recurring, Subscription } from "./subscription.ts"

/** What is done with the occurrence that a runner has in hand, and what is written of those after it. */
export type CaughtUp = { readonly verdict: "order" | "skip" | "ask"; readonly missed: number; readonly next: readonly RowWrite[] }

/**
 * Nothing was missed while the date is ahead and nothing else is due: then it is ordered and the next one is written. After an outage the policy
 * speaks: ship_one orders this one for all that are due, skip_missed leaves out every date that has passed, ask waits for a person. Never
 * more than one order for what was missed. Pure.
 */
export function catchUp(subscription: Subscription, recurring: Recurring, row: OccurrenceRow, now: Temporal.Instant): CaughtUp {
  const today = businessDate(now, recurring.calendar.zone).toString()
  const policy: CatchUp = row.cleared.includes("catch_up") ? "ship_one" : subscription.catchUp
  const passed = row.dueOn < today
  const { rows, due } = following(subscription, recurring, row, now, (on) => (policy === "skip_missed" ? (on < today ? "skipped" : "planned") : "merged"))
  const missed = due + (passed ? 1 : 0)
  if (missed === 0) return { verdict: "order", missed, next: rows }
  if (policy === "ask") return { verdict: "ask", missed, next: rows }
  return { verdict: policy === "skip_missed" && passed ? "skip" : "order", missed, next: rows }
}

function following(subscription: Subscription, recurring: Recurring, row: OccurrenceRow, now: Temporal.Instant, late: (on: string) => "skipped" | "merged" | "planned"): { rows: RowWrite[]; due: number } {
  const rows: RowWrite[] = []
  let due = 0
  for (let n = Math.max(row.n, subscription.lastN) + 1; rows.length < 1_000 && !isBeyond(subscription, n); n += 1) {
    const wanted = expectedAt(subscription, recurring, n)
    const isDue = Temporal.Instant.compare(wanted.cutOffAt, now) <= 0
    const status = wanted.status !== "planned" ? wanted.status : isDue ? late(wanted.on) : "planned"
    if (wanted.status === "planned" && isDue) due += 1
    const write = rowFrom(wanted, subscription)
    rows.push(status === "planned" ? write : { ...write, status, notifyAt: null, orderAt: null })
    if (status === "planned") break
  }
  return { rows, due }
}
