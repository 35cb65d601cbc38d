import { z } from "zod"
import { Cursor, Id, Reason } from "./parts.ts"

/* The distributor's view: runs, what was parked, what subscriptions will take. */

export const ListRuns = z.object({ cursor: Cursor, limit: z.int().min(1).max(100).default(30) })
export type ListRuns = z.input<typeof ListRuns>
export const RUN_OUTCOMES = ["made", "held", "skipped", "merged", "failed"] as const
export type RunOutcome = (typeof RUN_OUTCOMES)[number]
export const RunPageAsk = z.object({ runId: Id, outcome: z.array(z.enum(RUN_OUTCOMES)).max(5).default([]), tenantId: z.int().positive().optional(), cursor: Cursor, limit: z.int().min(1).max(200).default(100) })
export type RunPageAsk = z.input<typeof RunPageAsk>
export const RepeatRun = z.object({ runId: Id })
export type RepeatRun = z.infer<typeof RepeatRun>

/** One occurrence that was parked or failed, as the distributor decides it. */
export const DecideParked = z.object({ tenantId: z.int().positive(), occurrenceId: Id, reason: Reason.min(1) })
export type DecideParked = z.infer<typeof DecideParked>

/** What subscriptions will take, by product and ISO week. Of one product, or of those that take most. */
export const DemandAsk = z.object({ productId: Id.optional(), weeks: z.int().min(1).max(52).default(13), limit: z.int().min(1).max(500).default(100) })
export type DemandAsk = z.input<typeof DemandAsk>
export const AllocationAsk = z.object({ productId: Id, weeks: z.int().min(1).max(26).default(4) })
export type AllocationAsk = z.input<typeof AllocationAsk>
