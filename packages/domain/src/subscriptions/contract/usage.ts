import { z } from "zod"
import { Amount, Id } from "./parts.ts"

/* Reports of use. */

export const USAGE_KINDS = ["count", "level"] as const
/** One report. The same source and event id again, with the same content, changes nothing; with another content it is refused. */
export const UsageRow = z.object({
  source: z.string().trim().min(1).max(60), eventId: z.string().trim().min(1).max(120), subscriptionId: Id, lineId: Id,
  kind: z.enum(USAGE_KINDS), quantity: Amount, measuredAt: z.iso.datetime({ offset: true }),
})
export type UsageRow = z.input<typeof UsageRow>
export const ReportUsage = z.object({ rows: z.array(UsageRow).min(1).max(1_000) })
export type ReportUsage = z.input<typeof ReportUsage>
/** The same from a machine that knows what people know: the subscription's number and the product's SKU. */
const UsageByName = UsageRow.omit({ subscriptionId: true, lineId: true }).extend({ subscription: z.string().trim().min(1).max(40), sku: z.string().trim().min(1).max(80) })
export const ReportNamedUsage = z.object({ reports: z.array(z.union([UsageRow, UsageByName])).min(1).max(1_000) })
export type ReportNamedUsage = z.input<typeof ReportNamedUsage>
/** Columns: source, event_id, subscription (its number), sku, kind, quantity, measured_at. */
export const ReportUsageCsv = z.object({ text: z.string().min(1).max(500_000) })
export type ReportUsageCsv = z.infer<typeof ReportUsageCsv>
