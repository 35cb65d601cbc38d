import { z } from "zod"
import { audit, type Work } from "@entrepot/db"
import { quantity, Refusal } from "@entrepot/kernel"
import { Day, ImportIndexValues, type IndexFrequency } from "./contract.ts"
import { csvRows, type CsvRow } from "./csv-rows.ts"
import { authorizeIndexSeries, lockIndexSeries, todayHere } from "./index-series.db.ts"
import { periodOf } from "./index-periods.ts"
import type { IndexSeries, IndexValue } from "./index-series.ts"
import { nextValue, writeIndexValues, type NextValue, type ValueRefused } from "./publish-index-value.ts"

/** The columns of a file, by the names of their header. A period is 2026-03 or 2026-Q1, or any day of it. */
export const INDEX_VALUE_COLUMNS = ["period", "value", "published"] as const
const MOST_ROWS = 5_000

/** `line` is the file's, its header being the first. */
export type RefusedValue = { readonly line: number; readonly refused: `pricing.${"index_line_is_malformed" | "index_period_is_twice" | ValueRefused}`; readonly facts: Readonly<Record<string, string>> }
export type IndexImport = { readonly published: number; readonly corrected: number; readonly unchanged: number; readonly refused: readonly RefusedValue[]; readonly applied: boolean }

/**
 * Takes a series' values from CSV: what is new is published, what is another is a correction, what is the same stays. All or nothing: a refused line keeps the others
 * out, and so does a dry run. Refuses `pricing.index_file_is_malformed` and what `lockIndexSeries` refuses.
 */
export async function importIndexValues(work: Work, input: ImportIndexValues): Promise<IndexImport> {
  authorizeIndexSeries(work)
  const { seriesId, csv, apply } = ImportIndexValues.parse(input)
  const [series, today] = [await lockIndexSeries(work, seriesId), await todayHere(work)]
  const { values, unchanged, refused } = readValues(series, csv, today)
  const counts = { published: values.filter(({ version }) => version === 1).length, corrected: values.filter(({ version }) => version > 1).length, unchanged }
  const applied = apply && refused.length === 0 && values.length > 0
  if (applied) {
    await writeIndexValues(work, seriesId, values)
    audit(work, { action: "pricing.index_values_imported", subjectKind: "index_series", subjectId: seriesId, after: { code: series.code, ...counts } })
  }
  return { ...counts, refused, applied }
}

const Row = z.object({ period: Day, value: z.string().regex(/^\d{1,12}(\.\d{1,6})?$/).refine((text) => /[1-9]/.test(text)), published: Day })

function readValues(series: Pick<IndexSeries, "frequency" | "values">, csv: string, today: string): { values: NextValue[]; unchanged: number; refused: RefusedValue[] } {
  const [seen, values, refused] = [new Set<string>(), [] as NextValue[], [] as RefusedValue[]]
  let unchanged = 0
  for (const { record, info: { lines: line } } of rowsOf(csv)) {
    const given = { period: dayOf(record.period ?? "", series.frequency), value: (record.value ?? "").replace(",", "."), published: record.published ?? "" }
    const read = Row.safeParse(given)
    if (!read.success) {
      const field = String(read.error.issues[0]?.path[0] ?? "")
      refused.push({ line, refused: "pricing.index_line_is_malformed", facts: { field, value: record[field] ?? "" } })
      continue
    }
    const { period, value, published: publishedOn } = read.data
    const next = nextValue(series, { period, value, publishedOn, reason: "" }, today)
    const key = periodOf(series.frequency, period)
    if (seen.has(key)) refused.push({ line, refused: "pricing.index_period_is_twice", facts: { period: record.period ?? "" } })
    else if (!("refused" in next)) values.push(next)
    else if (next.refused === "index_value_is_the_same") unchanged += 1
    else if (isHistory(series.values, key, value)) unchanged += 1
    else refused.push({ line, refused: `pricing.${next.refused}`, facts: { period: record.period ?? "", published: publishedOn } })
    seen.add(key)
  }
  return { values, unchanged, refused }
}

/** A file that was sent before a correction says what is known to have been said. */
const isHistory = (values: readonly IndexValue[], period: string, value: string) => values.some((one) => one.period === period && one.value === (quantity(value) as string))

function rowsOf(csv: string): readonly CsvRow[] {
  const rows = csvRows(csv, INDEX_VALUE_COLUMNS, MOST_ROWS)
  if (!rows) throw new Refusal("pricing.index_file_is_malformed", "invalid", { columns: INDEX_VALUE_COLUMNS.join(", "), most: MOST_ROWS })
  return rows
}

/** Its first day, where a period is written as one; anything else is left to be refused. */
function dayOf(text: string, frequency: IndexFrequency): string {
  const quarter = /^(\d{4})-?Q([1-4])$/i.exec(text)
  if (quarter && frequency === "quarterly") return `${quarter[1]}-${String((Number(quarter[2]) - 1) * 3 + 1).padStart(2, "0")}-01`
  return /^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text
}
