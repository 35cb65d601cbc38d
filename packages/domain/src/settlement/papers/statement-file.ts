import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { keptOnce, type DocumentFile, type DocumentForm, type Kept, type Runs } from "../../billing/index.ts"
import type { BookDifference } from "../../ledger/contract.ts"
import type { StatementRef } from "../contract.ts"
import { within } from "../partner.ts"
import { statementNotFound } from "../statement.db.ts"
import { statementPaper } from "./paper.ts"

/**
 * An issued statement as a file, for either side: the same bytes every time, from the first on, whoever asked first. Refuses as `statementPaper` does, and what cannot be an
 * electronic invoice; then nothing is kept.
 */
export async function statementFile(runs: Runs, { statementId, form }: StatementRef & { readonly form: DocumentForm }): Promise<DocumentFile> {
  return keptOnce(runs, form, {
    find: async (work) => ({ drawable: await statementPaper(work, { statementId }), kept: await findKept(work, statementId, form) }),
    keep: (work, drawn) => keepStatement(work, statementId, form, drawn),
  })
}

async function findKept(work: Work, statementId: string, form: DocumentForm): Promise<Kept | undefined> {
  const { rows } = await sql<Kept>`select k.content_hash as "contentHash", k.bytes from settlement.kept_document k where ${within(work, "k")} and k.statement_id = ${statementId} and k.form = ${form}`.execute(work.db)
  return rows[0]
}

/** Whoever comes second waits for the first, and then reads what it kept. */
async function keepStatement(work: Work, statementId: string, form: DocumentForm, { contentHash, bytes }: Kept): Promise<Kept> {
  await sql`
    insert into settlement.kept_document (network_id, tenant_id, statement_id, form, content_hash, bytes, kept_at)
    select s.network_id, s.tenant_id, s.statement_id, ${form}, ${contentHash}, ${Buffer.from(bytes)}, ${work.now.toString()}::timestamptz
      from settlement.statement s where ${within(work, "s")} and s.statement_id = ${statementId} and s.number is not null
    on conflict do nothing`.execute(work.db)
  const kept = await findKept(work, statementId, form)
  if (!kept) throw statementNotFound()
  return kept
}

/** Every kept statement of the partners that the work sees that is not what its hash says. Reads all of their bytes, in one statement. */
export async function checkKeptStatements(work: Work): Promise<readonly BookDifference[]> {
  const { rows } = await sql<BookDifference>`
    select k.tenant_id as "tenantId", 'statement_is_what_was_kept' as check, k.statement_id || ' ' || k.form as subject, k.content_hash as expected, encode(sha256(k.bytes), 'hex') as found
      from settlement.kept_document k where ${within(work, "k")} and k.content_hash <> encode(sha256(k.bytes), 'hex') limit 1000`.execute(work.db)
  return rows
}
