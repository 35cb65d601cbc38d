import { sql, type RawBuilder } from "kysely"
import { json, record, type Work } from "@entrepot/db"
import { quantity, Refusal, type Quantity } from "@entrepot/kernel"
import { stockFreed } from "./events.ts"
import { eventTenant, networkOf, tenantOf, type Owner } from "./scope.ts"

/** What was given back, in base units. */
export type Released = {
  readonly reservationId: string
  readonly orderLineId: string
  readonly productId: string
  readonly warehouseId: string
  readonly quantity: Quantity
}

export type ReleaseAsk = Owner & { readonly orderId: string; readonly lineIds?: readonly string[] | undefined }

/**
 * Gives back everything that is still reserved for an order, or for some of its lines. Doing it again gives back nothing: a
 * settled reservation stays settled. Refuses `inventory.stock_is_picked` (conflict) when a part is in a picker's hands already;
 * then nothing is given back. One statement. Announces `inventory.stock_freed`.
 */
export async function releaseReservations(work: Work, ask: ReleaseAsk): Promise<Released[]> {
  const ofLines = ask.lineIds ? sql`and order_line_id = any(${[...ask.lineIds]}::uuid[])` : sql``
  return release(work, ask, sql`order_id = ${ask.orderId} ${ofLines}`, sql`select * from mine`)
}

/** How much less each line needs, in base units. */
export type ReduceAsk = Owner & { readonly orderId: string; readonly lines: readonly { readonly orderLineId: string; readonly baseQuantity: Quantity }[] }

/**
 * Gives back a part of what is reserved for lines that need less: what nobody has picked first, the latest promise first. A
 * line that has less reserved than that gives back what it has. Refuses `inventory.stock_is_picked` as a release does. One
 * statement. Announces `inventory.stock_freed`.
 */
export async function reduceReservations(work: Work, ask: ReduceAsk): Promise<Released[]> {
  if (ask.lines.length === 0) return []
  const less = json(ask.lines.map(({ orderLineId, baseQuantity }) => ({ order_line_id: orderLineId, less: baseQuantity })))
  return release(work, ask, sql`order_id = ${ask.orderId} and order_line_id = any(${ask.lines.map(({ orderLineId }) => orderLineId)}::uuid[])`, sql`
    select m.account_id, m.reservation_id, m.order_line_id, m.product_id, m.warehouse_id, m.picked,
           greatest(0, least(m.quantity, l.less - m.before)) as quantity
      from (select mine.*, coalesce(sum(quantity) over (partition by order_line_id order by picked, reservation_id desc rows between unbounded preceding and 1 preceding), 0) as before from mine) m
      join jsonb_to_recordset(${less}::jsonb) as l(order_line_id uuid, less numeric) on l.order_line_id = m.order_line_id`)
}

/**
 * The warehouse could not find what it was to pick: gives back these parts, picked or not. For fulfilment alone, which
 * corrects the stock in the same breath; so nothing is announced as free.
 */
export async function withdrawReservations(work: Work, ask: Owner & { readonly parts: readonly ReservationPart[] }): Promise<Released[]> {
  if (ask.parts.length === 0) return []
  const parts = json(ask.parts.map(({ reservationId, quantity: less }) => ({ reservation_id: reservationId, less })))
  const { rows } = await settling(work, ask, sql`reservation_id = any(${ask.parts.map(({ reservationId }) => reservationId)}::uuid[])`, sql`
    select m.account_id, m.reservation_id, m.order_line_id, m.product_id, m.warehouse_id, false as picked, least(m.quantity, l.less) as quantity
      from mine m join jsonb_to_recordset(${parts}::jsonb) as l(reservation_id uuid, less numeric) on l.reservation_id = m.reservation_id`).execute(work.db)
  return rows.map(canonical)
}

/** A part of one reservation, in base units. */
export type ReservationPart = { readonly reservationId: string; readonly quantity: Quantity }

async function release(work: Work, ask: Owner, chosen: RawBuilder<unknown>, given: RawBuilder<unknown>): Promise<Released[]> {
  const { rows } = await settling(work, ask, chosen, given).execute(work.db)
  const picked = rows.filter((row) => row.picked)
  if (picked.length > 0) throw new Refusal("inventory.stock_is_picked", "conflict", { orderLineIds: [...new Set(picked.map(({ orderLineId }) => orderLineId))] })
  if (rows.length > 0) record(work, stockFreed, { productIds: [...new Set(rows.map(({ productId }) => productId))] }, eventTenant(work))
  return rows.map(canonical)
}

/**
 * Locks the reservations in the order of their ids, then their balances in the order of the key, then settles and lowers the
 * reserved sums: everybody who holds both takes them in this order. Where something is picked, nothing is changed.
 */
function settling(work: Work, owner: Owner, chosen: RawBuilder<unknown>, given: RawBuilder<unknown>): RawBuilder<Released & { readonly picked: boolean }> {
  const networkId = networkOf(work)
  const tenantId = tenantOf(work, owner)
  const now = work.now.toString()
  const ofAccount = owner.accountId ? sql`and account_id = ${owner.accountId}` : sql``
  return sql`
    with mine as materialized (
      select account_id, reservation_id, order_line_id, product_id, warehouse_id, picked_at is not null as picked, quantity
        from inventory.reservation
       where network_id = ${networkId} and tenant_id = ${tenantId} ${ofAccount} and ${chosen} and settled_at is null
       order by reservation_id
         for no key update),
    given as materialized (select * from (${given}) g where g.quantity > 0),
    free as materialized (select * from given where not exists (select 1 from given where picked)),
    locked as materialized (
      select product_id, warehouse_id from inventory.balance
       where network_id = ${networkId} and (product_id, warehouse_id) in (select product_id, warehouse_id from free)
       order by product_id, warehouse_id
         for no key update),
    settled as (
      update inventory.reservation r
         set quantity = r.quantity - f.quantity,
             settled_at = case when r.quantity = f.quantity then ${now}::timestamptz end,
             settled_by = case when r.quantity = f.quantity then 'released' end
        from free f
       where r.network_id = ${networkId} and r.tenant_id = ${tenantId} and r.account_id = f.account_id and r.reservation_id = f.reservation_id),
    lowered as (
      update inventory.balance b set reserved = b.reserved - f.quantity
        from (select product_id, warehouse_id, sum(quantity) as quantity from free join locked using (product_id, warehouse_id) group by product_id, warehouse_id) f
       where b.network_id = ${networkId} and b.product_id = f.product_id and b.warehouse_id = f.warehouse_id)
    select reservation_id as "reservationId", order_line_id as "orderLineId", product_id as "productId", warehouse_id as "warehouseId", quantity::text as quantity, picked
      from given order by reservation_id`
}

function canonical({ reservationId, orderLineId, productId, warehouseId, quantity: text }: Released): Released {
  return { reservationId, orderLineId, productId, warehouseId, quantity: quantity(text) }
}
