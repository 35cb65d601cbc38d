import { audit, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorizeTaxes, taxEntity } from "./authorize-taxes.ts"
import { csvRows, type CsvRow } from "./csv-rows.ts"
import { ImportTaxRates } from "./tax-contract.ts"
import { compareRates, keyOfRate, KeptRate, TAX_RATE_COLUMNS, writeRates, type RateCounts } from "./tax-rate.db.ts"

const MOST_ROWS = 20_000
/** What a file need not have: a place without them has none. */
const OPTIONAL: ReadonlySet<string> = new Set(["region", "locality", "postal_from", "postal_to", "city", "valid_to"])

/** `line` is the file's, its header being the first. */
export type RefusedRate = { readonly line: number; readonly refused: "pricing.tax_rate_is_malformed" | "pricing.tax_rate_is_twice"; readonly facts: Readonly<Record<string, string>> }
export type TaxRateImport = RateCounts & { readonly refused: readonly RefusedRate[]; readonly applied: boolean }

/**
 * Saves rates from CSV: a row of a known key (all but last day, label and percent) is changed, so a rate is ended by sending it again with its last
 * day. All or nothing: a refused row keeps the others out, and so does a dry run. Two statements. Refuses `pricing.tax_file_is_malformed`.
 */
export async function importTaxRates(work: Work, { tenantId, ...input }: ImportTaxRates & { readonly tenantId?: number | undefined }): Promise<TaxRateImport> {
  authorizeTaxes(work, "manage")
  const entity = taxEntity(work, tenantId)
  const { csv, apply } = ImportTaxRates.parse(input)
  const { rates, refused } = readRates(csv)
  const counts = await compareRates(work, entity, rates)
  const applied = apply && refused.length === 0 && counts.created + counts.changed > 0
  if (applied) {
    await writeRates(work, entity, rates)
    audit(work, { action: "pricing.tax_rates_imported", subjectKind: "tax_rate", subjectId: String(entity), after: { tenantId: entity, ...counts } })
  }
  return { ...counts, refused, applied }
}

function readRates(csv: string): { rates: KeptRate[]; refused: RefusedRate[] } {
  const [seen, rates, refused]: [Set<string>, KeptRate[], RefusedRate[]] = [new Set(), [], []]
  for (const { record, info: { lines: line } } of rowsOf(csv)) {
    const given = Object.fromEntries(TAX_RATE_COLUMNS.map((column) => [column, record[column] ?? ""]))
    const read = KeptRate.safeParse({ ...given, postal_to: given["postal_to"] || given["postal_from"], percent: (given["percent"] ?? "").replace(",", ".") })
    if (!read.success) {
      const field = String(read.error.issues[0]?.path[0] ?? "")
      refused.push({ line, refused: "pricing.tax_rate_is_malformed", facts: { field, value: given[field] ?? "" } })
      continue
    }
    const key = keyOfRate(read.data)
    if (seen.has(key)) refused.push({ line, refused: "pricing.tax_rate_is_twice", facts: { place: placeOf(read.data) } })
    else rates.push(read.data)
    seen.add(key)
  }
  return { rates, refused }
}

/** How a message names where a rate holds. */
export const placeOf = ({ country, region, locality }: Pick<KeptRate, "country" | "region" | "locality">): string => locality || (region ? `${country}-${region}` : country)

function rowsOf(csv: string): readonly CsvRow[] {
  const columns = TAX_RATE_COLUMNS.filter((column) => !OPTIONAL.has(column))
  const rows = csvRows(csv, columns, MOST_ROWS)
  if (!rows) throw new Refusal("pricing.tax_file_is_malformed", "invalid", { columns: columns.join(", "), most: MOST_ROWS })
  return rows
}
