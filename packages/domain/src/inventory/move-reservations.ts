import { audit, record, type Work } from "@entrepot/db"
import { isZeroQuantity, newId, Refusal, sumOfQuantities } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { allocate } from "./allocate.ts"
import { reservationsMoved } from "./events.ts"
import { releaseReservations } from "./release-reservations.ts"
import { lockSupply, saveReservations, type ReserveResult } from "./reserve.ts"

export type MoveReservations = {
  readonly tenantId: number
  readonly accountId: string
  readonly orderId: string
  readonly orderLineId: string
  readonly warehouseId: string
  readonly reason: string
}

/**
 * Overrides the sourcing rules for one line: all that is promised to it comes from this warehouse. Refuses
 * `inventory.nothing_is_reserved`, `inventory.stock_is_picked`, and `inventory.warehouse_has_too_little` when the warehouse
 * cannot cover it all; then nothing moves. Announces `inventory.reservations_moved` in the tenant.
 */
export async function moveReservations(work: Work, ask: MoveReservations): Promise<ReserveResult> {
  authorize(work, "network.order.manage")
  const { tenantId, accountId, orderId, orderLineId, warehouseId, reason } = ask
  const released = await releaseReservations(work, { tenantId, accountId, orderId, lineIds: [orderLineId] })
  const productId = released[0]?.productId
  if (productId === undefined) throw new Refusal("inventory.nothing_is_reserved", "rule")
  const wanted = sumOfQuantities(released.map(({ quantity }) => quantity))
  const { supply } = await lockSupply(work, [productId])
  const only = { ruleId: "override", name: reason, shipToCountry: "", strategy: "listed" as const, warehouseIds: [warehouseId] }
  const [line] = allocate([{ orderLineId, productId, baseQuantity: wanted, destination: { country: "" } }], supply, [only])
  if (!isZeroQuantity(line!.short)) throw new Refusal("inventory.warehouse_has_too_little", "rule", { wanted, short: line!.short })
  const result = { ...line!, allocations: line!.allocations.map((part) => ({ reservationId: newId(), ...part })) }
  await saveReservations(work, { orderId, tenantId, accountId, lines: [{ orderLineId, productId }] }, [result])
  record(work, reservationsMoved, { orderId, orderLineId, warehouseId }, tenantId)
  audit(work, { action: "reservation.moved", subjectKind: "order", subjectId: orderId, tenantId, reason, before: released.map((part) => ({ warehouseId: part.warehouseId, quantity: part.quantity })), after: { orderLineId, warehouseId, quantity: wanted } })
  return result
}
