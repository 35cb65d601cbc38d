import { authorize } from "../../../tenancy/index.ts"
import { messages } from "../messages.ts"
import type { Problem } from "../map/map-record.ts"
import { reasonIn } from "../reasons.ts"
import { getRun } from "./import-run.db.ts"
import { refusalsAfter, type RefusedRow } from "./list-imports.ts"
import type { InWork } from "./receive-upload.ts"
import type { Verdict } from "./staging.db.ts"

export type RefusalsFile = { readonly fileName: string; readonly lines: AsyncGenerator<string> }
export type RefusalsAsk = { readonly runId: string; readonly locale: keyof typeof messages; readonly verdict?: Verdict; readonly reasonOf?: (problem: Problem) => string }

/**
 * The refused rows as they were sent, each with its line and why, as CSV in the file's own delimiter: mend it, and import it
 * again. Streams in pages, so that a file of mistakes of any length costs no memory. The last two columns are ours.
 */
export async function refusalsCsv(inWork: InWork, { runId, locale, verdict = "refused", reasonOf = reasonIn(locale) }: RefusalsAsk): Promise<RefusalsFile> {
  const run = await inWork((work) => {
    authorize(work, "network.import.run")
    return getRun(work, runId)
  })
  const { delimiter = ",", names = [] } = run.layout
  const own = [messages[locale]["integrations.import_column.line"], messages[locale]["integrations.import_column.reason"]]
  const write = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter) + "\r\n"
  async function* lines(): AsyncGenerator<string> {
    yield `\ufeff${write([...names, ...own])}`
    for await (const rows of linesOf(inWork, runId, verdict)) {
      const { line, raw } = rows[0]!
      yield write([...names.map((_, column) => raw[column] ?? ""), String(line), [...new Set(rows.map(reasonOf))].join(" | ")])
    }
  }
  return { fileName: `${run.fileName.replace(/(\.csv|\.txt|\.tsv)?(\.gz)?$/i, "")}-${verdict}.csv`, lines: lines() }
}

const PAGE = 1_000

/** Everything about one line together, however many things are wrong with it. */
async function* linesOf(inWork: InWork, runId: string, verdict: Verdict): AsyncGenerator<RefusedRow[]> {
  let afterLine = 0
  for (;;) {
    const rows = await inWork((work) => refusalsAfter(work, runId, verdict, afterLine, PAGE))
    const lastLine = rows.at(-1)?.line
    const byLine = new Map<number, RefusedRow[]>()
    for (const row of rows) byLine.set(row.line, [...(byLine.get(row.line) ?? []), row])
    if (rows.length === PAGE && byLine.size > 1) byLine.delete(lastLine!)
    yield* byLine.values()
    if (rows.length < PAGE) return
    afterLine = [...byLine.keys()].at(-1)!
  }
}
