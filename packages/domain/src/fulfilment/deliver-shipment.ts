import { record, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { ShipmentStatus, ShipmentStep } from "./contract.ts"
import { shipmentDelivered } from "./events.ts"
import { lockShipment, saveStep } from "./shipment.db.ts"

/** The carrier says it arrived. Announces `fulfilment.shipment_delivered`. Refuses as packing does. */
export async function deliverShipment(work: Work, ref: ShipmentStep): Promise<{ readonly status: ShipmentStatus }> {
  authorize(work, "network.shipment.manage")
  const { shipment, tenant } = await lockShipment(work, ref)
  const { shipmentId, number, orderId, tenantId, accountId, status, order } = shipment
  if (status !== "shipped") throw new Refusal("fulfilment.shipment_is_past", "conflict", { number, status })
  await saveStep(tenant, shipment, { status: "delivered", delivered_at: work.now.toString() })
  record(tenant, shipmentDelivered, { shipmentId, number, orderId, orderNumber: order.number, tenantId, accountId }, tenantId)
  return { status: "delivered" }
}
