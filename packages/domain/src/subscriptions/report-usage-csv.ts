import { parse } from "csv-parse/sync"
import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { ReportUsageCsv, UsageRow } from "./contract.ts"
import { reportUsage } from "./report-usage.ts"
import type { UsageReported, UsageVerdict } from "./views.ts"

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
  const lines = await linesOf(work, records.map((row) => row.subscription ?? ""))
  const rows = records.map((row, index) => {
    const line = lines.get(`${row.subscription} ${row.sku?.toUpperCase()}`)
    const parsed = line ? UsageRow.safeParse({ source: row.source, eventId: row.event_id, kind: row.kind, quantity: row.quantity, measuredAt: row.measured_at, ...line }) : undefined
    return { index, parsed: parsed?.success ? parsed.data : null, why: line ? "subscriptions.csv_row_is_malformed" : "subscriptions.line_not_found" }
  })
  const good = rows.flatMap((row) => (row.parsed ? [{ index: row.index, row: row.parsed }] : []))
  const reported = good.length > 0 ? await reportUsage(work, { rows: good.map((one) => one.row) }) : { rows: [], moved: [] }
  const verdicts = [...rows.filter((row) => !row.parsed).map((row): UsageVerdict => ({ index: row.index, verdict: "refused", why: row.why })), ...reported.rows.map((one) => ({ ...one, index: good[one.index]!.index }))]
  return { rows: verdicts.sort((a, b) => a.index - b.index), moved: reported.moved }
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

async function linesOf(work: Work, numbers: readonly string[]): Promise<ReadonlyMap<string, { subscriptionId: string; lineId: string }>> {
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<{ number: string; sku: string; subscriptionId: string; lineId: string }>`
    select s.number, upper(p.sku) as sku, s.subscription_id as "subscriptionId", l.line_id as "lineId" from subscriptions.subscription s
      join subscriptions.subscription_line l on (l.network_id, l.tenant_id, l.account_id, l.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id)
      join catalog.product p on (p.network_id, p.product_id) = (l.network_id, l.product_id)
     where s.network_id = ${networkId} and s.tenant_id = ${tenantId} ${accountId ? sql`and s.account_id = ${accountId}` : sql``} and s.number = any (${[...new Set(numbers)]}::text[])`.execute(work.db)
  return new Map(rows.map((row) => [`${row.number} ${row.sku}`, { subscriptionId: row.subscriptionId, lineId: row.lineId }]))
}
