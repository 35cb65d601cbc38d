import { sql } from "kysely"
import { scoped, type Work } from "@entrepot/db"
import { moneyToJson } from "@entrepot/kernel"
import type { InvoiceRow } from "../contract.ts"
import { moneyOf } from "../payments/shares.ts"

/** What a draft bills: as it was written, taxed when it was saved. `factor` is how many base units the unit held then; without it, of a draft from before it was kept, one. */
export type DraftLine = {
  readonly productId?: string | null; readonly sku: string; readonly name: string; readonly unit: string; readonly factor?: string; readonly quantity: string; readonly unitPrice: string; readonly taxCategory: string
}
export type Draft = { readonly accountId: string; readonly invoiceId: string; readonly currency: string; readonly poNumber: string; readonly note: string; readonly lines: readonly DraftLine[]; readonly version: number }

/** A draft, locked where it is going to be written. */
export async function findDraft(work: Work, invoiceId: string, lock = false): Promise<Draft | undefined> {
  return scoped(work, "billing.invoice_draft").select(["account_id as accountId", "invoice_id as invoiceId", "currency", "po_number as poNumber", "note", "lines", "version"]).where("invoice_id", "=", invoiceId)
    .$if(lock, (query) => query.forUpdate()).executeTakeFirst() as Promise<Draft | undefined>
}

/** Drafts as rows of the list, the latest first. */
export async function draftRows(work: Work, accountId: string | undefined): Promise<readonly InvoiceRow[]> {
  const { rows } = await sql<{ invoiceId: string; accountId: string; accountName: string; poNumber: string; totalMinor: bigint; currency: string }>`
    select d.invoice_id as "invoiceId", d.account_id as "accountId", a.name as "accountName", d.po_number as "poNumber", d.total_minor as "totalMinor", d.currency
      from billing.invoice_draft d join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (d.network_id, d.tenant_id, d.account_id)
     where d.network_id = ${work.scope.networkId} and d.tenant_id = ${work.scope.tenantId} ${accountId ? sql`and d.account_id = ${accountId}` : sql``} order by d.updated_at desc limit 100`.execute(work.db)
  return rows.map(({ totalMinor, currency, ...row }) => ({
    ...row, number: null, status: "draft", orderId: null, orderNumber: null, source: "manual", subscriptionId: null, issuedOn: null, dueOn: null, overdueDays: 0, total: moneyToJson(moneyOf(totalMinor, currency)), open: moneyToJson(moneyOf(0n, currency)), attempt: null,
  }))
}
