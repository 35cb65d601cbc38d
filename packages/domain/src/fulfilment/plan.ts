import type { Quantity } from "@entrepot/kernel"

/** A promise that is on no shipment yet, or on one that is only planned: how much of it, from where, to where, and by when. */
export type PlannedPart = {
  readonly reservationId: string
  readonly orderLineId: string
  readonly productId: string
  readonly warehouseId: string
  readonly shipToId: string
  readonly quantity: Quantity
  readonly promiseOn: string | null
}
export type PlannedShipment = { readonly shipmentId: string; readonly warehouseId: string; readonly shipToId: string; readonly lines: readonly { readonly reservationId: string; readonly quantity: Quantity }[] }

export type Plan = {
  readonly cancel: readonly string[]
  /** Lines that join a shipment that is planned already. */
  readonly join: readonly { readonly shipmentId: string; readonly parts: readonly PlannedPart[] }[]
  readonly create: readonly { readonly warehouseId: string; readonly shipToId: string; readonly parts: readonly PlannedPart[] }[]
}

/**
 * What has to happen so that every open promise is on exactly one shipment per warehouse and ship-to. A planned shipment that
 * promises something else than before is cancelled and planned anew, because a printed picking list must never change in
 * silence; one that only gains lines gains them. Where all is as it should be, nothing happens.
 */
export function decidePlan(parts: readonly PlannedPart[], planned: readonly PlannedShipment[]): Plan {
  const wanted = new Map(parts.map((part) => [part.reservationId, part]))
  const stands = (shipment: PlannedShipment) => shipment.lines.every((line) => {
    const part = wanted.get(line.reservationId)
    return part?.quantity === line.quantity && part.warehouseId === shipment.warehouseId && part.shipToId === shipment.shipToId
  })
  const kept = planned.filter(stands)
  const onShipment = new Set(kept.flatMap(({ lines }) => lines.map(({ reservationId }) => reservationId)))
  const groups = new Map<string, PlannedPart[]>()
  for (const part of parts.filter(({ reservationId }) => !onShipment.has(reservationId))) {
    const key = `${part.warehouseId} ${part.shipToId}`
    groups.set(key, [...(groups.get(key) ?? []), part])
  }
  const join: { shipmentId: string; parts: PlannedPart[] }[] = []
  const create: { warehouseId: string; shipToId: string; parts: PlannedPart[] }[] = []
  for (const group of groups.values()) {
    const { warehouseId, shipToId } = group[0]!
    const home = kept.find((shipment) => shipment.warehouseId === warehouseId && shipment.shipToId === shipToId)
    if (home) join.push({ shipmentId: home.shipmentId, parts: group })
    else create.push({ warehouseId, shipToId, parts: group })
  }
  return { cancel: planned.filter((shipment) => !stands(shipment)).map(({ shipmentId }) => shipmentId), join, create }
}
