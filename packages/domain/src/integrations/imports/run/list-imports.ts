import { scoped, type Work } from "@entrepot/db"
import { authorize } from "../../../tenancy/index.ts"
import { GetImport, ListImports, ListRefusals } from "../contract.ts"
import { getRun, RUN_COLUMNS, toRun, type ImportRun } from "./import-run.db.ts"
import type { Verdict } from "./staging.db.ts"

/** The newest imports first; `before` is the creation time of the last one that was seen. */
export async function listImports(work: Work, input: ListImports = {}): Promise<ImportRun[]> {
  authorize(work, "network.import.run")
  const { before, limit } = ListImports.parse(input)
  const newest = scoped(work, "integrations.import_run").select(RUN_COLUMNS).orderBy("created_at", "desc").limit(limit)
  return (await (before ? newest.where("created_at", "<", before as never) : newest).execute()).map(toRun)
}

export type ImportState = ImportRun & {
  /** Between 0 and 1: reading is counted for the first half, applying for the second. */
  readonly progress: number
  /** The last run that applied this very file, byte for byte. */
  readonly sameFile: { readonly runId: string; readonly finishedAt: string } | null
}

/** One import as it stands, for a screen that was left and found again. */
export async function getImport(work: Work, input: GetImport): Promise<ImportState> {
  authorize(work, "network.import.run")
  const run = await getRun(work, GetImport.parse(input).runId)
  const same = run.fileHash === "" ? undefined : await scoped(work, "integrations.import_run").select(["run_id as runId", "finished_at as finishedAt"])
    .where("file_hash", "=", run.fileHash).where("status", "=", "applied").where("run_id", "<>", run.runId).orderBy("finished_at", "desc").limit(1).executeTakeFirst()
  return { ...run, progress: progressOf(run), sameFile: same?.finishedAt ? { runId: same.runId, finishedAt: (same.finishedAt as unknown as Date).toISOString() } : null }
}

function progressOf({ status, phase, rowsTotal, rowsRead, rowsAccepted, rowsApplied }: ImportRun): number {
  if (status === "applied") return 1
  const share = (done: number, of: number) => (of === 0 ? 0 : Math.min(done / of, 1))
  return phase === "applying" ? 0.5 + share(rowsApplied, rowsAccepted) / 2 : share(rowsRead, rowsTotal) / 2
}

export type RefusedRow = { readonly line: number; readonly code: string; readonly field: string; readonly facts: Readonly<Record<string, string>>; readonly raw: readonly string[] }

/** What was refused, or taken with a remark, in the order of the file; `afterLine` is the last line that was seen. Whole lines only. */
export async function listRefusals(work: Work, input: ListRefusals): Promise<{ rows: RefusedRow[]; nextAfterLine: number | null }> {
  authorize(work, "network.import.run")
  const { runId, verdict, code, afterLine, limit } = ListRefusals.parse(input)
  const rows = await refusalsAfter(work, runId, verdict, afterLine, limit + 1, code)
  if (rows.length <= limit) return { rows, nextAfterLine: null }
  const lastLine = rows[limit]!.line
  const whole = rows.filter(({ line }) => line < lastLine)
  const page = whole.length > 0 ? whole : rows.slice(0, limit)
  return { rows: page, nextAfterLine: page.at(-1)!.line }
}

export async function refusalsAfter(work: Work, runId: string, verdict: Verdict, afterLine: number, limit: number, code?: string): Promise<RefusedRow[]> {
  const inOrder = scoped(work, "integrations.import_refusal").select(["line", "code", "field", "facts", "raw"]).where("run_id", "=", runId).where("verdict", "=", verdict)
    .where("line", ">", afterLine).orderBy("line").orderBy("code").orderBy("field").limit(limit)
  return (await (code ? inOrder.where("code", "=", code) : inOrder).execute()) as unknown as RefusedRow[]
}
