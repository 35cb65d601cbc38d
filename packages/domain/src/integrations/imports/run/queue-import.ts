import { actorRecord, audit, enqueue, json, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../../../tenancy/index.ts"
import { CancelImport, QueueImport, type ImportKind } from "../contract.ts"
import { mappingFaults } from "../map/map-record.ts"
import { discardFile, keepMapping, lockRun } from "./import-run.db.ts"
import { lockMappable } from "./map-import.ts"
import { rememberProfile } from "./profiles.ts"

/** Hands an import to the worker. Refuses `integrations.mapping_is_incomplete` with what is missing. */
export async function queueImport(work: Work, input: QueueImport): Promise<void> {
  const { runId, kind, mapping, options, remember } = QueueImport.parse(input)
  authorizeKind(work, kind)
  const run = await lockMappable(work, runId)
  const faults = mappingFaults(kind, mapping, run.layout.names.length)
  if (faults.length > 0) throw new Refusal("integrations.mapping_is_incomplete", "invalid", { faults: faults.map(({ code, field }) => ({ code, field })) })
  await keepMapping(work, runId, { kind, mapping, options, status: "queued" })
  await scopedUpdate(work, "integrations.import_run").set({ actor: json(actorRecord(work.actor)) }).where("run_id", "=", runId).execute()
  if (remember) await rememberProfile(work, { kind, name: remember, headerHash: run.headerHash, mapping, options })
  enqueue(work, { task: "run_import", payload: { runId }, key: `import:${runId}` })
  audit(work, { action: "integrations.import_queued", subjectKind: "import", subjectId: runId, tenantId: 0, after: { kind, fileName: run.fileName, fileHash: run.fileHash } })
}

/** An import does what its kind does to products and prices; whoever may not do that by hand may not do it by file. */
export function authorizeKind(work: Work, kind: ImportKind): void {
  authorize(work, "network.import.run")
  if (kind !== "prices") authorize(work, "network.product.manage")
  if (kind !== "packages") authorize(work, "network.price.manage")
}

/**
 * Stops an import wherever it is, even while it is being applied: what was not committed is undone. One that has been applied
 * is refused (`integrations.import_has_ended`); cancelling twice is no mistake.
 */
export async function cancelImport(work: Work, input: CancelImport): Promise<void> {
  authorize(work, "network.import.run")
  const { runId } = CancelImport.parse(input)
  const run = await lockRun(work, runId)
  if (run.status === "cancelled") return
  if (run.status === "applied") throw new Refusal("integrations.import_has_ended", "conflict", { status: run.status })
  await scopedUpdate(work, "integrations.import_run").set({ status: "cancelled", phase: null, finished_at: work.now.toString() }).where("run_id", "=", runId).execute()
  await discardFile(work, runId)
  audit(work, { action: "integrations.import_cancelled", subjectKind: "import", subjectId: runId, tenantId: 0 })
}
