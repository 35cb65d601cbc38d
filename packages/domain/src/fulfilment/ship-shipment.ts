import { record, type Work } from "@entrepot/db"
import { addQuantity, isZeroQuantity, quantity, Refusal, type Quantity } from "@entrepot/kernel"
import { shipReservations } from "../inventory/index.ts"
import { applyShipment } from "../ordering/index.ts"
import { authorize } from "../tenancy/index.ts"
import type { ShipShipment, ShipmentStatus } from "./contract.ts"
import { shipmentShipped } from "./events.ts"
import { letGo } from "./let-go.ts"
import { planShipments } from "./plan-shipments.ts"
import { lockShipment, saveLines, saveStep } from "./shipment.db.ts"
import { decideShip, type LeavingLine, type Shipment } from "./shipment.ts"

/**
 * It leaves, whole or in part: stock moves, promises are settled, the order knows. What stays behind is put back and planned
 * anew. Announces `fulfilment.shipment_shipped` in the order's tenant. Refuses `fulfilment.shipment_changed` and
 * `fulfilment.shipment_is_past` (conflict: somebody shipped it already), `fulfilment.order_is_not_open`, `fulfilment.order_ships_complete`,
 * `fulfilment.line_not_found`, `fulfilment.shipped_too_much`, `fulfilment.nothing_leaves`.
 */
export async function shipShipment(work: Work, { lines, carrier, trackingNumber = "", ...ref }: ShipShipment): Promise<{ readonly status: ShipmentStatus; readonly partial: boolean }> {
  authorize(work, "network.shipment.manage")
  const { shipment, tenant } = await lockShipment(work, ref)
  const decided = decideShip(shipment, lines)
  if ("refused" in decided) throw new Refusal(`fulfilment.${decided.refused}`, decided.kind, decided.facts)
  const { tenantId, accountId, shipmentId, warehouseId, orderId } = shipment
  const leaving = decided.lines.filter((line) => !isZeroQuantity(line.leaving))
  await shipReservations(tenant, { tenantId, accountId, warehouseId, reference: shipmentId, parts: leaving.map((line) => ({ reservationId: line.reservationId, quantity: line.leaving })) })
  await saveLines(tenant, shipment, decided.lines.map((line) => ({ shipmentLineId: line.shipmentLineId, shipped: line.leaving })))
  await saveStep(tenant, shipment, { status: "shipped", carrier, tracking_number: trackingNumber, shipped_at: work.now.toString() })
  await applyShipment(tenant, { orderId, lines: perOrderLine(leaving) })
  await letGo(tenant, shipment)
  if (decided.partial) await planShipments(tenant, shipment)
  announce(tenant, shipment, leaving, carrier, trackingNumber)
  return { status: "shipped", partial: decided.partial }
}

function perOrderLine(lines: readonly LeavingLine[]): { readonly orderLineId: string; readonly baseQuantity: Quantity }[] {
  const sums = new Map<string, Quantity>()
  for (const { orderLineId, leaving } of lines) sums.set(orderLineId, addQuantity(sums.get(orderLineId) ?? quantity("0"), leaving))
  return [...sums].map(([orderLineId, baseQuantity]) => ({ orderLineId, baseQuantity }))
}

function announce(tenant: Work, { shipmentId, number, orderId, tenantId, accountId, order }: Shipment, leaving: readonly LeavingLine[], carrier: string, trackingNumber: string): void {
  record(tenant, shipmentShipped, {
    shipmentId, number, orderId, orderNumber: order.number, tenantId, accountId, carrier, trackingNumber,
    lines: leaving.map((line) => ({ orderLineId: line.orderLineId, productId: line.productId, baseQuantity: line.leaving })),
  }, tenantId)
}
