import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { CreditNoteStatus, CreditReason } from "../contract.ts"

/** What a mail about a credit note says. Amounts are minor units of the currency; `appliedMinor` is what its invoice took of it. */
export type CreditNotice = {
  readonly creditNoteId: string; readonly number: string | null; readonly status: CreditNoteStatus; readonly accountId: string; readonly account: string; readonly invoiceId: string; readonly invoiceNumber: string
  readonly currency: string; readonly totalMinor: bigint; readonly appliedMinor: bigint; readonly reasonCode: CreditReason; readonly reason: string; readonly requestedBy: string
}

/** One statement; undefined when there is no such credit note. */
export async function creditNotice(work: Work, creditNoteId: string): Promise<CreditNotice | undefined> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<CreditNotice>`
    select r.credit_note_id as "creditNoteId", n.number, r.status, r.account_id as "accountId", a.name as account, r.invoice_id as "invoiceId", i.number as "invoiceNumber", r.currency, r.total_minor as "totalMinor",
           coalesce((select sum(c.amount_minor) from billing.clearing c where c.network_id = r.network_id and c.tenant_id = r.tenant_id and c.account_id = r.account_id and c.invoice_id = r.invoice_id
                        and c.business_key = 'applied:' || r.credit_note_id || ':' || r.invoice_id), 0)::bigint as "appliedMinor",
           r.reason_code as "reasonCode", r.reason, coalesce(r.actor ->> 'name', '') as "requestedBy"
      from billing.credit_request r
      join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (r.network_id, r.tenant_id, r.account_id, r.invoice_id)
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (r.network_id, r.tenant_id, r.account_id)
      left join billing.credit_note n on (n.network_id, n.tenant_id, n.account_id, n.credit_note_id) = (r.network_id, r.tenant_id, r.account_id, r.credit_note_id)
     where r.network_id = ${networkId} and r.tenant_id = ${tenantId} and r.credit_note_id = ${creditNoteId}`.execute(work.db)
  return rows[0]
}
