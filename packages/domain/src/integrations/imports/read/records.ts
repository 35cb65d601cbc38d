import { pipeline, Readable } from "node:stream"
import { parse } from "csv-parse"
import { Refusal } from "@entrepot/kernel"

/** One row of a file: `line` is where it begins, counted from 1 as an editor does. */
export type FileRecord = { readonly line: number; readonly cells: readonly string[] }

const LONGEST_RECORD = 1_000_000

/**
 * The rows of CSV text; quoted fields may hold delimiters, doubled quotes and line ends. Rows whose cells are all empty are
 * passed over. Refuses `integrations.quote_is_not_closed` with the line on which the row begins.
 */
export async function* records(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<FileRecord> {
  // The parser's own count takes a CRLF inside quotes for two lines.
  let nextLine = 1
  const parser = parse({
    delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true,
    record_delimiter: ["\r\n", "\n", "\r"], max_record_size: LONGEST_RECORD,
    on_record: (cells, { empty_lines: emptyLines }) => {
      const line = nextLine + emptyLines
      nextLine += 1 + lineEndsIn(cells)
      return cells.some((cell) => cell !== "") ? ({ line, cells } satisfies FileRecord as unknown as string[]) : null
    },
  })
  pipeline(Readable.from(text), parser, () => undefined)
  try {
    yield* parser as AsyncIterable<FileRecord>
  } catch (error) {
    throw explained(error, nextLine + parser.info.empty_lines)
  }
}

function lineEndsIn(record: readonly string[]): number {
  let ends = 0
  for (const cell of record) if (cell.includes("\n") || cell.includes("\r")) ends += cell.match(/\r\n|\n|\r/g)?.length ?? 0
  return ends
}

function explained(error: unknown, line: number): unknown {
  const code = (error as { code?: string }).code
  if (code === "CSV_QUOTE_NOT_CLOSED" || code === "CSV_MAX_RECORD_SIZE") return new Refusal("integrations.quote_is_not_closed", "invalid", { line })
  return error
}
