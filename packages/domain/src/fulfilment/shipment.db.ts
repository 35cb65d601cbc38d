import { sql } from "kysely"
import { inTenant, scoped, scopedUpdate, type Work } from "@entrepot/db"
import { quantity, Refusal } from "@entrepot/kernel"
import type { ShipmentStatus } from "./contract.ts"
import type { Shipment, ShipmentLine } from "./shipment.ts"

/** A shipment's id from another network and one that never was get the same answer. */
const shipmentNotFound = () => new Refusal("fulfilment.shipment_not_found", "not_found")

export type Locked = { readonly shipment: Shipment; /** The same transaction, seen from the tenant whose shipment it is. */ readonly tenant: Work }

/**
 * Locks the order, then the shipment: everybody who changes both takes them in this order. Refuses
 * `fulfilment.shipment_not_found`, and `fulfilment.shipment_changed` (conflict) when it is not the version that was read.
 */
export async function lockShipment(work: Work, { shipmentId, version }: { readonly shipmentId: string; readonly version: number }): Promise<Locked> {
  const key = await scoped(work, "fulfilment.shipment").select(["tenant_id as tenantId", "account_id as accountId", "order_id as orderId"]).where("shipment_id", "=", shipmentId).executeTakeFirst()
  if (!key) throw shipmentNotFound()
  const tenant = inTenant(work, key.tenantId)
  const [order, head, lines] = await Promise.all([lockOrderRow(tenant, key.orderId), lockHead(tenant, key.accountId, shipmentId), linesOf(tenant, key.accountId, shipmentId)])
  if (!order || !head) throw shipmentNotFound()
  if (head.version !== version) throw new Refusal("fulfilment.shipment_changed", "conflict", { number: head.number, status: head.status })
  return { tenant, shipment: { ...head, tenantId: key.tenantId, accountId: key.accountId, lines, order: { number: order.number ?? "", status: order.status, shipComplete: order.shipComplete, backordered: order.backordered } } }
}

/** Locks the order's row and reads what fulfilment has to know of it, of the tenant that the work is in. */
export async function lockOrderRow(work: Work, orderId: string) {
  return scoped(work, "ordering.order")
    .select(["account_id as accountId", "number", "status", "ship_to_id as shipToId", "ship_complete as shipComplete", "backordered"])
    .where("order_id", "=", orderId).where("status", "<>", "draft").forNoKeyUpdate().executeTakeFirst()
}

async function lockHead(work: Work, accountId: string, shipmentId: string) {
  const row = await scoped(work, "fulfilment.shipment")
    .select(["shipment_id as shipmentId", "number", "order_id as orderId", "warehouse_id as warehouseId", "status", "version"])
    .where("account_id", "=", accountId).where("shipment_id", "=", shipmentId).forNoKeyUpdate().executeTakeFirst()
  return row && { ...row, status: row.status as ShipmentStatus }
}

async function linesOf(work: Work, accountId: string, shipmentId: string): Promise<ShipmentLine[]> {
  const rows = await scoped(work, "fulfilment.shipment_line")
    .select(["shipment_line_id as shipmentLineId", "order_line_id as orderLineId", "product_id as productId", "reservation_id as reservationId", "base_quantity as baseQuantity", "picked_base as picked", "shipped_base as shipped"])
    .where("account_id", "=", accountId).where("shipment_id", "=", shipmentId).orderBy("shipment_line_id").execute()
  return rows.map((row) => ({ ...row, baseQuantity: quantity(row.baseQuantity), picked: row.picked === null ? null : quantity(row.picked), shipped: row.shipped === null ? null : quantity(row.shipped) }))
}

type Step = Partial<{ status: ShipmentStatus; carrier: string; tracking_number: string; picked_at: string; packed_at: string; shipped_at: string; delivered_at: string; cancelled_at: string }>

/** The shipment goes one step on, and one version. */
export async function saveStep(work: Work, { accountId, shipmentId, version }: Shipment, step: Step): Promise<void> {
  await scopedUpdate(work, "fulfilment.shipment").set({ ...step, version: version + 1 }).where("account_id", "=", accountId).where("shipment_id", "=", shipmentId).execute()
}

/** Writes what was picked, or what left, of all lines in one statement. */
export async function saveLines(work: Work, { accountId, shipmentId }: Shipment, lines: readonly { readonly shipmentLineId: string; readonly picked?: string; readonly reason?: string | null; readonly shipped?: string }[]): Promise<void> {
  const rows = JSON.stringify(lines.map((line) => ({ id: line.shipmentLineId, picked: line.picked, reason: line.reason, shipped: line.shipped })))
  await sql`
    update fulfilment.shipment_line l set picked_base = coalesce(x.picked, l.picked_base), short_reason = coalesce(x.reason, l.short_reason), shipped_base = coalesce(x.shipped, l.shipped_base)
      from jsonb_to_recordset(${rows}::jsonb) as x(id uuid, picked numeric, reason text, shipped numeric)
     where l.network_id = ${work.scope.networkId} and l.tenant_id = ${work.scope.tenantId} and l.account_id = ${accountId} and l.shipment_id = ${shipmentId} and l.shipment_line_id = x.id`.execute(work.db)
}
