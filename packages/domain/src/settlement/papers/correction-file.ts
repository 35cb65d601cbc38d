import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { keptOnce, type DocumentFile, type DocumentForm, type Kept, type Runs } from "../../billing/index.ts"
import type { BookDifference } from "../../ledger/contract.ts"
import type { DisputeRef } from "../contract.ts"
import { disputeNotFound } from "../disputes.ts"
import { within } from "../partner.ts"
import { correctionPaper } from "./correction.ts"

/** A correction as a file, for either side: the same bytes every time, from the first on, whoever asked first. Refuses as `correctionPaper` does, and what cannot be an electronic invoice. */
export async function correctionFile(runs: Runs, { disputeId, form }: DisputeRef & { readonly form: DocumentForm }): Promise<DocumentFile> {
  return keptOnce(runs, form, {
    find: async (work) => ({ drawable: await correctionPaper(work, { disputeId }), kept: await findKept(work, disputeId, form) }),
    keep: (work, drawn) => keep(work, disputeId, form, drawn),
  })
}

async function findKept(work: Work, disputeId: string, form: DocumentForm): Promise<Kept | undefined> {
  const { rows } = await sql<Kept>`select k.content_hash as "contentHash", k.bytes from settlement.kept_correction k where ${within(work, "k")} and k.dispute_id = ${disputeId} and k.form = ${form}`.execute(work.db)
  return rows[0]
}

/** Whoever comes second waits for the first, and then reads what it kept. */
async function keep(work: Work, disputeId: string, form: DocumentForm, { contentHash, bytes }: Kept): Promise<Kept> {
  await sql`
    insert into settlement.kept_correction (network_id, tenant_id, dispute_id, form, content_hash, bytes, kept_at)
    select c.network_id, c.tenant_id, c.dispute_id, ${form}, ${contentHash}, ${Buffer.from(bytes)}, ${work.now.toString()}::timestamptz from settlement.correction c where ${within(work, "c")} and c.dispute_id = ${disputeId}
    on conflict do nothing`.execute(work.db)
  const kept = await findKept(work, disputeId, form)
  if (!kept) throw disputeNotFound()
  return kept
}

/** Every kept correction of the partners that the work sees that is not what its hash says. Reads all of their bytes, in one statement. */
export async function checkKeptCorrections(work: Work): Promise<readonly BookDifference[]> {
  const { rows } = await sql<BookDifference>`
    select k.tenant_id as "tenantId", 'correction_is_what_was_kept' as check, k.dispute_id || ' ' || k.form as subject, k.content_hash as expected, encode(sha256(k.bytes), 'hex') as found
      from settlement.kept_correction k where ${within(work, "k")} and k.content_hash <> encode(sha256(k.bytes), 'hex') limit 1000`.execute(work.db)
  return rows
}
