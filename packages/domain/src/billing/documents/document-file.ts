import { sql } from "kysely"
import { scoped, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { BookDifference } from "../../ledger/contract.ts"
import { getDocument } from "./get-document.ts"
import { keptOnce, type DocumentFile, type DocumentForm, type Kept, type Runs } from "./keep-once.ts"

type Asked = { readonly documentId: string; readonly form: DocumentForm; /** Where only one of the two is asked for. */ readonly kind?: "invoice" | "credit_note" }

/**
 * An invoice or a credit note as a file: the same bytes every time, from the first on. Four statements, the first time seven. Refuses
 * `billing.document_not_found`, and what cannot be an electronic invoice as `renderInvoiceUbl` does; then nothing is kept.
 */
export async function documentFile(runs: Runs, { documentId, form, kind }: Asked): Promise<DocumentFile> {
  return keptOnce(runs, form, {
    find: async (work) => {
      const drawable = await getDocument(work, { documentId })
      if (kind !== undefined && drawable.document.kind !== kind) throw new Refusal("billing.document_not_found", "not_found")
      return { drawable, kept: await findKept(work, documentId, form) }
    },
    keep: (work, drawn) => keepDocument(work, documentId, form, drawn),
  })
}

async function findKept(work: Work, documentId: string, form: DocumentForm): Promise<Kept | undefined> {
  const row = await scoped(work, "billing.kept_document").select(["content_hash", "bytes"]).where("document_id", "=", documentId).where("form", "=", form).executeTakeFirst()
  return row && { contentHash: row.content_hash, bytes: row.bytes }
}

/** Whoever comes second waits for the first, and then reads what it kept. */
export async function keepDocument(work: Work, documentId: string, form: DocumentForm, { contentHash, bytes }: Kept): Promise<Kept> {
  await sql`
    insert into billing.kept_document (network_id, tenant_id, account_id, document_id, form, content_hash, bytes, kept_at)
    select d.network_id, d.tenant_id, d.account_id, d.document_id, ${form}, ${contentHash}, ${Buffer.from(bytes)}, ${work.now.toString()}::timestamptz
      from billing.document d where d.network_id = ${work.scope.networkId} and d.tenant_id = ${work.scope.tenantId} and d.document_id = ${documentId}
    on conflict do nothing`.execute(work.db)
  const kept = await findKept(work, documentId, form)
  if (!kept) throw new Refusal("billing.document_not_found", "not_found")
  return kept
}

/** Every kept document of the tenants that the work sees that is not what its hash says. Reads all of their bytes, in one statement. */
export async function checkKeptDocuments(work: Work): Promise<readonly BookDifference[]> {
  const { networkId, tenantId } = work.scope
  const of = sql`network_id = ${networkId} ${tenantId === undefined ? sql`` : sql`and tenant_id = ${tenantId}`}`
  const { rows } = await sql<BookDifference>`
    select tenant_id as "tenantId", 'document_is_what_was_kept' as check, document_id || ' ' || form as subject, content_hash as expected, encode(sha256(bytes), 'hex') as found
      from billing.kept_document where ${of} and content_hash <> encode(sha256(bytes), 'hex')
     limit 1000`.execute(work.db)
  return rows
}
