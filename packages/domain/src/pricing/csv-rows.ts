import { parse } from "csv-parse/sync"

/** A row by the names of the header, and the line that it begins on in the file, the header being the first. */
export type CsvRow = { readonly record: Readonly<Record<string, string>>; readonly info: { readonly lines: number } }

/** The rows of a file with a header; undefined where it cannot be read, has none or more than `most`, or lacks one of the columns. */
export function csvRows(csv: string, columns: readonly string[], most: number): readonly CsvRow[] | undefined {
  try {
    const rows = parse(csv, { bom: true, columns: true, skip_empty_lines: true, trim: true, relax_column_count: true, info: true, delimiter: delimiterOf(csv) }) as unknown as readonly CsvRow[]
    return rows.length === 0 || rows.length > most || columns.some((column) => !(column in rows[0]!.record)) ? undefined : rows
  } catch {
    return undefined
  }
}

/** The header's: where a comma is the decimal sign, something else parts the columns. */
const delimiterOf = (csv: string) => [";", "\t"].find((sign) => csv.slice(0, csv.indexOf("\n")).includes(sign)) ?? ","
