import { sql } from "kysely"
import { audit, automation, json, scoped, withWork, type AudiencePool, type Work } from "@entrepot/db"
import { businessDate, isRefusal, Refusal } from "@entrepot/kernel"
import { createLog } from "@entrepot/telemetry"
import { applyBatch, type Applied } from "./apply-batch.ts"
import { Attempt, claimRun, Overtaken } from "./attempt.ts"
import { CategoryBook } from "./categories.ts"
import { discardFile, getRun, type ImportRun, type ImportSummary } from "./import-run.db.ts"
import { cellsOfLines, readRows } from "./read-rows.ts"
import { stagedGroups, writeRemarks, type Remark } from "./staging.db.ts"

export type RunImport = { readonly networkId: number; readonly runId: string }

const MOST_ATTEMPTS = 5
const log = createLog("imports")

/**
 * Runs a queued import, as the worker: reads and judges every row in short transactions, then applies all accepted rows in one.
 * May be called again at any time, by anybody: a run that has ended is left alone, one that broke off begins anew, and two at once
 * cannot both finish. Expected failures end the run as failed with their code; others are thrown, so that the job is tried again.
 */
export async function runImport(pools: { readonly worker: AudiencePool }, { networkId, runId }: RunImport): Promise<void> {
  const inNetwork = <T>(task: (work: Work) => Promise<T>) => withWork(pools.worker, { audience: "worker", networkId }, automation("import"), task)
  const run = await inNetwork(async (work) => ((await claimRun(work, runId)) ? getRun(work, runId) : undefined))
  if (!run) return
  const attempt = new Attempt(pools.worker, networkId, run)
  try {
    if (run.attempt > MOST_ATTEMPTS) throw new Refusal("integrations.import_broke_off", "conflict", { attempts: MOST_ATTEMPTS })
    await readRows(attempt)
    await applyRows(attempt)
  } catch (error) {
    if (error instanceof Overtaken) return
    if (!isRefusal(error) || isPassing(error)) throw error
    await attempt.inWork((work) => fail(work, attempt, error)).catch(passOvertaken)
  }
}

/** Somebody saved the same products at this moment: the next try finds them as they are. */
function isPassing({ code, kind }: Refusal): boolean {
  return kind === "conflict" && !code.startsWith("integrations.")
}

function passOvertaken(error: unknown): void {
  if (!(error instanceof Overtaken)) throw error
}

async function fail(work: Work, attempt: Attempt, { code, facts }: Refusal): Promise<void> {
  const { runId } = attempt.run
  log.warn({ runId, code }, "an import failed")
  await attempt.finish(work, { status: "failed", error: json({ code, facts }), summary: json({ codes: attempt.counts.codes }) })
  await sql`delete from integrations.import_row where network_id = ${work.scope.networkId} and run_id = ${runId}`.execute(work.db)
  audit(work, { action: "integrations.import_failed", subjectKind: "import", subjectId: runId, tenantId: 0, after: { code } })
}

/** Thrown to undo everything that was written, after it has been seen what that would be. */
class Undo extends Error {
  readonly remarks: readonly Remark[]
  readonly summary: ImportSummary

  constructor(remarks: readonly Remark[], summary: ImportSummary) {
    super("undone on purpose")
    this.remarks = remarks
    this.summary = summary
  }
}

async function applyRows(attempt: Attempt): Promise<void> {
  const { counts, run: { options } } = attempt
  const before = { accepted: counts.accepted, refused: counts.refused, codes: structuredClone(counts.codes) }
  refuseIfAnyWas(attempt)
  try {
    await attempt.inWork(async (work) => {
      Object.assign(counts, { ...before, applied: 0, codes: structuredClone(before.codes) })
      const { remarks, summary } = await applyAll(work, attempt)
      if (options.rehearse || (options.allOrNothing && counts.refused > 0)) throw new Undo(remarks, summary)
      await conclude(work, attempt, remarks, summary)
    })
  } catch (error) {
    if (!(error instanceof Undo)) throw error
    await attempt.inWork((work) => concludeUndone(work, attempt, error))
    if (!options.rehearse) refuseIfAnyWas(attempt)
  }
}

function refuseIfAnyWas({ run, counts }: Attempt): void {
  if (run.options.allOrNothing && !run.options.rehearse && counts.refused > 0) throw new Refusal("integrations.rows_were_refused", "rule", { refused: counts.refused })
}

/** The one transaction: batch after batch, in the order of the products' numbers. Progress is written beside it, and seen at once. */
async function applyAll(work: Work, attempt: Attempt): Promise<{ remarks: Remark[]; summary: ImportSummary }> {
  const { run, counts } = attempt
  const { locale, zone } = await scoped(work, "tenancy.network").select(["locale", "zone"]).executeTakeFirstOrThrow()
  const categories = await CategoryBook.open(work, languageOf(run) ?? locale)
  const today = run.options.validFrom ?? businessDate(work.now, zone).toString()
  const total: Applied = { products: { created: 0, updated: 0, unchanged: 0 }, prices: { created: 0, changed: 0, unchanged: 0 } }
  const remarks: Remark[] = []
  for await (const groups of stagedGroups(work, run.runId, (key) => key.slice(0, key.indexOf(" ")))) {
    const outcome = await applyBatch(work, run.kind, groups, categories, today)
    addUp(total.products, outcome.products)
    addUp(total.prices, outcome.prices)
    remarks.push(...remarked(attempt, outcome))
    for (const rows of groups.values()) counts.applied += rows.length
    await attempt.inWork((beside) => attempt.keepProgress(beside, "applying"))
  }
  const cells = await cellsOfLines(attempt, new Set(remarks.map(({ line }) => line)))
  return { remarks: remarks.map((remark) => ({ ...remark, raw: cells.get(remark.line) ?? [] })), summary: { ...total, categoriesCreated: categories.created, codes: counts.codes } }
}

/** Rows are refused once however many things are wrong with them; sales lines were counted as lines, not as products. */
function remarked({ run, counts }: Attempt, { refused, noticed }: Awaited<ReturnType<typeof applyBatch>>): Remark[] {
  const rows = new Set(refused.map(({ key }) => key)).size
  if (run.kind !== "sales_lines") counts.accepted -= rows
  counts.refused += rows
  const remark = (verdict: Remark["verdict"]) => ({ line, problem }: (typeof refused)[number]): Remark => {
    counts.count(verdict, problem.code)
    return { ...problem, verdict, line, raw: [] }
  }
  return [...refused.map(remark("refused")), ...noticed.map(remark("noticed"))]
}

function addUp<T extends Record<string, number>>(total: T, part: T): void {
  for (const key of Object.keys(part) as (keyof T)[]) (total[key] as number) += part[key] as number
}

function languageOf(run: ImportRun): string | undefined {
  return run.mapping?.fields.find(({ field }) => field === "name")?.key
}

/** The run's own row comes first, as in cancelling, so that the two never wait for each other. */
async function conclude(work: Work, attempt: Attempt, remarks: readonly Remark[], summary: ImportSummary): Promise<void> {
  const { runId, kind } = attempt.run
  await attempt.finish(work, { status: "applied", summary: json(summary) })
  await writeRemarks(work, runId, remarks)
  await discardFile(work, runId)
  const { codes: _codes, ...counts } = summary
  audit(work, { action: "integrations.import_applied", subjectKind: "import", subjectId: runId, tenantId: 0, after: { kind, ...counts } })
}

async function concludeUndone(work: Work, attempt: Attempt, { remarks, summary }: Undo): Promise<void> {
  await attempt.keepProgress(work, "applying")
  await writeRemarks(work, attempt.run.runId, remarks)
  if (!attempt.run.options.rehearse) return
  await sql`delete from integrations.import_row where network_id = ${work.scope.networkId} and run_id = ${attempt.run.runId}`.execute(work.db)
  await attempt.finish(work, { status: "mapped", finished_at: null, summary: json({ ...summary, rehearsed: true }) })
}
