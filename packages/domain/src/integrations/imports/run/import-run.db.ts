import { sql } from "kysely"
import { json, scoped, scopedUpdate, type ActorRecord, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { ImportOptions, Mapping, type ImportKind, type ImportStatus } from "../contract.ts"
import type { Layout } from "../read/layout.ts"
import type { FileRecord } from "../read/records.ts"

/** How often each code was given, by verdict. */
export type CodeCounts = { readonly refused: Readonly<Record<string, number>>; readonly noticed: Readonly<Record<string, number>> }

/** What an import did, or would have done when it was only rehearsed. */
export type ImportSummary = Partial<{
  readonly codes: CodeCounts
  readonly products: { readonly created: number; readonly updated: number; readonly unchanged: number }
  readonly prices: { readonly created: number; readonly changed: number; readonly unchanged: number }
  readonly categoriesCreated: number
  readonly rehearsed: boolean
}>

/** One import as it is shown and passed on: instants are ISO text, sizes are bytes. */
export type ImportRun = {
  readonly runId: string
  readonly kind: ImportKind
  readonly fileName: string
  readonly fileSize: number
  readonly fileHash: string
  readonly status: ImportStatus
  readonly layout: Layout
  readonly headerHash: string
  readonly mapping: Mapping | null
  readonly options: ImportOptions
  readonly rowsTotal: number
  readonly rowsRead: number
  readonly rowsAccepted: number
  readonly rowsRefused: number
  readonly rowsApplied: number
  readonly phase: "reading" | "checking" | "applying" | null
  readonly attempt: number
  readonly summary: ImportSummary
  readonly error: { readonly code: string; readonly facts: Readonly<Record<string, string | number>> } | null
  readonly actor: ActorRecord
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
}

/** Without the sample rows, which only the mapping needs. */
export const RUN_COLUMNS = [
  "run_id as runId", "kind", "file_name as fileName", "file_size as fileSize", "file_hash as fileHash", "status", "layout", "header_hash as headerHash", "mapping", "options",
  "rows_total as rowsTotal", "rows_read as rowsRead", "rows_accepted as rowsAccepted", "rows_refused as rowsRefused", "rows_applied as rowsApplied", "phase", "attempt", "summary", "error", "actor",
  "created_at as createdAt", "started_at as startedAt", "finished_at as finishedAt",
] as const

export function toRun(row: unknown): ImportRun {
  const run = row as Omit<ImportRun, "fileSize" | "createdAt" | "startedAt" | "finishedAt"> & { fileSize: bigint; createdAt: Date; startedAt: Date | null; finishedAt: Date | null }
  const instants = { createdAt: run.createdAt.toISOString(), startedAt: run.startedAt?.toISOString() ?? null, finishedAt: run.finishedAt?.toISOString() ?? null }
  return { ...run, ...instants, fileSize: Number(run.fileSize), options: ImportOptions.parse(run.options), mapping: run.mapping && Mapping.parse(run.mapping) }
}

/** Refuses `integrations.import_not_found`. */
export async function getRun(work: Work, runId: string): Promise<ImportRun> {
  const row = await scoped(work, "integrations.import_run").select(RUN_COLUMNS).where("run_id", "=", runId).executeTakeFirst()
  if (!row) throw new Refusal("integrations.import_not_found", "not_found")
  return toRun(row)
}

/** Locks the run, so that queueing, cancelling and starting it happen one after the other. Refusals may be written meanwhile. */
export async function lockRun(work: Work, runId: string): Promise<ImportRun> {
  const row = await scoped(work, "integrations.import_run").select(RUN_COLUMNS).where("run_id", "=", runId).forNoKeyUpdate().executeTakeFirst()
  if (!row) throw new Refusal("integrations.import_not_found", "not_found")
  return toRun(row)
}

/** The first rows of the file, as they were read when it arrived. */
export async function sampleOf(work: Work, runId: string): Promise<readonly FileRecord[]> {
  const row = await scoped(work, "integrations.import_run").select("sample").where("run_id", "=", runId).executeTakeFirst()
  return (row?.sample ?? []) as unknown as FileRecord[]
}

/** The mapping must be of the file that was read, and a run that is on its way keeps the one that it has. */
export async function keepMapping(work: Work, runId: string, { kind, mapping, options, status }: { kind: ImportKind; mapping: Mapping; options: ImportOptions; status: "mapped" | "queued" }): Promise<void> {
  await scopedUpdate(work, "integrations.import_run")
    .set({ kind, mapping: json(mapping), options: json(options), status, error: null, summary: "{}", attempt: 0, phase: null, rows_read: 0, rows_accepted: 0, rows_refused: 0, rows_applied: 0, started_at: null, finished_at: null })
    .where("run_id", "=", runId).execute()
}

/** The file and the staged rows are only needed until the run has ended well; what was refused stays. */
export async function discardFile(work: Work, runId: string): Promise<void> {
  await sql`delete from integrations.import_row where network_id = ${work.scope.networkId} and run_id = ${runId}`.execute(work.db)
  await sql`delete from integrations.import_chunk where network_id = ${work.scope.networkId} and run_id = ${runId}`.execute(work.db)
}
