import { parse } from "csv-parse/sync"
import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { ReportUsageCsv, UsageRow } from "./contract.ts"
import { namedLines, nameOf, reportFound } from "./report-named-usage.ts"
import type { UsageReported } from "./views.ts"

const COLUMNS = ["source", "event_id", "subscription", "sku", "kind", "quantity", "measured_at"]
const MOST_ROWS = 1_000

/**
 * The same from a file: rows name a subscription by its number and a line by its SKU. Every row gets a verdict by its place in the file; the good ones are
 * taken. Refuses `subscriptions.csv_is_malformed`.
 */
export async function reportUsageCsv(work: Work, input: ReportUsageCsv): Promise<UsageReported> {
  authorize(work, "usage.report")
  const { text } = ReportUsageCsv.parse(input)
  const records = recordsOf(text)
  const lines = await namedLines(work, records.map((row) => row.subscription ?? ""))
  return reportFound(work, records.map((row) => {
    const line = lines.get(nameOf(row.subscription ?? "", row.sku ?? ""))
    const parsed = line && UsageRow.safeParse({ source: row.source, eventId: row.event_id, kind: row.kind, quantity: row.quantity, measuredAt: row.measured_at, ...line })
    return { row: parsed?.data ?? null, why: line ? "subscriptions.csv_row_is_malformed" : "subscriptions.line_not_found" }
  }))
}

function recordsOf(text: string): readonly Record<string, string | undefined>[] {
  try {
    const rows = parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true, delimiter: [",", ";", "\t"], relax_column_count: true }) as Record<string, string>[]
    if (rows.length === 0 || rows.length > MOST_ROWS || COLUMNS.some((column) => !(column in rows[0]!))) throw new Error("columns")
    return rows
  } catch {
    throw new Refusal("subscriptions.csv_is_malformed", "invalid", { columns: COLUMNS.join(", "), most: MOST_ROWS })
  }
}
