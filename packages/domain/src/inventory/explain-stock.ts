import { sql } from "kysely"
import { scoped, type ActorRecord, type Work } from "@entrepot/db"
import { quantity, Refusal, subtractQuantity, type Quantity } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { MovementCause } from "./book.ts"
import type { ExplainStock } from "./contract.ts"
import { networkOf } from "./scope.ts"

export type MovementRow = {
  readonly movementId: string
  readonly position: number
  readonly quantity: Quantity
  readonly onHandAfter: Quantity
  readonly cause: MovementCause
  readonly reference: { readonly kind: string; readonly id: string }
  readonly note: string | null
  readonly actor: ActorRecord
  readonly occurredAt: string
  readonly recordedAt: string
}

export type ReservationRow = {
  readonly reservationId: string
  readonly tenantId: number
  readonly accountId: string
  readonly orderId: string
  readonly orderLineId: string
  readonly quantity: Quantity
  readonly reservedQuantity: Quantity
  readonly picked: boolean
  readonly createdAt: string
}

export type StockExplanation = {
  readonly product: { readonly productId: string; readonly sku: string; readonly names: Readonly<Record<string, string>>; readonly baseUnit: string; readonly units: readonly { readonly unit: string; readonly factor: string }[] }
  readonly warehouse: { readonly warehouseId: string; readonly code: string; readonly name: string; readonly zone: string }
  readonly onHand: Quantity
  readonly reserved: Quantity
  readonly available: Quantity
  readonly reorderPoint: Quantity
  /** The stock card, the latest entry first; `nextBefore` asks for older ones. on hand = the sum of all quantities. */
  readonly movements: readonly MovementRow[]
  readonly nextBefore: number | null
  /** Who was promised, the oldest promise first. reserved = the sum of all quantities. */
  readonly reservations: readonly ReservationRow[]
  readonly reservationsNext: string | null
}

/** Where the two numbers of a balance come from. One round trip. Refuses `inventory.stock_not_found`. */
export async function explainStock(work: Work, ask: ExplainStock): Promise<StockExplanation> {
  authorize(work, "network.stock.view")
  const [head, movements, reservations] = await Promise.all([headOf(work, ask), movementsOf(work, ask), reservationsOf(work, ask)])
  if (!head) throw new Refusal("inventory.stock_not_found", "not_found")
  const [onHand, reserved] = [quantity(head.onHand), quantity(head.reserved)]
  return {
    product: head.product, warehouse: head.warehouse, onHand, reserved, available: subtractQuantity(onHand, reserved), reorderPoint: quantity(head.reorderPoint),
    movements: movements.slice(0, ask.limit), nextBefore: movements.length > ask.limit ? movements[ask.limit - 1]!.position : null,
    reservations: reservations.slice(0, ask.limit), reservationsNext: reservations.length > ask.limit ? reservations[ask.limit - 1]!.reservationId : null,
  }
}

async function headOf(work: Work, { productId, warehouseId }: ExplainStock) {
  const { rows } = await sql<Pick<StockExplanation, "product" | "warehouse"> & { onHand: string; reserved: string; reorderPoint: string }>`
    select json_build_object('productId', p.product_id, 'sku', p.sku, 'names', p.names, 'baseUnit', p.base_unit,
             'units', (select coalesce(json_agg(json_build_object('unit', u.unit, 'factor', trim_scale(u.factor)::text) order by u.factor, u.unit), '[]') from catalog.product_unit u where u.network_id = p.network_id and u.product_id = p.product_id)) as product,
           json_build_object('warehouseId', w.warehouse_id, 'code', w.code, 'name', w.name, 'zone', w.zone) as warehouse,
           b.on_hand::text as "onHand", b.reserved::text as reserved, b.reorder_point::text as "reorderPoint"
      from inventory.balance b
      join catalog.product p on p.network_id = b.network_id and p.product_id = b.product_id
      join inventory.warehouse w on w.network_id = b.network_id and w.warehouse_id = b.warehouse_id
     where b.network_id = ${networkOf(work)} and b.product_id = ${productId} and b.warehouse_id = ${warehouseId}`.execute(work.db)
  return rows[0]
}

async function movementsOf(work: Work, { productId, warehouseId, before, limit }: ExplainStock): Promise<MovementRow[]> {
  let query = scoped(work, "inventory.movement")
    .select(["movement_id", "position", "quantity", "on_hand_after", "cause", "reference_kind", "reference_id", "note", "actor", "occurred_at", "recorded_at"])
    .where("product_id", "=", productId).where("warehouse_id", "=", warehouseId)
  if (before !== undefined) query = query.where("position", "<", before)
  const rows = await query.orderBy("position", "desc").limit(limit + 1).execute()
  return rows.map((row) => ({
    movementId: row.movement_id, position: row.position, quantity: quantity(row.quantity), onHandAfter: quantity(row.on_hand_after), cause: row.cause as MovementCause,
    reference: { kind: row.reference_kind, id: row.reference_id }, note: row.note, actor: row.actor as ActorRecord,
    occurredAt: row.occurred_at.toISOString(), recordedAt: row.recorded_at.toISOString(),
  }))
}

async function reservationsOf(work: Work, { productId, warehouseId, reservationsAfter, limit }: ExplainStock): Promise<ReservationRow[]> {
  let query = scoped(work, "inventory.reservation")
    .select(["reservation_id", "tenant_id", "account_id", "order_id", "order_line_id", "quantity", "reserved_quantity", "picked_at", "created_at"])
    .where("product_id", "=", productId).where("warehouse_id", "=", warehouseId).where("settled_at", "is", null)
  if (reservationsAfter !== undefined) query = query.where("reservation_id", ">", reservationsAfter)
  const rows = await query.orderBy("reservation_id").limit(limit + 1).execute()
  return rows.map((row) => ({
    reservationId: row.reservation_id, tenantId: row.tenant_id, accountId: row.account_id, orderId: row.order_id, orderLineId: row.order_line_id,
    quantity: quantity(row.quantity), reservedQuantity: quantity(row.reserved_quantity), picked: row.picked_at !== null, createdAt: row.created_at.toISOString(),
  }))
}
