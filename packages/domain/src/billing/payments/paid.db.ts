import { sql, type RawBuilder } from "kysely"
import { scoped, type Work } from "@entrepot/db"

/** A payment that the provider took, by what the provider calls it. */
export type PaidPayment = { readonly paymentId: string; readonly accountId: string; readonly currency: string; readonly amountMinor: bigint; readonly attemptId: string | null }

/**
 * The payment that the provider speaks of; undefined where it is none of this tenant's. Throws where the charge is ours and its money is not
 * written down yet: whoever asked has to come again.
 */
export async function findPaid(work: Work, paymentRef: string | null): Promise<PaidPayment | undefined> {
  if (paymentRef === null) return undefined
  const [payment, attempt] = await Promise.all([
    scoped(work, "billing.payment").select(["payment_id as paymentId", "account_id as accountId", "currency", "amount_minor as amountMinor", "attempt_id as attemptId"]).where("payment_ref", "=", paymentRef).executeTakeFirst(),
    scoped(work, "billing.payment_attempt").select("attempt_id").where("payment_ref", "=", paymentRef).executeTakeFirst(),
  ])
  if (!payment && attempt) throw new Error(`What became of the charge ${paymentRef} is not known yet.`)
  return payment
}

/** Whose a payment is that the provider speaks of, of all tenants of the work's network with that account of the provider. One statement. */
export async function tenantOfPayment(work: Work, paymentRef: string, accountRef: string | null): Promise<number | undefined> {
  const { rows } = await sql<{ tenantId: number }>`
    select a.tenant_id as "tenantId" from billing.payment_attempt a join billing.payment_setting s on (s.network_id, s.tenant_id) = (a.network_id, a.tenant_id)
     where a.network_id = ${work.scope.networkId} and a.payment_ref = ${paymentRef} and s.account_ref is not distinct from ${accountRef} limit 1`.execute(work.db)
  return rows[0]?.tenantId
}

/** Whether a payment of an invoice, an open item `o`, is disputed now: it is not dunned and not charged until that is decided. */
export const isDisputed: RawBuilder<boolean> = sql`exists (
  select from billing.dispute d join billing.clearing c on c.network_id = d.network_id and c.tenant_id = d.tenant_id and c.source_id = d.payment_id and c.kind = 'payment'
   where d.network_id = o.network_id and d.tenant_id = o.tenant_id and d.account_id = o.account_id and d.closed_at is null and c.invoice_id = o.invoice_id)`

export async function isInDispute(work: Work, invoiceId: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select ${isDisputed} as is from billing.open_item o where o.network_id = ${work.scope.networkId} and o.tenant_id = ${work.scope.tenantId} and o.invoice_id = ${invoiceId}`.execute(work.db)
  return rows[0]?.is ?? false
}
