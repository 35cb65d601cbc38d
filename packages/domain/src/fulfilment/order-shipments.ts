import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { fromBase, quantity, type Quantity } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { ShipmentStatus } from "./contract.ts"
import type { ShipToText } from "./list-shipments.ts"

export type OrderShipment = {
  readonly shipmentId: string
  readonly number: string
  readonly status: Exclude<ShipmentStatus, "cancelled">
  readonly shipTo: ShipToText
  readonly carrier: string
  readonly trackingNumber: string
  readonly dueOn: string
  readonly shippedAt: string | null
  readonly deliveredAt: string | null
  /** In the unit that was ordered: what left, or what is on its way to leave. */
  readonly lines: readonly { readonly orderLineId: string; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: Quantity }[]
}

type Raw = Omit<OrderShipment, "shippedAt" | "deliveredAt" | "lines"> & { readonly shippedAt: Date | null; readonly deliveredAt: Date | null; readonly lines: (Omit<OrderShipment["lines"][number], "quantity"> & { base: string; factor: string })[] }

/**
 * What of an order is on its way, for the portal: the parcels with their tracking, in the order in which they were planned. An order
 * of another account has none. One statement.
 */
export async function orderShipments(work: Work, { orderId }: { readonly orderId: string }): Promise<OrderShipment[]> {
  authorize(work, "order.view")
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Raw>`
    select s.shipment_id as "shipmentId", s.number, s.status, s.ship_to as "shipTo", s.carrier, s.tracking_number as "trackingNumber", s.due_on as "dueOn", s.shipped_at as "shippedAt", s.delivered_at as "deliveredAt",
           (select coalesce(json_agg(json_build_object('orderLineId', l.order_line_id, 'sku', ol.sku, 'name', ol.name, 'unit', ol.unit, 'factor', ol.unit_factor::text,
                     'base', coalesce(l.shipped_base, l.picked_base, l.base_quantity)::text) order by ol.position, l.shipment_line_id), '[]')
              from fulfilment.shipment_line l
              join ordering.order_line ol on (ol.network_id, ol.tenant_id, ol.account_id, ol.order_id, ol.line_id) = (l.network_id, l.tenant_id, l.account_id, l.order_id, l.order_line_id)
             where (l.network_id, l.tenant_id, l.account_id, l.shipment_id) = (s.network_id, s.tenant_id, s.account_id, s.shipment_id)
               and coalesce(l.shipped_base, l.picked_base, l.base_quantity) > 0) as lines
      from fulfilment.shipment s
     where s.network_id = ${networkId} and s.tenant_id = ${tenantId} and s.order_id = ${orderId} and s.status <> 'cancelled'
     order by s.planned_at, s.shipment_id`.execute(work.db)
  return rows.map(({ shippedAt, deliveredAt, lines, ...row }) => ({
    ...row, shippedAt: shippedAt?.toISOString() ?? null, deliveredAt: deliveredAt?.toISOString() ?? null,
    lines: lines.map(({ base, factor, ...line }) => ({ ...line, quantity: fromBase(quantity(base), quantity(factor)) })),
  }))
}
