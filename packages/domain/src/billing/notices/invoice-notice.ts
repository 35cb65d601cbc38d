import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"

/** A mail lists this many; the rest is a click away. */
const MOST = 12

type Line = { readonly quantity: string; readonly unit: string; readonly name: string }

/** What a mail about one finalised invoice says. Amounts are minor units of the currency. */
export type InvoiceNotice = {
  readonly invoiceId: string; readonly number: string; readonly accountId: string; readonly account: string; readonly currency: string; readonly totalMinor: bigint; readonly issuedOn: string; readonly dueOn: string
  readonly collect: "automatic" | "terms"; readonly discountMinor: bigint; readonly discountUntil: string | null; readonly orderNumber: string | null; readonly poNumber: string
  readonly lines: readonly Line[]; readonly lineCount: number
}

/** One statement; undefined when there is no such invoice. */
export async function invoiceNotice(work: Work, invoiceId: string): Promise<InvoiceNotice | undefined> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<InvoiceNotice>`
    with lined as (
      select l.quantity, l.unit, l.name, l.position, row_number() over (order by l.position) as nth
        from billing.invoice_line l where l.network_id = ${networkId} and l.tenant_id = ${tenantId} and l.invoice_id = ${invoiceId})
    select i.invoice_id as "invoiceId", i.number, i.account_id as "accountId", a.name as account, i.currency, i.total_minor as "totalMinor", i.issued_on as "issuedOn", i.due_on as "dueOn", i.collect, i.discount_minor as "discountMinor",
           i.discount_until as "discountUntil", i.order_number as "orderNumber", i.po_number as "poNumber",
           coalesce((select json_agg(json_build_object('quantity', trim_scale(l.quantity)::text, 'unit', l.unit, 'name', l.name) order by l.position) filter (where l.nth <= ${MOST}) from lined l), '[]') as lines,
           (select count(*)::int from lined) as "lineCount"
      from billing.invoice i
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (i.network_id, i.tenant_id, i.account_id)
     where i.network_id = ${networkId} and i.tenant_id = ${tenantId} and i.invoice_id = ${invoiceId}`.execute(work.db)
  return rows[0]
}

export type OpenInvoice = { readonly invoiceId: string; readonly number: string; readonly dueOn: string; readonly openMinor: bigint }

/** Of these invoices, what is still open: for a mail that asks for it to be paid. */
export type OpenNotice = { readonly account: string; readonly currency: string; readonly openMinor: bigint; readonly invoices: readonly OpenInvoice[]; readonly invoiceCount: number }

/** One statement; undefined when nothing of them is open any more. */
export async function openNotice(work: Work, { accountId, invoiceIds }: { readonly accountId: string; readonly invoiceIds: readonly string[] }): Promise<OpenNotice | undefined> {
  return readOpen(work, accountId, sql`o.invoice_id = any (${invoiceIds as string[]}::uuid[])`)
}

/** The same of an account's overdue invoices of one currency. */
export async function overdueNotice(work: Work, { accountId, currency, today }: { readonly accountId: string; readonly currency: string; readonly today: string }): Promise<OpenNotice | undefined> {
  return readOpen(work, accountId, sql`o.currency = ${currency} and o.due_on < ${today}::date`)
}

async function readOpen(work: Work, accountId: string, which: RawBuilder<unknown>): Promise<OpenNotice | undefined> {
  const { rows } = await sql<OpenInvoice & Pick<OpenNotice, "account" | "currency">>`
    select o.invoice_id as "invoiceId", i.number, o.due_on as "dueOn", o.open_minor as "openMinor", a.name as account, o.currency
      from billing.open_item o
      join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (o.network_id, o.tenant_id, o.account_id, o.invoice_id)
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (o.network_id, o.tenant_id, o.account_id)
     where o.network_id = ${work.scope.networkId} and o.tenant_id = ${work.scope.tenantId} and o.account_id = ${accountId} and o.open_minor > 0 and ${which} order by o.due_on, i.number limit 1000`.execute(work.db)
  const [first] = rows
  if (!first) return undefined
  const invoices = rows.slice(0, MOST).map(({ invoiceId, number, dueOn, openMinor }) => ({ invoiceId, number, dueOn, openMinor }))
  return { account: first.account, currency: first.currency, openMinor: rows.reduce((sum, row) => sum + row.openMinor, 0n), invoices, invoiceCount: rows.length }
}
