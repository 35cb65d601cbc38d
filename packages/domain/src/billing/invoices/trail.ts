import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, moneyToJson } from "@entrepot/kernel"
import { authorize, getTenant } from "../../tenancy/index.ts"
import { InvoiceTrailOf, type ClearingView, type CreditNoteStatus, type InvoiceStatus, type PaidBy, type TrailInvoice } from "../contract.ts"
import { moneyOf } from "../payments/shares.ts"

type Row = Omit<TrailInvoice, "total" | "open" | "overdueDays" | "issuedAt" | "creditNotes" | "clearings" | "status"> & {
  readonly status: InvoiceStatus; readonly currency: string; readonly totalMinor: bigint; readonly openMinor: bigint; readonly late: number; readonly issuedAt: Date
  readonly creditNotes: readonly { readonly creditNoteId: string; readonly number: string | null; readonly status: CreditNoteStatus; readonly totalMinor: string; readonly at: string }[]
  readonly clearings: readonly { readonly kind: ClearingView["kind"]; readonly sourceId: string | null; readonly paidBy: PaidBy | null; readonly reference: string; readonly amountMinor: string; readonly on: string; readonly at: string }[]
}

/**
 * What became money of an order, or of a subscription: its invoices, the latest first, each with what corrects it and what was taken
 * off it. An account's user sees credit notes once they are issued. Two statements, however many documents.
 */
export async function invoiceTrail(work: Work, input: InvoiceTrailOf): Promise<readonly TrailInvoice[]> {
  authorize(work, "invoice.view")
  const { orderId, subscriptionId, limit } = InvoiceTrailOf.parse(input)
  const { networkId, tenantId, accountId } = work.scope
  const today = businessDate(work.now, (await getTenant(work)).zone).toString()
  const { rows } = await sql<Row>`
    select i.invoice_id as "invoiceId", i.number, o.status, i.order_id as "orderId", i.order_number as "orderNumber", i.shipment_number as "shipmentNumber", i.issued_on as "issuedOn", i.due_on as "dueOn", i.finalised_at as "issuedAt", i.currency,
           i.total_minor as "totalMinor", o.open_minor as "openMinor", case when o.open_minor > 0 then greatest(0, ${today}::date - i.due_on) else 0 end as late,
           (select coalesce(json_agg(json_build_object('creditNoteId', r.credit_note_id, 'number', n.number, 'status', r.status, 'totalMinor', r.total_minor::text, 'at', ${utc("coalesce(n.finalised_at, r.settled_at, r.requested_at)")}) order by r.requested_at), '[]')
              from billing.credit_request r left join billing.credit_note n on (n.network_id, n.tenant_id, n.account_id, n.credit_note_id) = (r.network_id, r.tenant_id, r.account_id, r.credit_note_id)
             where r.network_id = i.network_id and r.tenant_id = i.tenant_id and r.invoice_id = i.invoice_id ${accountId ? sql`and r.status = 'issued'` : sql``}) as "creditNotes",
           (select coalesce(json_agg(json_build_object('kind', c.kind, 'sourceId', c.source_id, 'paidBy', p.method, 'reference', coalesce(p.reference, ''), 'amountMinor', c.amount_minor::text, 'on', c.occurred_on, 'at', ${utc("c.occurred_at")}) order by c.occurred_at, c.clearing_id), '[]')
              from billing.clearing c left join billing.payment p on (p.network_id, p.tenant_id, p.account_id, p.payment_id) = (c.network_id, c.tenant_id, c.account_id, c.source_id)
             where c.network_id = i.network_id and c.tenant_id = i.tenant_id and c.invoice_id = i.invoice_id) as clearings
      from billing.invoice i
      join billing.open_item o on (o.network_id, o.tenant_id, o.account_id, o.invoice_id) = (i.network_id, i.tenant_id, i.account_id, i.invoice_id)
     where i.network_id = ${networkId} and i.tenant_id = ${tenantId} ${accountId ? sql`and i.account_id = ${accountId}` : sql``} and ${orderId ? sql`i.order_id = ${orderId}` : sql`i.subscription_id = ${subscriptionId}`}
     order by i.finalised_at desc, i.invoice_id desc limit ${limit}`.execute(work.db)
  return rows.map(trailOf)
}

const utc = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

function trailOf({ currency, totalMinor, openMinor, late, issuedAt, creditNotes, clearings, ...row }: Row): TrailInvoice {
  const amount = (minor: bigint | string) => moneyToJson(moneyOf(BigInt(minor), currency))
  return {
    ...row, overdueDays: late, issuedAt: issuedAt.toISOString(), total: amount(totalMinor), open: amount(openMinor),
    creditNotes: creditNotes.map(({ totalMinor: total, ...note }) => ({ ...note, total: amount(total) })), clearings: clearings.map(({ amountMinor, ...clearing }) => ({ ...clearing, amount: amount(amountMinor) })),
  }
}
