import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { WriteOffStatus } from "../contract.ts"

export type WriteOffRow = {
  readonly writeOffId: string; readonly status: WriteOffStatus; readonly invoiceId: string; readonly invoiceNumber: string; readonly accountId: string; readonly accountName: string
  readonly currency: string; readonly amountMinor: bigint; readonly reason: string; readonly requestedBy: string; readonly requestedAt: Date
}

/** A request's own state may be read as well where the invoice's item is locked: whoever writes one holds that. */
export async function writeOffRows(work: Work, where: RawBuilder<unknown>): Promise<readonly WriteOffRow[]> {
  const { rows } = await sql<WriteOffRow>`
    select r.write_off_id as "writeOffId", r.status, r.invoice_id as "invoiceId", i.number as "invoiceNumber", r.account_id as "accountId", a.name as "accountName", r.currency, r.amount_minor as "amountMinor", r.reason,
           coalesce(r.actor ->> 'name', '') as "requestedBy", r.requested_at as "requestedAt"
      from billing.write_off_request r
      join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (r.network_id, r.tenant_id, r.account_id, r.invoice_id)
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (r.network_id, r.tenant_id, r.account_id)
     where r.network_id = ${work.scope.networkId} and r.tenant_id = ${work.scope.tenantId} ${where} order by r.requested_at limit 100`.execute(work.db)
  return rows
}

/** The one that waits for somebody's word on an invoice. */
export async function waitingWriteOff(work: Work, invoiceId: string): Promise<WriteOffRow | undefined> {
  return (await writeOffRows(work, sql`and r.invoice_id = ${invoiceId} and r.status = 'awaiting_approval'`))[0]
}

/** Refuses `billing.write_off_not_found`. */
export async function getWriteOff(work: Work, writeOffId: string): Promise<WriteOffRow> {
  const [row] = await writeOffRows(work, sql`and r.write_off_id = ${writeOffId}`)
  if (!row) throw new Refusal("billing.write_off_not_found", "not_found")
  return row
}
