import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, Refusal } from "@entrepot/kernel"
import { getAccount, getTenant } from "../../tenancy/index.ts"
import type { Payment } from "./plan-payment.ts"

/**
 * The invoices that money of an account may go to: those that are named, or whatever is open, the oldest five hundred.
 * Refuses `tenancy.account_not_found`, `billing.payment_is_in_the_future`.
 */
export async function meantInvoices(work: Work, { accountId, amount, receivedOn, invoices }: Payment): Promise<readonly string[]> {
  const [, tenant] = await Promise.all([getAccount(work, accountId), getTenant(work)])
  if (receivedOn > businessDate(work.now, tenant.zone).toString()) throw new Refusal("billing.payment_is_in_the_future", "invalid")
  return invoices?.map((one) => one.invoiceId) ?? openInvoices(work, accountId, amount.currency)
}

async function openInvoices(work: Work, accountId: string, currency: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select invoice_id as id from billing.open_item o where o.network_id = ${work.scope.networkId} and o.tenant_id = ${work.scope.tenantId} and o.account_id = ${accountId} and o.currency = ${currency} and o.open_minor > 0
     order by o.due_on, o.invoice_id limit 500`.execute(work.db)
  return rows.map((row) => row.id)
}
