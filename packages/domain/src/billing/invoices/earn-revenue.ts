import { sql } from "kysely"
import { json, type Work } from "@entrepot/db"
import { bookedOn, postJournals } from "../../ledger/index.ts"
import { releaseJournal } from "./journals.ts"

type Deferred = { readonly invoiceId: string; readonly number: string; readonly accountId: string; readonly currency: string; readonly deferredMinor: bigint; readonly leftMinor: bigint; readonly earnedMinor: bigint }

/**
 * Of what was invoiced before it left, what has left by now is earned. Counted from the whole, not from the parcel: however
 * often and in whatever order parcels are told of, the same is earned in the end. Whoever calls this holds the order's lock. Two
 * statements at most.
 */
export async function earnRevenue(work: Work, { orderId, cause, on }: { readonly orderId: string; readonly cause: string; readonly on: string }): Promise<void> {
  const due = (await deferredOf(work, orderId)).map((row) => ({ ...row, minor: row.earnedMinor < row.leftMinor ? row.earnedMinor : row.leftMinor })).filter((row) => row.minor > 0n)
  if (due.length === 0) return
  const rows = due.map((row) => ({ account_id: row.accountId, invoice_id: row.invoiceId, amount_minor: String(row.minor) }))
  await sql`
    insert into billing.revenue_release (network_id, tenant_id, account_id, invoice_id, cause_key, amount_minor, booked_on, released_at)
    select ${work.scope.networkId}::int, ${work.scope.tenantId}::int, r.account_id, r.invoice_id, ${cause}::text, r.amount_minor, ${bookedOn(on)}, ${work.now.toString()}::timestamptz
      from jsonb_to_recordset(${json(rows)}::jsonb) r (account_id uuid, invoice_id uuid, amount_minor bigint)`.execute(work.db)
  await postJournals(work, due.map((row) => releaseJournal({ id: row.invoiceId, number: row.number, accountId: row.accountId, on, currency: row.currency }, cause, row.minor, row.deferredMinor - row.leftMinor)))
}

/** What is still deferred of an order's invoices, and what of that has been delivered and not been earned. */
async function deferredOf(work: Work, orderId: string): Promise<readonly Deferred[]> {
  const { rows } = await sql<Deferred>`
    select i.invoice_id as "invoiceId", i.number, i.account_id as "accountId", i.currency, i.deferred_minor as "deferredMinor", (i.deferred_minor - coalesce(r.released, 0))::bigint as "leftMinor", (coalesce(s.delivered, 0) - coalesce(r.earned, 0))::bigint as "earnedMinor"
      from billing.invoice i
      left join lateral (select sum(x.amount_minor) as released, sum(x.amount_minor) filter (where x.cause_key not like 'credit:%') as earned
                           from billing.revenue_release x where (x.network_id, x.tenant_id, x.account_id, x.invoice_id) = (i.network_id, i.tenant_id, i.account_id, i.invoice_id)) r on true
      left join lateral (select sum(case when o.shipped_base >= l.base_quantity then l.net_minor else trunc(l.net_minor * o.shipped_base / l.base_quantity) end) as delivered
                           from billing.invoice_line l join ordering.order_line o on (o.network_id, o.tenant_id, o.account_id, o.order_id, o.line_id) = (l.network_id, l.tenant_id, l.account_id, l.order_id, l.order_line_id)
                          where (l.network_id, l.tenant_id, l.account_id, l.invoice_id) = (i.network_id, i.tenant_id, i.account_id, i.invoice_id)) s on true
     where i.network_id = ${work.scope.networkId} and i.tenant_id = ${work.scope.tenantId} and i.order_id = ${orderId} and i.deferred_minor > 0`.execute(work.db)
  return rows
}
