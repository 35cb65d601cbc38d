import { audit, type Work } from "@entrepot/db"
import { isZeroQuantity, Refusal } from "@entrepot/kernel"
import { returnReservations } from "../inventory/index.ts"
import { unmarkPicked } from "../ordering/index.ts"
import { authorize } from "../tenancy/index.ts"
import type { PutBack } from "./contract.ts"
import { planShipments } from "./plan-shipments.ts"
import { lockShipment, saveStep } from "./shipment.db.ts"

/**
 * What was picked goes back on the shelf, still promised: this shipment ends, and what it held is planned anew, so that the
 * order can be changed again. Refuses `fulfilment.shipment_changed` and `fulfilment.shipment_is_past` (conflict).
 */
export async function putBack(work: Work, { reason, ...ref }: PutBack): Promise<void> {
  authorize(work, "network.shipment.manage")
  const { shipment, tenant } = await lockShipment(work, ref)
  const { tenantId, accountId, orderId, status, number } = shipment
  if (status !== "picked" && status !== "packed") throw new Refusal("fulfilment.shipment_is_past", "conflict", { number, status })
  const picked = shipment.lines.filter((line) => line.picked !== null && !isZeroQuantity(line.picked))
  await returnReservations(tenant, { tenantId, accountId, parts: picked.map((line) => ({ reservationId: line.reservationId, quantity: line.picked! })) })
  await saveStep(tenant, shipment, { status: "cancelled", cancelled_at: work.now.toString() })
  await unmarkPicked(tenant, { orderId, lineIds: [...new Set(picked.map(({ orderLineId }) => orderLineId))] })
  await planShipments(tenant, shipment)
  audit(tenant, { action: "shipment.put_back", subjectKind: "shipment", subjectId: shipment.shipmentId, tenantId, reason })
}
