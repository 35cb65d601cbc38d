import { sql } from "kysely"
import { json, actorRecord, scoped, type Work } from "@entrepot/db"
import { newId, quantity, Refusal, type Quantity } from "@entrepot/kernel"
import { networkOf } from "./scope.ts"

export type MovementCause = "receipt" | "shipment" | "count" | "correction"

/** How much of a product, in one of its units. */
export type UnitLine = { readonly productId: string; readonly unit: string; readonly quantity: Quantity | string }
export type BaseLine = { readonly productId: string; readonly baseQuantity: Quantity }

/** What stands behind a movement. The same kind and id again is the same thing again, and changes nothing. */
export type Reference = { readonly kind: string; readonly id: string }

export type BalanceNow = { readonly productId: string; readonly onHand: Quantity; readonly reserved: Quantity }
export type Booked = { readonly productId: string; readonly quantity: Quantity; readonly onHandAfter: Quantity }

/**
 * Turns lines into base units, and opens a balance for each product that the warehouse never held. Keys are inserted in order.
 * Refuses `inventory.warehouse_not_found`, `inventory.unit_is_unknown`.
 */
export async function openBalances<L extends UnitLine>(work: Work, warehouseId: string, lines: readonly L[]): Promise<(L & BaseLine)[]> {
  const networkId = networkOf(work)
  const asked = json(lines.map(({ productId, unit, quantity: amount }, i) => ({ i, product_id: productId, unit, amount })))
  const { rows } = await sql<{ warehouse: boolean; base: (string | null)[] }>`
    with line as materialized (
      select l.i, l.product_id, round(l.amount * u.factor, 6) as base
        from jsonb_to_recordset(${asked}::jsonb) as l(i integer, product_id uuid, unit text collate "C", amount numeric)
        left join catalog.product_unit u on u.network_id = ${networkId} and u.product_id = l.product_id and u.unit = l.unit),
    place as (select warehouse_id from inventory.warehouse where network_id = ${networkId} and warehouse_id = ${warehouseId}),
    opened as (
      insert into inventory.balance (network_id, product_id, warehouse_id)
      select distinct ${networkId}::integer, line.product_id, place.warehouse_id from line, place where line.base is not null order by 2
      on conflict do nothing)
    select exists (select 1 from place) as warehouse, (select array_agg(base::text order by i) from line) as base`.execute(work.db)
  const { warehouse, base } = rows[0]!
  if (!warehouse) throw new Refusal("inventory.warehouse_not_found", "not_found")
  return lines.map((line, i) => {
    const text = base[i]
    if (text == null) throw new Refusal("inventory.unit_is_unknown", "rule", { productId: line.productId, unit: line.unit, line: i + 1 })
    return { ...line, baseQuantity: quantity(text) }
  })
}

/** Locks the balances of one warehouse in the order of their key; in the same round trip, what the reference booked before. */
export async function lockBalances(work: Work, warehouseId: string, productIds: readonly string[], reference: Reference): Promise<{ balances: Map<string, BalanceNow>; before: Booked[] }> {
  const locking = scoped(work, "inventory.balance")
    .select(["product_id as productId", "on_hand as onHand", "reserved"])
    .where("warehouse_id", "=", warehouseId)
    .where(sql<boolean>`product_id = any(${[...productIds]}::uuid[])`)
    .orderBy("product_id").forNoKeyUpdate().execute()
  const reading = movementsOf(work, reference, warehouseId)
  const [rows, before] = await Promise.all([locking, reading])
  return { balances: new Map(rows.map(({ productId, onHand, reserved }) => [productId, { productId, onHand: quantity(onHand), reserved: quantity(reserved) }])), before }
}

/** What a reference booked in a warehouse; where it booked in another one, that is a conflict. */
async function movementsOf(work: Work, { kind, id }: Reference, warehouseId: string): Promise<Booked[]> {
  const rows = await scoped(work, "inventory.movement")
    .select(["product_id as productId", "warehouse_id as warehouseId", "quantity", "on_hand_after as onHandAfter"])
    .where("reference_kind", "=", kind).where("reference_id", "=", id).orderBy("product_id").execute()
  if (rows.some((row) => row.warehouseId !== warehouseId)) throw alreadyBooked(id)
  return rows.map((row) => ({ productId: row.productId, quantity: quantity(row.quantity), onHandAfter: quantity(row.onHandAfter) }))
}

export function alreadyBooked(reference: string): Refusal {
  return new Refusal("inventory.reference_is_booked", "conflict", { reference })
}

export type Booking = {
  readonly warehouseId: string
  readonly cause: MovementCause
  readonly reference: Reference
  readonly note?: string | undefined
  /** When it happened, as ISO text; now, unless it is told afterwards. */
  readonly occurredAt?: string | undefined
  /** One entry a product; the change in base units. */
  readonly entries: readonly { readonly productId: string; readonly change: Quantity }[]
}

/**
 * Puts movements on the stock cards and moves the balances with them, in one statement. The balances are locked already, so
 * positions follow each other without a gap and the running balance is a chain.
 */
export async function bookMovements(work: Work, { warehouseId, cause, reference, note, occurredAt, entries }: Booking): Promise<Booked[]> {
  if (entries.length === 0) return []
  const networkId = networkOf(work)
  const now = work.now.toString()
  const rows = json(entries.map(({ productId, change }) => ({ movement_id: newId(), product_id: productId, change })))
  const booked = await sql<{ productId: string; quantity: string; onHandAfter: string }>`
    with moved as (
      update inventory.balance b set on_hand = b.on_hand + e.change, movements = b.movements + 1
        from jsonb_to_recordset(${rows}::jsonb) as e(movement_id uuid, product_id uuid, change numeric)
       where b.network_id = ${networkId} and b.warehouse_id = ${warehouseId} and b.product_id = e.product_id
      returning e.movement_id, b.product_id, e.change, b.on_hand, b.movements)
    insert into inventory.movement (network_id, movement_id, product_id, warehouse_id, position, quantity, cause, reference_kind, reference_id, on_hand_after, note, actor, occurred_at, recorded_at)
    select ${networkId}, movement_id, product_id, ${warehouseId}, movements, change, ${cause}, ${reference.kind}, ${reference.id}, on_hand, ${note ?? null}, ${json(actorRecord(work.actor))}::jsonb, ${occurredAt ?? now}, ${now}
      from moved
    returning product_id as "productId", quantity::text as quantity, on_hand_after::text as "onHandAfter"`.execute(work.db)
  return booked.rows.map((row) => ({ productId: row.productId, quantity: quantity(row.quantity), onHandAfter: quantity(row.onHandAfter) }))
}
