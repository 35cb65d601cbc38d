import { sql } from "kysely"
import { json, type Work } from "@entrepot/db"
import type { Problem } from "../map/map-record.ts"

export type StagedRow<T = unknown> = { readonly key: string; readonly line: number; readonly payload: T }
export type Verdict = "refused" | "noticed"
export type Remark = Problem & { readonly verdict: Verdict; readonly line: number; readonly raw: readonly string[] }

/** Puts rows aside until all of them are applied. Answers, by key, the rows that were there before and keep their place. */
export async function stageRows(work: Work, runId: string, rows: readonly StagedRow[]): Promise<ReadonlyMap<string, StagedRow>> {
  if (rows.length === 0) return new Map()
  const { rows: staged } = await sql<{ row_key: string }>`
    insert into integrations.import_row (network_id, run_id, row_key, line, payload)
    select ${work.scope.networkId}, ${runId}::uuid, r.key, r.line, r.payload from jsonb_to_recordset(${json(rows)}::jsonb) as r (key text, line integer, payload jsonb)
        on conflict do nothing returning row_key`.execute(work.db)
  if (staged.length === rows.length) return new Map()
  const fresh = new Set(staged.map(({ row_key }) => row_key))
  const late = rows.flatMap(({ key }) => (fresh.has(key) ? [] : [key]))
  const { rows: first } = await sql<StagedRow>`
    select row_key as key, line, payload from integrations.import_row where network_id = ${work.scope.networkId} and run_id = ${runId} and row_key = any(${late}::text[])`.execute(work.db)
  return new Map(first.map((row) => [row.key, row]))
}

export async function writeRemarks(work: Work, runId: string, remarks: readonly Remark[]): Promise<void> {
  if (remarks.length === 0) return
  await sql`
    insert into integrations.import_refusal (network_id, run_id, verdict, line, code, field, facts, raw)
    select ${work.scope.networkId}, ${runId}::uuid, r.verdict, r.line, r.code, r.field, r.facts, r.raw
      from jsonb_to_recordset(${json(remarks.map(storable))}::jsonb) as r (verdict text, line integer, code text, field text, facts jsonb, raw jsonb)
        on conflict do nothing`.execute(work.db)
}

/** A database keeps no NUL and no half of a letter, and nobody reads a cell of a million letters in a list of mistakes. */
function storable({ facts, raw, ...remark }: Remark): Remark {
  const kept = (text: string) => text.slice(0, 10_000).replaceAll("\u0000", "\ufffd").replace(HALF_A_LETTER, "\ufffd")
  return { ...remark, facts: Object.fromEntries(Object.entries(facts).map(([name, text]) => [name, kept(text)])), raw: raw.map(kept) }
}
const HALF_A_LETTER = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** The staged rows by key, whole groups at a time: `groupOf` tells which keys belong together. About a thousand rows each. */
export async function* stagedGroups<T>(work: Work, runId: string, groupOf: (key: string) => string, size = 1_000): AsyncGenerator<Map<string, StagedRow<T>[]>> {
  let after = ""
  let groups = new Map<string, StagedRow<T>[]>()
  for (;;) {
    const { rows } = await sql<StagedRow<T>>`
      select row_key as key, line, payload from integrations.import_row
       where network_id = ${work.scope.networkId} and run_id = ${runId} and row_key > ${after} order by row_key limit ${size}`.execute(work.db)
    for (const row of rows) {
      const group = groupOf(row.key)
      groups.set(group, [...(groups.get(group) ?? []), row])
    }
    if (rows.length < size) break
    after = rows.at(-1)!.key
    const last = groupOf(after)
    const unfinished = groups.get(last)!
    groups.delete(last)
    if (groups.size > 0) yield groups
    groups = new Map([[last, unfinished]])
  }
  if (groups.size > 0) yield groups
}

/** The file, a piece at a time, each in a short read of its own. */
export async function* chunksOf(inWork: <R>(task: (work: Work) => Promise<R>) => Promise<R>, runId: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const { rows } = await inWork((work) => sql<{ bytes: Buffer }>`
      select bytes from integrations.import_chunk where network_id = ${work.scope.networkId} and run_id = ${runId} and position = ${position}`.execute(work.db))
    if (!rows[0]) return
    yield rows[0].bytes
  }
}
