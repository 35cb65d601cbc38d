import { sql } from "kysely"
import { json, scopedUpdate, type Work } from "@entrepot/db"
import { compareQuantities, negateQuantity, quantity, Refusal } from "@entrepot/kernel"
import { alreadyBooked, bookMovements, lockBalances, type Booked } from "./book.ts"
import { totalsOf } from "./receive-stock.ts"
import type { ReservationPart } from "./release-reservations.ts"
import { networkOf, tenantOf, type Owner } from "./scope.ts"

type Locked = { readonly reservationId: string; readonly productId: string; readonly warehouseId: string; readonly quantity: string }

/**
 * Puts reservations into a picker's hands: from here on no order can give them back. Refuses `inventory.reservation_changed`
 * (conflict) when one of them is settled or holds less than that. For fulfilment alone.
 */
export async function pickReservations(work: Work, ask: Owner & { readonly parts: readonly ReservationPart[] }): Promise<void> {
  await lockReservations(work, ask)
  await markPicked(work, ask, ask.parts.map(({ reservationId }) => reservationId), work.now.toString())
}

/** They are in nobody's hands any more, and still promised: the order may change again. For fulfilment alone. */
export async function returnReservations(work: Work, { reservationIds, ...owner }: Owner & { readonly reservationIds: readonly string[] }): Promise<void> {
  if (reservationIds.length > 0) await markPicked(work, owner, reservationIds, null)
}

async function markPicked(work: Work, ask: Owner, reservationIds: readonly string[], picked_at: string | null): Promise<void> {
  await scopedUpdate(work, "inventory.reservation").set({ picked_at })
    .where("network_id", "=", networkOf(work)).where("tenant_id", "=", tenantOf(work, ask))
    .where("reservation_id", "in", [...reservationIds])
    .where("settled_at", "is", null).execute()
}

export type ShipReservations = Owner & {
  readonly warehouseId: string
  readonly parts: readonly ReservationPart[]
  /** The shipment. The same one again is a conflict, and moves nothing. */
  readonly reference: string
}

/**
 * What was promised leaves the building: settles the reservations, lowers what is reserved and on hand together, and puts the
 * movements on the stock cards. Refuses `inventory.reservation_changed` when less is promised than is to leave,
 * `inventory.reference_is_booked` when this shipment has left already.
 */
export async function shipReservations(work: Work, ask: ShipReservations): Promise<Booked[]> {
  const reference = { kind: "shipment", id: ask.reference }
  const locked = await lockReservations(work, ask)
  const productOf = new Map(locked.map(({ reservationId, productId }) => [reservationId, productId]))
  const leaving = totalsOf(ask.parts.map((part) => ({ productId: productOf.get(part.reservationId)!, baseQuantity: part.quantity })))
  const { before } = await lockBalances(work, ask.warehouseId, [...leaving.keys()], reference)
  if (before.length > 0) throw alreadyBooked(ask.reference)
  const entries = [...leaving].map(([productId, total]) => ({ productId, change: negateQuantity(total) }))
  const settling = settleShipped(work, ask, leaving)
  const [, booked] = await Promise.all([settling, bookMovements(work, { warehouseId: ask.warehouseId, cause: "shipment", reference, entries })])
  return booked
}

/** In the order of their ids, as everybody does who holds several. */
async function lockReservations(work: Work, ask: Owner & { readonly warehouseId?: string; readonly parts: readonly ReservationPart[] }): Promise<readonly Locked[]> {
  const { rows } = await sql<Locked>`
    select reservation_id as "reservationId", product_id as "productId", warehouse_id as "warehouseId", quantity::text as quantity
      from inventory.reservation
     where network_id = ${networkOf(work)} and tenant_id = ${tenantOf(work, ask)} and account_id = ${ask.accountId}
       and reservation_id = any(${ask.parts.map(({ reservationId }) => reservationId)}::uuid[]) and settled_at is null
     order by reservation_id
       for no key update`.execute(work.db)
  const found = new Map(rows.map((row) => [row.reservationId, row]))
  const changed = ask.parts.filter((part) => {
    const row = found.get(part.reservationId)
    return !row || (ask.warehouseId !== undefined && row.warehouseId !== ask.warehouseId) || compareQuantities(quantity(row.quantity), part.quantity) < 0
  })
  if (changed.length > 0) throw new Refusal("inventory.reservation_changed", "conflict", { reservationIds: changed.map(({ reservationId }) => reservationId) })
  return rows
}

async function settleShipped(work: Work, ask: ShipReservations, leaving: ReadonlyMap<string, string>): Promise<void> {
  const networkId = networkOf(work)
  const parts = json(ask.parts.map((part) => ({ reservation_id: part.reservationId, quantity: part.quantity })))
  const totals = json([...leaving].map(([product_id, total]) => ({ product_id, quantity: total })))
  await sql`
    with settled as (
      update inventory.reservation r
         set quantity = r.quantity - p.quantity,
             settled_at = case when r.quantity = p.quantity then ${work.now.toString()}::timestamptz end,
             settled_by = case when r.quantity = p.quantity then 'shipped' end
        from jsonb_to_recordset(${parts}::jsonb) as p(reservation_id uuid, quantity numeric)
       where r.network_id = ${networkId} and r.tenant_id = ${tenantOf(work, ask)} and r.account_id = ${ask.accountId} and r.reservation_id = p.reservation_id)
    update inventory.balance b set reserved = b.reserved - t.quantity
      from jsonb_to_recordset(${totals}::jsonb) as t(product_id uuid, quantity numeric)
     where b.network_id = ${networkId} and b.warehouse_id = ${ask.warehouseId} and b.product_id = t.product_id`.execute(work.db)
}
