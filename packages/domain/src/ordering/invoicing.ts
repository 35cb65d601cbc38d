import { sql, type RawBuilder } from "kysely"
import { json, type Work } from "@entrepot/db"
import { addQuantity, quantity } from "@entrepot/kernel"
import { exposureOf } from "./exposure.ts"
import { lockOrder } from "./order.db.ts"
import type { Order, OrderLine } from "./order.ts"

export type { Order as InvoiceableOrder, OrderLine as InvoiceableLine } from "./order.ts"
export type InvoicedLine = { readonly orderLineId: string; readonly baseQuantity: string }

/** The order with its lines and prices, locked so that two shipments of it are invoiced one after the other. For billing. */
export async function lockOrderToInvoice(work: Work, orderId: string): Promise<Order> {
  return lockOrder(work, orderId)
}

/**
 * Billing says what of an order it has invoiced: that much stops counting as ordered. Its debt counts through `changeUnpaid` from
 * there on. Whoever calls this holds the order's lock. One statement.
 */
export async function applyInvoice(work: Work, order: Order, invoiced: readonly InvoicedLine[]): Promise<void> {
  const lines = order.lines.map((line): OrderLine => {
    const more = invoiced.filter((one) => one.orderLineId === line.lineId)
    return more.reduce((at: OrderLine, { baseQuantity }) => ({ ...at, invoicedBase: addQuantity(at.invoicedBase, quantity(baseQuantity)) }), line)
  })
  const rows = lines.map((line) => ({ line_id: line.lineId, invoiced_base: line.invoicedBase }))
  const key = (alias: string) => sql`${sql.ref(`${alias}.network_id`)} = ${work.scope.networkId} and (${sql.ref(`${alias}.tenant_id`)}, ${sql.ref(`${alias}.account_id`)}, ${sql.ref(`${alias}.order_id`)}) = (${order.tenantId}::int, ${order.accountId}::uuid, ${order.orderId}::uuid)`
  await sql`
    with written as (
      update ordering.order_line l set invoiced_base = g.invoiced_base from jsonb_to_recordset(${json(rows)}::jsonb) g (line_id uuid, invoiced_base numeric) where ${key("l")} and l.line_id = g.line_id)
    update ordering.order o set exposure_minor = ${exposureOf({ ...order, lines })}, version = o.version + 1, updated_at = ${work.now.toString()} where ${key("o")}`.execute(work.db)
}

/**
 * An account owes so much more, or less: its unpaid invoices count against its credit. Locks the account's credit line, as a
 * submission does, so take it late. One statement.
 */
export async function changeUnpaid(work: Work, change: { readonly accountId: string; readonly currency: string; readonly amountMinor: bigint }): Promise<void> {
  if (change.amountMinor === 0n) return
  await sql`
    insert into ordering.credit_line (network_id, tenant_id, account_id, currency, unpaid_minor, updated_at)
    values (${work.scope.networkId}, ${work.scope.tenantId}, ${change.accountId}, ${change.currency}, ${change.amountMinor}, ${work.now.toString()})
    on conflict (network_id, tenant_id, account_id) do update set unpaid_minor = ordering.credit_line.unpaid_minor + excluded.unpaid_minor, updated_at = excluded.updated_at`.execute(work.db)
}

/** What is unpaid of each account, put right by what its documents say: rows of tenant_id, account_id, currency and unpaid. Answers how many were wrong. */
export async function restoreUnpaid(work: Work, facts: RawBuilder<unknown>): Promise<number> {
  const { networkId, tenantId } = work.scope
  const { numAffectedRows } = await sql`
    update ordering.credit_line l set unpaid_minor = w.unpaid, updated_at = ${work.now.toString()}::timestamptz
      from (select c.tenant_id, c.account_id, coalesce(f.unpaid, 0)::bigint as unpaid from ordering.credit_line c left join (${facts}) f on (f.tenant_id, f.account_id, f.currency) = (c.tenant_id, c.account_id, c.currency)
             where c.network_id = ${networkId} ${tenantId === undefined ? sql`` : sql`and c.tenant_id = ${tenantId}`}) w
     where l.network_id = ${networkId} and (l.tenant_id, l.account_id) = (w.tenant_id, w.account_id) and l.unpaid_minor <> w.unpaid`.execute(work.db)
  return Number(numAffectedRows ?? 0)
}

/** Keeps an account from ordering on credit, or lets it again. What it pays before passes either way. One statement. */
export async function restrictCredit(work: Work, { accountId, currency, restricted }: { readonly accountId: string; readonly currency: string; readonly restricted: boolean }): Promise<void> {
  const at = restricted ? work.now.toString() : null
  await sql`
    insert into ordering.credit_line (network_id, tenant_id, account_id, currency, restricted_at, updated_at)
    values (${work.scope.networkId}, ${work.scope.tenantId}, ${accountId}, ${currency}, ${at}, ${work.now.toString()})
    on conflict (network_id, tenant_id, account_id) do update set restricted_at = ${restricted ? sql`coalesce(ordering.credit_line.restricted_at, excluded.restricted_at)` : sql`null`}, updated_at = excluded.updated_at`.execute(work.db)
}
