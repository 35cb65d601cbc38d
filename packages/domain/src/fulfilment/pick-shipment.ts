import { record, type Work } from "@entrepot/db"
import { addQuantity, isZeroQuantity, quantity, Refusal, type Quantity } from "@entrepot/kernel"
import { pickReservations, stockFreed, withdrawReservations, writeOff } from "../inventory/index.ts"
import { markPicked, shortPick } from "../ordering/index.ts"
import { authorize } from "../tenancy/index.ts"
import type { PickShipment, ShipmentStatus } from "./contract.ts"
import { planShipments } from "./plan-shipments.ts"
import { lockShipment, saveLines, saveStep } from "./shipment.db.ts"
import { decidePick, type PickedLine, type Shipment } from "./shipment.ts"

/**
 * The picker's report. What was found is in the warehouse's hands from here on and can no longer be changed or cancelled. What
 * was not found or is damaged leaves the books, its promise is withdrawn and the line waits for new stock; what is left for
 * later goes on a shipment of its own. When nothing at all was found, the shipment is cancelled. Refuses
 * `fulfilment.shipment_changed`, `fulfilment.shipment_is_past` (conflict), `fulfilment.order_is_not_open`,
 * `fulfilment.line_not_found`, `fulfilment.picked_too_much`, and `inventory.reservation_changed` (conflict) when the order changed meanwhile.
 */
export async function pickShipment(work: Work, { short = [], ...ref }: PickShipment): Promise<{ readonly status: ShipmentStatus }> {
  authorize(work, "network.shipment.manage")
  const { shipment, tenant } = await lockShipment(work, ref)
  const picked = decidePick(shipment, short)
  if ("refused" in picked) throw new Refusal(`fulfilment.${picked.refused}`, picked.kind, picked.facts)
  const status = picked.nothing ? "cancelled" : "picked"
  const now = work.now.toString()
  await takeFromShelf(tenant, shipment, picked.lines)
  await saveLines(tenant, shipment, picked.lines.map(({ shipmentLineId, found, reason }) => ({ shipmentLineId, picked: found, reason })))
  await saveStep(tenant, shipment, status === "picked" ? { status, picked_at: now } : { status, cancelled_at: now })
  const inHands = picked.lines.filter(({ found }) => !isZeroQuantity(found))
  if (inHands.length > 0) await markPicked(tenant, { orderId: shipment.orderId, lineIds: [...new Set(inHands.map(({ orderLineId }) => orderLineId))] })
  await giveUp(tenant, shipment, picked.lines.filter(({ reason }) => reason === "not_found" || reason === "damaged"))
  if (picked.lines.some(({ reason }) => reason === "later")) await planShipments(tenant, shipment)
  return { status }
}

async function takeFromShelf(tenant: Work, { accountId, tenantId }: Shipment, lines: readonly PickedLine[]): Promise<void> {
  const parts = lines.filter(({ found }) => !isZeroQuantity(found)).map(({ reservationId, found }) => ({ reservationId, quantity: found }))
  if (parts.length > 0) await pickReservations(tenant, { tenantId, accountId, parts })
}

/** The promise is withdrawn before the stock leaves the books, so that reserved never stands above on hand in between. */
async function giveUp(tenant: Work, shipment: Shipment, missing: readonly PickedLine[]): Promise<void> {
  if (missing.length === 0) return
  const { tenantId, accountId, warehouseId, orderId } = shipment
  await withdrawReservations(tenant, { tenantId, accountId, parts: missing.map((line) => ({ reservationId: line.reservationId, quantity: line.missing })) })
  await writeOff(tenant, { warehouseId, id: shipment.shipmentId, reason: reasonsOf(shipment, missing), lines: [...sumBy(missing, (line) => line.productId)].map(([productId, baseQuantity]) => ({ productId, baseQuantity })) })
  await shortPick(tenant, { orderId, lines: [...sumBy(missing, (line) => line.orderLineId)].map(([orderLineId, baseQuantity]) => ({ orderLineId, baseQuantity })) })
  // Another warehouse may have it: whoever waits is looked at again, in the whole network.
  record(tenant, stockFreed, { productIds: [...new Set(missing.map(({ productId }) => productId))] }, 0)
}

function reasonsOf({ number }: Shipment, missing: readonly PickedLine[]): string {
  return `${number}: ${[...new Set(missing.map(({ reason }) => reason))].join(", ")}`
}

function sumBy(lines: readonly PickedLine[], keyOf: (line: PickedLine) => string): Map<string, Quantity> {
  const sums = new Map<string, Quantity>()
  for (const line of lines) sums.set(keyOf(line), addQuantity(sums.get(keyOf(line)) ?? quantity("0"), line.missing))
  return sums
}
