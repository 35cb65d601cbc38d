import { newId, Temporal, type Facts } from "@entrepot/kernel"
import type { Terms } from "../decide-terms.ts"
import { expectedAt, isBeyond, rowOf } from "../outlook.ts"
import type { RowWrite } from "../rows.ts"
import type { FeeVersion } from "../service-fee.ts"
import { OPEN, waitsFor, type ChangeFact, type OccurrenceRow, type Recurring, type Subscription, type SubscriptionLine } from "../subscription.ts"

export type Refused = { readonly refused: string; readonly facts: Facts }

/** `terms` is there for a change of fee or plan. */
export type Moment = { readonly recurring: Recurring; readonly now: Temporal.Instant; readonly reason: string; readonly terms?: Terms | undefined }

/** What one kind of change comes to, before the rows are counted out. */
export type Step = { readonly after: Subscription; readonly facts?: readonly ChangeFact[]; readonly lines?: readonly SubscriptionLine[]; readonly newSchedule?: boolean; readonly taken?: readonly OccurrenceRow[]; readonly orderNow?: number; readonly rows?: readonly RowWrite[]; readonly fee?: FeeVersion | null }

export const refuse = (refused: string, facts: Facts = {}): Refused => ({ refused, facts })

export function fact(subscription: Subscription, kind: ChangeFact["kind"], fromN: number | null, toN: number | null, detail: ChangeFact["detail"], { now, reason }: Moment, scheduleVersion = subscription.schedule.version): ChangeFact {
  return { changeId: newId<"change">(now.epochMilliseconds), kind, scheduleVersion, fromN, toN, detail, reason }
}

export const FURTHEST_MOVE_DAYS = 180

/** Until its cut-off an occurrence can be changed, and as long as it waits for somebody; after it, it is an order, and its order is changed. */
export function changeable(subscription: Subscription, n: number, { recurring, now }: Moment): Refused | null {
  const row = rowOf(subscription, n)
  if (row && waitsFor(row) !== null) return null
  if (n < 0 || isBeyond(subscription, n)) return refuse("occurrence_not_found")
  if (row && !OPEN.has(row.status) && row.status !== "skipped") return refuse("past_cut_off", { n })
  if (!row && n <= subscription.lastN) return refuse("past_cut_off", { n })
  return Temporal.Instant.compare(expectedAt(subscription, recurring, n).cutOffAt, now) <= 0 ? refuse("past_cut_off", { n }) : null
}
