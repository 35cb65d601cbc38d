import { scoped, type Work } from "@entrepot/db"
import type { Temporal } from "@entrepot/kernel"
import { settleRequests, type Subject } from "./request.db.ts"

/**
 * Ends requests about one kind of subject that nobody decided since `before`, at most `limit` in one work, and answers their subjects, so that whoever
 * owns them can say so. Requests that somebody decides at this moment are skipped.
 */
export async function expireRequests(work: Work, { kind, before, limit = 100 }: { readonly kind: string; readonly before: Temporal.Instant; readonly limit?: number }): Promise<readonly Subject[]> {
  const rows = await scoped(work, "approvals.request").select(["request_id", "subject_kind", "subject_id"])
    .where("status", "=", "pending").where("subject_kind", "=", kind).where("requested_at", "<", new Date(before.epochMilliseconds)).orderBy("requested_at").limit(limit).forUpdate().skipLocked().execute()
  await settleRequests(work, rows.map((row) => row.request_id), "expired")
  return rows.map((row) => ({ kind: row.subject_kind, id: row.subject_id }))
}
