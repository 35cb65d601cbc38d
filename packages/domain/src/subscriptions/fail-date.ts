import { record, type Work } from "@entrepot/db"
import { catchUp } from "./catch-up.ts"
import type { Why } from "./contract.ts"
import { occurrenceFailed } from "./events.ts"
import { expectedRows } from "./expect-rows.ts"
import { loadClaimed, withoutOpen } from "./run-one.ts"
import { saveOutcome } from "./save-outcome.db.ts"
import type { Claimed } from "./subscription.ts"

const FAILED = "failed" satisfies Why

/**
 * A date that was tried often enough stands as failed, where people see it and may try it again, and the next one is written, so that the subscription goes
 * on. What was thrown stands in the log, under the occurrence's id; people read that it failed.
 */
export async function failDate(work: Work, claimed: Claimed): Promise<void> {
  const loaded = await loadClaimed(work, claimed)
  if (!loaded) return
  const { subscription, row, recurring } = loaded
  const goesOn = row.n >= 0 && row.scheduleVersion === subscription.schedule.version && subscription.status === "active"
  const next = goesOn ? await expectedRows(work, subscription, withoutOpen(loaded, catchUp(subscription, recurring, row, work.now).next)) : []
  await saveOutcome(work, claimed, subscription, { status: "failed", outcome: "failed", code: "failed", reason: FAILED, next })
  const { subscriptionId, number, accountId } = subscription
  record(work, occurrenceFailed, { subscriptionId, number, accountId, occurrenceId: row.occurrenceId, on: row.dueOn })
}
