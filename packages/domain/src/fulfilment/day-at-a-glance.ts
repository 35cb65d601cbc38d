import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { authorize } from "../tenancy/index.ts"

export type DayAtAGlance = {
  /** Orders that came in, day by day over two weeks in the network's zone, today last. */
  readonly incoming: readonly { readonly day: string; readonly orders: number }[]
  readonly openOrders: number
  readonly backordered: number
  readonly onHold: number
  readonly awaitingApproval: number
  readonly toPick: number
  readonly toPack: number
  /** Open shipments whose day has passed. */
  readonly late: number
  /** Products at or below their reorder point. */
  readonly lowStock: number
  readonly oldestBackorder: { readonly orderId: string; readonly number: string; readonly since: string } | null
}

const DAYS = 14

/** What the distributor's day looks like: one statement over what is open; what is done is only counted per day. */
export async function dayAtAGlance(work: Work): Promise<DayAtAGlance> {
  authorize(work, "network.order.view")
  const network = work.scope.networkId
  const { rows } = await sql<DayAtAGlance & { zone: string }>`
    with here as (select n.zone, (${work.now.toString()}::timestamptz at time zone n.zone)::date as today from tenancy.network n where n.network_id = ${network})
    select h.zone,
           (select json_agg(json_build_object('day', d.day::date::text, 'orders', coalesce(c.orders, 0)) order by d.day)
              from generate_series(h.today - ${DAYS - 1}::int, h.today, interval '1 day') d (day)
              left join (select (o.submitted_at at time zone h.zone)::date as day, count(*)::int as orders from ordering.order o
                          where o.network_id = ${network} and o.status <> 'draft' and o.submitted_at > ${work.now.toString()}::timestamptz - interval '16 days' group by 1) c on c.day = d.day::date) as incoming,
           o.*, s.*,
           (select count(distinct b.product_id)::int from inventory.balance b where b.network_id = ${network} and b.reorder_point > 0 and b.on_hand - b.reserved <= b.reorder_point) as "lowStock",
           (select json_build_object('orderId', w.order_id, 'number', x.number, 'since', to_char(w.queued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
              from ordering.backorder w join ordering.order x on (x.network_id, x.tenant_id, x.account_id, x.order_id) = (w.network_id, w.tenant_id, w.account_id, w.order_id)
             where w.network_id = ${network} order by w.queued_at limit 1) as "oldestBackorder"
      from here h
      cross join lateral (
        select count(*) filter (where status in ('confirmed', 'partly_shipped'))::int as "openOrders", count(*) filter (where backordered and status in ('confirmed', 'partly_shipped'))::int as backordered,
               count(*) filter (where status = 'on_hold')::int as "onHold", count(*) filter (where status = 'awaiting_approval')::int as "awaitingApproval"
          from ordering.order where network_id = ${network} and status in ('confirmed', 'partly_shipped', 'on_hold', 'awaiting_approval')) o
      cross join lateral (
        select count(*) filter (where status = 'planned')::int as "toPick", count(*) filter (where status = 'picked')::int as "toPack", count(*) filter (where due_on < h.today)::int as late
          from fulfilment.shipment where network_id = ${network} and status in ('planned', 'picked', 'packed')) s`.execute(work.db)
  const row = rows[0]
  if (!row) throw new Error(`There is no network ${network}.`)
  const { zone: _zone, ...day } = row
  return day
}
