import { Refusal } from "@entrepot/kernel"
import { unpacked } from "./bytes.ts"
import type { Delimiter } from "./delimiter.ts"
import { decoded, type Encoding } from "./encoding.ts"
import { assertTabular, type FileKind } from "./file-kind.ts"
import { detectHeader, type Header } from "./header.ts"
import { records, type FileRecord } from "./records.ts"
import { survey } from "./survey.ts"

/** How to read a file: found out once, when it arrives, and kept with it. */
export type Layout = {
  readonly kind: FileKind
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  readonly headerLine: number
  readonly names: readonly string[]
  /** What somebody should know about the file as a whole. */
  readonly notices: readonly { readonly code: string; readonly facts: Readonly<Record<string, string>> }[]
}

/** `rows` below the header, counted over the whole file; `sample` holds the first of them. */
export type Inspection = { readonly layout: Layout; readonly sample: readonly FileRecord[]; readonly rows: number }

export const SAMPLE_ROWS = 200
const HEADER_WITHIN = 20

/**
 * Looks at a whole file once as it passes by: what it is, how it is encoded and cut, its header, its first rows and how many
 * there are. Refuses what is no CSV, what is empty, and a header with nothing below it (`integrations.file_has_no_rows`).
 */
export async function inspect(bytes: AsyncIterable<Uint8Array>): Promise<Inspection> {
  const { kind, encoding, head, complete, delimiter, rows } = await survey(bytes)
  assertTabular(head)
  const first = await firstRecords(head, delimiter, complete)
  const header = detectHeader(first.slice(0, HEADER_WITHIN))
  const sample = first.filter(({ line }) => line > header.line)
  if (sample.length === 0) throw new Refusal("integrations.file_has_no_rows", "invalid")
  const layout = { kind, encoding, delimiter, headerLine: header.line, names: header.names, notices: noticesOf(encoding, header) }
  return { layout, sample: sample.slice(0, SAMPLE_ROWS), rows: Math.max(rows - (first.length - sample.length), sample.length) }
}

/** The rows below the header. */
export async function* rowsBelow(bytes: AsyncIterable<Uint8Array>, { kind, encoding, delimiter, headerLine }: Layout): AsyncGenerator<FileRecord> {
  for await (const record of records(decoded(unpacked(bytes, kind), encoding), delimiter)) if (record.line > headerLine) yield record
}

/** Enough rows for header and sample; one that the head cuts off is left out, and what is wrong further down is found later. */
async function firstRecords(head: string, delimiter: Delimiter, complete: boolean): Promise<FileRecord[]> {
  const whole = complete ? head : head.slice(0, Math.max(head.lastIndexOf("\n"), head.lastIndexOf("\r")) + 1)
  const found: FileRecord[] = []
  try {
    for await (const record of records(once(whole), delimiter)) {
      found.push(record)
      if (found.length === SAMPLE_ROWS + HEADER_WITHIN) break
    }
  } catch (error) {
    if (complete || found.length === 0) throw error
  }
  return found
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

function noticesOf(encoding: Encoding, header: Header): Layout["notices"] {
  return [
    ...(encoding === "windows-1252" ? [{ code: "integrations.text_is_not_utf8", facts: { encoding: "Windows-1252" } }] : []),
    ...(header.line === 0 ? [{ code: "integrations.file_has_no_header", facts: {} }] : []),
    ...(header.line > 1 ? [{ code: "integrations.lines_above_the_header", facts: { line: String(header.line) } }] : []),
    ...(header.repeated.length > 0 ? [{ code: "integrations.headers_repeat", facts: { headers: header.repeated.join(", ") } }] : []),
  ]
}
