import { scoped, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../../../tenancy/index.ts"
import { ImportOptions, SaveMapping, StartImport, SuggestMapping, type ImportKind, type Mapping } from "../contract.ts"
import { mappingFaults, type Problem } from "../map/map-record.ts"
import { suggestMapping as suggest, suggestSeparator } from "../map/suggest.ts"
import { getRun, keepMapping, lockRun, sampleOf, type ImportRun } from "./import-run.db.ts"
import { findProfile } from "./profiles.ts"

export type MappingSuggestion = {
  readonly kind: ImportKind
  readonly mapping: Mapping
  readonly options: ImportOptions
  /** kept: left here earlier; profile: remembered from a file with the same header; suggested: read from names and cells. */
  readonly source: "kept" | "profile" | "suggested"
  readonly profileName: string | null
  readonly faults: readonly Problem[]
}

/** Begins the mapping of an uploaded file, or goes on with it: what was left, what is remembered, or a suggestion. */
export async function startImport(work: Work, input: StartImport): Promise<MappingSuggestion> {
  authorize(work, "network.import.run")
  const { runId, kind } = StartImport.parse(input)
  const run = await getRun(work, runId)
  if (kind && kind !== run.kind && MAPPABLE.has(run.status)) await scopedUpdate(work, "integrations.import_run").set({ kind }).where("run_id", "=", runId).execute()
  const wanted = kind ?? run.kind
  if (run.mapping && wanted === run.kind) {
    return { kind: wanted, mapping: run.mapping, options: run.options, source: "kept", profileName: null, faults: mappingFaults(wanted, run.mapping, run.layout.names.length) }
  }
  return suggestFor(work, run, wanted)
}

/** What the columns of this file would mean as another kind; a remembered mapping of the same header comes first. */
export async function suggestMapping(work: Work, input: SuggestMapping): Promise<MappingSuggestion> {
  authorize(work, "network.import.run")
  const { runId, kind } = SuggestMapping.parse(input)
  return suggestFor(work, await getRun(work, runId), kind)
}

async function suggestFor(work: Work, run: ImportRun, kind: ImportKind): Promise<MappingSuggestion> {
  const { names } = run.layout
  const profile = await findProfile(work, kind, run.headerHash)
  if (profile) return { kind, mapping: profile.mapping, options: profile.options, source: "profile", profileName: profile.name, faults: mappingFaults(kind, profile.mapping, names.length) }
  const [rows, network] = await Promise.all([sampleOf(work, run.runId), scoped(work, "tenancy.network").select("currency").executeTakeFirstOrThrow()])
  const columns = { names, rows: rows.map(({ cells }) => cells) }
  const mapping = suggest(kind, columns, { currency: network.currency })
  return { kind, mapping, options: ImportOptions.parse({ categorySeparator: suggestSeparator(mapping, columns) }), source: "suggested", profileName: null, faults: mappingFaults(kind, mapping, names.length) }
}

/** A run in these states may be mapped anew; one that failed was never applied, so it may be tried again. */
const MAPPABLE: ReadonlySet<string> = new Set(["uploaded", "mapped", "failed"])

/** Refuses `integrations.import_is_under_way` for a run that waits, runs or has ended, and for a file that is no longer kept. */
export async function lockMappable(work: Work, runId: string): Promise<ImportRun> {
  const run = await lockRun(work, runId)
  if (!MAPPABLE.has(run.status) || run.fileHash === "") throw new Refusal("integrations.import_is_under_way", "conflict", { status: run.status })
  return run
}

/** Leaves a mapping with its run, complete or not. */
export async function saveMapping(work: Work, input: SaveMapping): Promise<readonly Problem[]> {
  authorize(work, "network.import.run")
  const { runId, kind, mapping, options } = SaveMapping.parse(input)
  const run = await lockMappable(work, runId)
  await keepMapping(work, runId, { kind, mapping, options, status: "mapped" })
  return mappingFaults(kind, mapping, run.layout.names.length)
}
