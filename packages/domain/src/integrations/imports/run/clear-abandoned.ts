import { sql } from "kysely"
import { json, scoped, type Work } from "@entrepot/db"

const UPLOAD_DAYS = 1
const FILE_DAYS = 30

/**
 * Whoever uploads next clears away what was left: an upload that stopped a day ago has broken off, and a file that nobody queued
 * or mended for thirty days is not kept longer. What became of each run stays in the list.
 */
export async function clearAbandoned(work: Work): Promise<void> {
  const { networkId } = work.scope
  const before = (days: number) => work.now.subtract({ hours: days * 24 }).toString()
  await sql`
    update integrations.import_run set status = 'failed', error = ${json({ code: "integrations.upload_broke_off", facts: {} })}::jsonb, finished_at = ${work.now.toString()}::timestamptz
     where network_id = ${networkId} and (status = 'uploading' and created_at < ${before(UPLOAD_DAYS)}::timestamptz or status in ('uploaded', 'mapped') and created_at < ${before(FILE_DAYS)}::timestamptz)`.execute(work.db)
  const old = await scoped(work, "integrations.import_run").select("run_id").where("status", "=", "failed").where("created_at", "<", before(UPLOAD_DAYS) as never)
    .where((run) => run.or([run("file_hash", "=", ""), run("created_at", "<", before(FILE_DAYS) as never)])).execute()
  if (old.length === 0) return
  await sql`delete from integrations.import_chunk where network_id = ${networkId} and run_id = any(${old.map(({ run_id }) => run_id)}::uuid[])`.execute(work.db)
}
