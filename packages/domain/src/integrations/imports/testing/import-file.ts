import type { StaffName, World } from "../../../testing/index.ts"
import type { ImportKind, ImportOptions, Mapping } from "../contract.ts"
import { getImport, queueImport, receiveUpload, runImport, startImport, type ImportState } from "../index.ts"
import { NETWORK_ID } from "../../../testing/index.ts"
import { fileOf } from "./text.ts"

export type Ask = { readonly kind?: ImportKind; readonly who?: StaffName; readonly mapping?: (suggested: Mapping) => Mapping; readonly options?: Partial<ImportOptions>; readonly remember?: string; readonly fileName?: string }

/** As a steward would: upload, take the suggested mapping (or change it), queue. Answers the run's id. */
export async function queueFile(world: World, bytes: AsyncIterable<Uint8Array> | string, { kind, who = "wanda", mapping = (suggested) => suggested, options = {}, remember, fileName = "test.csv" }: Ask = {}): Promise<string> {
  const inWork = <T>(task: Parameters<typeof world.network<T>>[1]) => world.network<T>(who, task)
  const { runId } = await receiveUpload(inWork, { fileName, bytes: typeof bytes === "string" ? fileOf(bytes) : bytes })
  const suggestion = await inWork((work) => startImport(work, { runId, ...(kind ? { kind } : {}) }))
  await inWork((work) => queueImport(work, { runId, kind: suggestion.kind, mapping: mapping(suggestion.mapping), options: { ...suggestion.options, ...options }, ...(remember ? { remember } : {}) }))
  return runId
}

/** And then the worker. */
export async function importFile(world: World, bytes: AsyncIterable<Uint8Array> | string, ask: Ask = {}): Promise<ImportState> {
  const runId = await queueFile(world, bytes, ask)
  await runImport(world.database.pools, { networkId: NETWORK_ID, runId })
  return world.network(ask.who ?? "wanda", (work) => getImport(work, { runId }))
}
