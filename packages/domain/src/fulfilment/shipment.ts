import { compareQuantities, isZeroQuantity, quantity, subtractQuantity, type Facts, type Quantity } from "@entrepot/kernel"
import type { PickShipment, ShipmentStatus, ShipShipment, ShortReason } from "./contract.ts"

export type ShipmentLine = {
  readonly shipmentLineId: string
  readonly orderLineId: string
  readonly productId: string
  readonly reservationId: string
  /** All in base units: what was planned, what was found, what left. */
  readonly baseQuantity: Quantity
  readonly picked: Quantity | null
  readonly shipped: Quantity | null
}

export type Shipment = {
  readonly tenantId: number
  readonly accountId: string
  readonly shipmentId: string
  readonly number: string
  readonly orderId: string
  readonly warehouseId: string
  readonly status: ShipmentStatus
  readonly version: number
  readonly lines: readonly ShipmentLine[]
  readonly order: ShippedOrder
}

/** What fulfilment has to know of the order. */
export type ShippedOrder = { readonly number: string; readonly status: string; readonly shipComplete: boolean; readonly backordered: boolean }

type Refused = { readonly refused: string; readonly kind: "rule" | "conflict" | "invalid"; readonly facts: Facts }
const refuse = (refused: string, kind: Refused["kind"], facts: Facts = {}): Refused => ({ refused, kind, facts })

const ZERO = quantity("0")

/** An order on hold, or one that was cancelled meanwhile, gives nothing to a picker. */
export function isOpenOrder({ status }: Pick<ShippedOrder, "status">): boolean {
  return status === "confirmed" || status === "partly_shipped"
}

export type PickedLine = ShipmentLine & { readonly found: Quantity; readonly missing: Quantity; readonly reason: ShortReason | null }

/** What a picker brought. Lines that are not named were found whole; when nothing at all was found, there is nothing to pack. */
export function decidePick(shipment: Shipment, short: NonNullable<PickShipment["short"]>): { readonly lines: readonly PickedLine[]; readonly nothing: boolean } | Refused {
  if (shipment.status !== "planned") return refuse("shipment_is_past", "conflict", { status: shipment.status, number: shipment.number })
  if (!isOpenOrder(shipment.order)) return refuse("order_is_not_open", "rule", { order: shipment.order.number, status: shipment.order.status })
  const named = new Map(short.map((line) => [line.shipmentLineId, line]))
  if (short.some(({ shipmentLineId }) => !shipment.lines.some((line) => line.shipmentLineId === shipmentLineId))) return refuse("line_not_found", "invalid")
  const lines = shipment.lines.map((line): PickedLine => {
    const found = quantity(named.get(line.shipmentLineId)?.picked ?? line.baseQuantity)
    const missing = subtractQuantity(line.baseQuantity, found)
    return { ...line, found, missing, reason: isZeroQuantity(missing) ? null : named.get(line.shipmentLineId)!.reason }
  })
  if (lines.some(({ missing }) => compareQuantities(missing, ZERO) < 0)) return refuse("picked_too_much", "invalid")
  return { lines, nothing: lines.every(({ found }) => isZeroQuantity(found)) }
}

export function decidePack(shipment: Shipment): { readonly status: "packed" } | Refused {
  return shipment.status === "picked" ? { status: "packed" } : refuse("shipment_is_past", "conflict", { status: shipment.status, number: shipment.number })
}

export type LeavingLine = ShipmentLine & { readonly leaving: Quantity; readonly staying: Quantity }

/** What leaves now, and what of the picked goods stays. An order that ships complete leaves only when nothing of it is missing. */
export function decideShip(shipment: Shipment, asked: ShipShipment["lines"]): { readonly lines: readonly LeavingLine[]; readonly partial: boolean } | Refused {
  const { order } = shipment
  if (shipment.status !== "packed") return refuse("shipment_is_past", "conflict", { status: shipment.status, number: shipment.number })
  if (!isOpenOrder(order)) return refuse("order_is_not_open", "rule", { order: order.number, status: order.status })
  const named = asked && new Map(asked.map((line) => [line.shipmentLineId, quantity(line.quantity)]))
  if (asked?.some(({ shipmentLineId }) => !shipment.lines.some((line) => line.shipmentLineId === shipmentLineId))) return refuse("line_not_found", "invalid")
  const lines = shipment.lines.map((line): LeavingLine => {
    const picked = line.picked ?? ZERO
    const leaving = named ? (named.get(line.shipmentLineId) ?? ZERO) : picked
    return { ...line, leaving, staying: subtractQuantity(picked, leaving) }
  })
  if (lines.some(({ staying }) => compareQuantities(staying, ZERO) < 0)) return refuse("shipped_too_much", "invalid")
  if (lines.every(({ leaving }) => isZeroQuantity(leaving))) return refuse("nothing_leaves", "invalid")
  const partial = lines.some(({ staying }) => !isZeroQuantity(staying))
  if (order.shipComplete && (partial || order.backordered)) return refuse("order_ships_complete", "rule", { order: order.number })
  return { lines, partial }
}

/** What can be done with a shipment next, for the buttons of a page. */
export function actionsOf(status: ShipmentStatus, order: Pick<ShippedOrder, "status">): { readonly pick: boolean; readonly pack: boolean; readonly ship: boolean; readonly putBack: boolean; readonly deliver: boolean } {
  const open = isOpenOrder(order)
  return { pick: status === "planned" && open, pack: status === "picked", ship: status === "packed" && open, putBack: status === "picked" || status === "packed", deliver: status === "shipped" }
}
