import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { authorize } from "../tenancy/index.ts"
import { ReportNamedUsage, type UsageRow } from "./contract.ts"
import { takeReports } from "./report-usage.ts"
import type { UsageReported, UsageVerdict } from "./views.ts"

/** Reports of use that name their line by ids, or by the subscription's number and the SKU. One statement more than by ids alone. */
export async function reportNamedUsage(work: Work, input: ReportNamedUsage): Promise<UsageReported> {
  authorize(work, "usage.report")
  const { reports } = ReportNamedUsage.parse(input)
  const names = reports.flatMap((report) => ("subscription" in report ? [report.subscription] : []))
  const lines = names.length > 0 ? await namedLines(work, names) : new Map<string, NamedLine>()
  return reportFound(work, reports.map((report) => {
    if (!("subscription" in report)) return { row: report, why: "" }
    const { subscription, sku, ...rest } = report
    const line = lines.get(nameOf(subscription, sku))
    return { row: line ? { ...rest, ...line } : null, why: "subscriptions.line_not_found" }
  }))
}

/** Reports what names a line; the others are refused in their place, with why. */
export async function reportFound(work: Work, found: readonly { readonly row: UsageRow | null; readonly why: string }[]): Promise<UsageReported> {
  const good = found.flatMap(({ row }, index) => (row ? [{ index, row }] : []))
  const reported = good.length > 0 ? await takeReports(work, good.map((one) => one.row)) : { rows: [], moved: [] }
  const refused = found.flatMap(({ row, why }, index): UsageVerdict[] => (row ? [] : [{ index, verdict: "refused", why }]))
  return { rows: [...refused, ...reported.rows.map((one) => ({ ...one, index: good[one.index]!.index }))].sort((a, b) => a.index - b.index), moved: reported.moved }
}

type NamedLine = { readonly subscriptionId: string; readonly lineId: string }
export const nameOf = (subscription: string, sku: string) => `${subscription} ${sku.toUpperCase()}`

/** The lines of some subscriptions, by number and SKU. One statement. */
export async function namedLines(work: Work, numbers: readonly string[]): Promise<ReadonlyMap<string, NamedLine>> {
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<NamedLine & { number: string; sku: string }>`
    select s.number, p.sku, s.subscription_id as "subscriptionId", l.line_id as "lineId" from subscriptions.subscription s
      join subscriptions.subscription_line l on (l.network_id, l.tenant_id, l.account_id, l.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id)
      join catalog.product p on (p.network_id, p.product_id) = (l.network_id, l.product_id)
     where s.network_id = ${networkId} and s.tenant_id = ${tenantId} ${accountId ? sql`and s.account_id = ${accountId}` : sql``} and s.number = any (${[...new Set(numbers)]}::text[])`.execute(work.db)
  return new Map(rows.map((row) => [nameOf(row.number, row.sku), { subscriptionId: row.subscriptionId, lineId: row.lineId }]))
}
