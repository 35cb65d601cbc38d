import { createHash } from "node:crypto"
import type { Updateable } from "kysely"
import { actorRecord, json, scopedInsert, scopedUpdate, type Database, type Work } from "@entrepot/db"
import { isRefusal, newId, Refusal } from "@entrepot/kernel"
import { authorize } from "../../../tenancy/index.ts"
import type { ImportKind } from "../contract.ts"
import { suggestKind } from "../map/suggest.ts"
import { inPieces, MOST_BYTES } from "../read/bytes.ts"
import { headerHash } from "../read/header.ts"
import { inspect } from "../read/layout.ts"
import { clearAbandoned } from "./clear-abandoned.ts"
import { discardFile } from "./import-run.db.ts"

/** Opens one short unit of work: an upload takes as long as the sender's line, and holds no transaction meanwhile. */
export type InWork = <T>(task: (work: Work) => Promise<T>) => Promise<T>

export type ReceivedUpload = { readonly runId: string; readonly kind: ImportKind; readonly rows: number; readonly fileSize: number }

const PIECE_BYTES = 1024 * 1024
const LONGEST_NAME = 200

/**
 * Takes a file as it streams in, keeps it in pieces of a mebibyte, and finds out how to read it, in constant memory. Refuses
 * `integrations.file_is_too_large` (over 200 MB), `file_is_empty`, `file_is_not_csv`, `file_has_no_rows`, `gzip_is_damaged`; a
 * refused file, or one whose sender went away, is kept as a failed run that says why, without its bytes.
 */
export async function receiveUpload(inWork: InWork, { fileName, bytes }: { fileName: string; bytes: AsyncIterable<Uint8Array> }): Promise<ReceivedUpload> {
  const runId = await inWork((work) => openRun(work, fileName))
  const hash = createHash("sha256")
  const kept = { size: 0 }
  try {
    const { layout, sample, rows } = await inspect(keeping(inWork, runId, bytes, (piece) => { hash.update(piece); kept.size += piece.length }))
    const kind = suggestKind(layout)
    await inWork((work) => finishRun(work, runId, {
      kind, file_size: BigInt(kept.size), file_hash: hash.digest("hex"), status: "uploaded", layout: json(layout), header_hash: headerHash(layout.names), sample: json(sample), rows_total: rows,
    }))
    return { runId, kind, rows, fileSize: kept.size }
  } catch (error) {
    const refusal = isRefusal(error) ? error : new Refusal("integrations.upload_broke_off", "invalid")
    // The reason is what the sender needs; that the list cannot say it now must not hide it.
    await inWork((work) => failRun(work, runId, refusal)).catch(() => undefined)
    throw error
  }
}

async function openRun(work: Work, fileName: string): Promise<string> {
  authorize(work, "network.import.run")
  await clearAbandoned(work)
  const runId = newId(work.now.epochMilliseconds)
  const name = fileName.replace(/^.*[/\\]/, "").replace(/\p{Cc}/gu, "").slice(0, LONGEST_NAME) || "import.csv"
  await scopedInsert(work, "integrations.import_run", {
    run_id: runId, kind: "catalogue", file_name: name, file_size: 0n, file_hash: "", status: "uploading", actor: json(actorRecord(work.actor)), created_at: new Date(work.now.epochMilliseconds).toISOString(),
  }).execute()
  return runId
}

/** Passes the pieces on after each is safe; stops at the first byte too many. */
async function* keeping(inWork: InWork, runId: string, bytes: AsyncIterable<Uint8Array>, see: (piece: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  let position = 0
  let size = 0
  for await (const piece of inPieces(bytes, PIECE_BYTES)) {
    size += piece.length
    if (size > MOST_BYTES) throw new Refusal("integrations.file_is_too_large", "invalid", { megabytes: MOST_BYTES / 1024 / 1024 })
    see(piece)
    const chunk = { run_id: runId, position: position++, bytes: Buffer.from(piece) }
    await inWork((work) => scopedInsert(work, "integrations.import_chunk", chunk).execute())
    yield piece
  }
}

async function finishRun(work: Work, runId: string, values: Updateable<Database["integrations.import_run"]>): Promise<void> {
  await scopedUpdate(work, "integrations.import_run").set(values).where("run_id", "=", runId).where("status", "=", "uploading").execute()
}

async function failRun(work: Work, runId: string, { code, facts }: Refusal): Promise<void> {
  await finishRun(work, runId, { status: "failed", error: json({ code, facts }), finished_at: work.now.toString() })
  await discardFile(work, runId)
}
