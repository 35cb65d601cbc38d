import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { authorizeTaxes, taxEntity } from "./authorize-taxes.ts"
import { keptRates, TAX_RATE_COLUMNS } from "./tax-rate.db.ts"

/** Every rate that a legal entity keeps, as a file that `importTaxRates` takes. One statement. */
export async function exportTaxRates(work: Work, { tenantId }: { readonly tenantId?: number | undefined } = {}): Promise<{ readonly csv: string }> {
  authorizeTaxes(work, "view")
  const { rows } = await sql<Record<(typeof TAX_RATE_COLUMNS)[number], string | null>>`
    select country, region, level, locality, tax_category, postal_from, postal_to, city, valid_from::text, valid_to::text, label, trim_scale(percent)::text as percent from ${keptRates(work, taxEntity(work, tenantId))} k order by key`.execute(work.db)
  return { csv: [[...TAX_RATE_COLUMNS], ...rows.map((row) => TAX_RATE_COLUMNS.map((column) => row[column] ?? ""))].map((cells) => `${cells.map((cell) => quoted(cell)).join(",")}\n`).join("") }
}

/** Text that a spreadsheet would take for a formula is marked as text. */
function quoted(cell: string): string {
  const safe = /^[=+@\t\r-]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
