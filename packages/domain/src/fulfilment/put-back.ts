import { audit, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { unmarkPicked } from "../ordering/index.ts"
import { authorize } from "../tenancy/index.ts"
import type { PutBack } from "./contract.ts"
import { letGo } from "./let-go.ts"
import { planShipments } from "./plan-shipments.ts"
import { lockShipment, saveStep } from "./shipment.db.ts"

/**
 * What was picked goes back on the shelf, still promised: this shipment ends, and what it held is planned anew, so that the
 * order can be changed again. Refuses `fulfilment.shipment_changed` and `fulfilment.shipment_is_past` (conflict).
 */
export async function putBack(work: Work, { reason, ...ref }: PutBack): Promise<void> {
  authorize(work, "network.shipment.manage")
  const { shipment, tenant } = await lockShipment(work, ref)
  const { tenantId, orderId, status, number } = shipment
  if (status !== "picked" && status !== "packed") throw new Refusal("fulfilment.shipment_is_past", "conflict", { number, status })
  await saveStep(tenant, shipment, { status: "cancelled", cancelled_at: work.now.toString() })
  await unmarkPicked(tenant, { orderId, lineIds: await letGo(tenant, shipment) })
  await planShipments(tenant, shipment)
  audit(tenant, { action: "shipment.put_back", subjectKind: "shipment", subjectId: shipment.shipmentId, tenantId, reason })
}
