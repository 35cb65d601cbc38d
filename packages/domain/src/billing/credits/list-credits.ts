import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { moneyToJson, pageOf } from "@entrepot/kernel"
import { authorize, may } from "../../tenancy/index.ts"
import { ListCreditNotes, type CreditNotePage, type CreditNoteRow } from "../contract.ts"
import { cursorOf, exactly, parseCursor } from "../cursor.ts"
import { moneyOf } from "../payments/shares.ts"

export type CreditRow = Omit<CreditNoteRow, "total" | "requestedAt"> & { readonly currency: string; readonly totalMinor: bigint; readonly requestedAt: Date; readonly sortKey: string }

/** Whoever reads invoices reads what corrects them, and so does whoever is to agree to it. */
export function authorizeReading(work: Work): void {
  if (!may(work, "credit_note.approve")) authorize(work, "invoice.view")
}

/** Credit notes, asked for and issued, the latest first. One statement. An account's user sees what was issued to them. */
export async function listCreditNotes(work: Work, input: ListCreditNotes = {}): Promise<CreditNotePage> {
  authorizeReading(work)
  const { status, accountId, invoiceId, cursor, limit } = ListCreditNotes.parse(input)
  const after = parseCursor(cursor)
  const rows = await creditRows(work, sql`
    ${accountId ? sql`and r.account_id = ${accountId}` : sql``} ${invoiceId ? sql`and r.invoice_id = ${invoiceId}` : sql``} ${status.length > 0 ? sql`and r.status = any (${status as string[]})` : sql``}
    ${after ? sql`and (r.requested_at, r.credit_note_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}`, limit + 1)
  const { page, last } = pageOf(rows, limit)
  return { rows: page.map(rowOf), nextCursor: last ? cursorOf(last.sortKey, last.creditNoteId) : null }
}

/** Of one invoice, for its page. */
export async function creditNotesOf(work: Work, invoiceId: string): Promise<readonly CreditNoteRow[]> {
  return (await creditRows(work, sql`and r.invoice_id = ${invoiceId}`, 100)).map(rowOf)
}

/** An account's user sees what was issued to them, and not who of the seller's people asked for it. */
export async function creditRows(work: Work, where: RawBuilder<unknown>, limit: number): Promise<readonly CreditRow[]> {
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<CreditRow>`
    select r.credit_note_id as "creditNoteId", n.number, r.status, r.account_id as "accountId", a.name as "accountName", r.invoice_id as "invoiceId", i.number as "invoiceNumber", r.reason_code as "reasonCode", r.reason, r.currency,
           r.total_minor as "totalMinor", ${accountId ? sql`''` : sql`coalesce(r.actor ->> 'name', '')`} as "requestedBy", r.requested_at as "requestedAt", n.issued_on as "issuedOn", ${exactly("r.requested_at")} as "sortKey"
      from billing.credit_request r
      join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (r.network_id, r.tenant_id, r.account_id, r.invoice_id)
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (r.network_id, r.tenant_id, r.account_id)
      left join billing.credit_note n on (n.network_id, n.tenant_id, n.account_id, n.credit_note_id) = (r.network_id, r.tenant_id, r.account_id, r.credit_note_id)
     where r.network_id = ${networkId} and r.tenant_id = ${tenantId} ${accountId ? sql`and r.account_id = ${accountId} and r.status = 'issued'` : sql``} ${where}
     order by r.requested_at desc, r.credit_note_id desc limit ${limit}`.execute(work.db)
  return rows
}

export function rowOf({ currency, totalMinor, requestedAt, sortKey: _key, ...row }: CreditRow): CreditNoteRow {
  return { ...row, total: moneyToJson(moneyOf(totalMinor, currency)), requestedAt: requestedAt.toISOString() }
}
