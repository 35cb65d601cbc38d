import type { RunOutcome } from "../contract/runs.ts"
import type { HeldCount } from "./health.ts"

/** A run is one day of a network: what was due, and what became of it. */
export type RunRow = {
  readonly runId: string; readonly on: string; readonly startedAt: string; readonly lastAt: string; readonly tenants: number
  readonly due: number; readonly counts: Readonly<Record<RunOutcome, number>>
}

export type RunList = { readonly rows: readonly RunRow[]; readonly nextCursor: string | null; readonly waiting: number }

export type RunItemRow = {
  readonly tenantId: number; readonly tenantName: string; readonly accountName: string; readonly occurrenceId: string; readonly subscriptionId: string; readonly subscriptionNumber: string; readonly n: number
  readonly dueOn: string; readonly outcome: RunOutcome; readonly code: string | null; readonly reason: string
  readonly order: { readonly orderId: string; readonly number: string } | null; readonly at: string
  /** It is still parked or failed: somebody may release or skip it. */
  readonly open: boolean
}

export type RunPage = RunRow & {
  /** What all of the run's held ones waited for when it was decided, the most frequent first. */
  readonly heldBy: readonly HeldCount[]; readonly items: readonly RunItemRow[]; readonly nextCursor: string | null; readonly repeatable: number }

export type RunRepeated = { readonly runId: string; readonly requeued: number }
