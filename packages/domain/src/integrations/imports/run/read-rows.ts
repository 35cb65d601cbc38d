import { canonicalJson, type JsonValue } from "@entrepot/kernel"
import { judgeFor } from "../kinds/judge.ts"
import { SalesGathering } from "../kinds/sales-lines.ts"
import type { SalesLine } from "../kinds/row.ts"
import { problem, type Problem } from "../map/map-record.ts"
import { rowsBelow } from "../read/layout.ts"
import type { FileRecord } from "../read/records.ts"
import type { Attempt } from "./attempt.ts"
import { chunksOf, stageRows, writeRemarks, type Remark, type StagedRow } from "./staging.db.ts"

const BATCH = 1_000

/** First half of an import: every row is judged and put aside, or refused with its line. Short transactions, constant memory. */
export async function readRows(attempt: Attempt): Promise<void> {
  const { run } = attempt
  const judge = judgeFor(run.kind, run.mapping!, run.options, run.layout.names.length)
  const gathering = run.kind === "sales_lines" ? new SalesGathering() : undefined
  const batch = new Batch(attempt)
  const bytes = chunksOf((task) => attempt.inWork(task, { mode: "read" }), run.runId)
  for await (const record of rowsBelow(bytes, run.layout)) {
    const verdict = judge(record)
    attempt.counts.read++
    batch.remark("noticed", record, verdict.noticed)
    if ("refused" in verdict) batch.refuse(record, verdict.refused)
    else if (gathering) {
      attempt.counts.accepted++
      gathering.add(record, verdict.row as SalesLine)
    } else batch.stage(record, verdict.key, verdict.row)
    if (attempt.counts.read % BATCH === 0) await batch.write()
  }
  for (const product of gathering?.derived() ?? []) {
    batch.remark("noticed", product.record, product.noticed)
    batch.putAside(product.record, product.key, product.row)
    if (batch.size >= BATCH) await batch.write()
  }
  await batch.write()
}

/** Rows and remarks that wait to be written together. */
class Batch {
  readonly #attempt: Attempt
  #rows = new Map<string, Entry>()
  #repeated: Entry[] = []
  #remarks: Remark[] = []

  constructor(attempt: Attempt) {
    this.#attempt = attempt
  }

  get size(): number {
    return this.#rows.size
  }

  refuse(record: FileRecord, problems: readonly Problem[]): void {
    this.#attempt.counts.refused++
    this.remark("refused", record, problems)
  }

  remark(verdict: Remark["verdict"], { line, cells }: FileRecord, problems: readonly Problem[]): void {
    for (const found of problems) {
      this.#attempt.counts.count(verdict, found.code)
      this.#remarks.push({ ...found, verdict, line, raw: cells })
    }
  }

  stage(record: FileRecord, key: string, row: unknown): void {
    this.#attempt.counts.accepted++
    this.putAside(record, key, row)
  }

  putAside(record: FileRecord, key: string, payload: unknown): void {
    const entry = { staged: { key, line: record.line, payload }, record }
    if (this.#rows.has(key)) this.#repeated.push(entry)
    else this.#rows.set(key, entry)
  }

  /** What follows from rows that repeat is counted only after the commit, so that a transaction that is tried again counts once. */
  async write(): Promise<void> {
    const { run, counts } = this.#attempt
    const repeats = await this.#attempt.inWork(async (work) => {
      await this.#attempt.keepProgress(work, "reading")
      const found = this.#remarksOn(await stageRows(work, run.runId, [...this.#rows.values()].map(({ staged }) => staged)))
      await writeRemarks(work, run.runId, [...this.#remarks, ...found])
      return found
    })
    for (const { verdict, code } of repeats) {
      counts.count(verdict, code)
      if (verdict === "refused") [counts.accepted, counts.refused] = [counts.accepted - 1, counts.refused + 1]
    }
    this.#rows = new Map()
    this.#repeated = []
    this.#remarks = []
  }

  /** The same row again is taken once and said; another row of the same meaning contradicts the first. `staged` came before this batch. */
  #remarksOn(staged: ReadonlyMap<string, StagedRow>): Remark[] {
    const repeats = [...[...this.#rows.values()].filter(({ staged: { key } }) => staged.has(key)), ...this.#repeated]
    return repeats.map(({ staged: { key, line, payload }, record: { cells } }) => {
      const first = staged.get(key) ?? this.#rows.get(key)!.staged
      const same = canonicalJson(first.payload as JsonValue) === canonicalJson(payload as JsonValue)
      return { ...problem(same ? "row_is_repeated" : "row_contradicts_another", "", { line: String(first.line) }), verdict: same ? "noticed" : "refused", line, raw: cells }
    })
  }
}

type Entry = { readonly staged: StagedRow; readonly record: FileRecord }

/** The cells of some lines, from the file itself: whoever mends a row wants to see it as it was sent. */
export async function cellsOfLines(attempt: Attempt, lines: ReadonlySet<number>): Promise<ReadonlyMap<number, readonly string[]>> {
  const found = new Map<number, readonly string[]>()
  if (lines.size === 0) return found
  const bytes = chunksOf((task) => attempt.inWork(task, { mode: "read" }), attempt.run.runId)
  for await (const { line, cells } of rowsBelow(bytes, attempt.run.layout)) {
    if (lines.has(line)) found.set(line, cells)
    if (found.size === lines.size) break
  }
  return found
}
