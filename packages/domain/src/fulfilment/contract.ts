import { z } from "zod"

export const SHIPMENT_STATUSES = ["planned", "picked", "packed", "shipped", "delivered", "cancelled"] as const
export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number]

/** not_found, damaged: it leaves the books and the line waits for new stock. later: it stays promised and goes on a shipment of its own. */
export const SHORT_REASONS = ["not_found", "damaged", "later"] as const
export type ShortReason = (typeof SHORT_REASONS)[number]

const uuid = z.uuid()
const amount = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/)
/** `version`: as it was read. Whoever comes second with the same one is told so. */
const shipment = { shipmentId: uuid, version: z.int().min(1) }
const limit = z.int().min(1).max(200).default(50)

export const ShipmentRef = z.object({ shipmentId: uuid })
export const ShipmentStep = z.object(shipment)
export type ShipmentStep = z.infer<typeof ShipmentStep>

export const PutBack = z.object({ ...shipment, reason: z.string().trim().min(1).max(500) })
export type PutBack = z.infer<typeof PutBack>

/** Lines that are not named were picked whole. `picked` in base units. */
export const PickShipment = z.object({ ...shipment, short: z.array(z.object({ shipmentLineId: uuid, picked: amount, reason: z.enum(SHORT_REASONS) })).max(1_000).default([]) })
export type PickShipment = z.input<typeof PickShipment>

/** Without lines, all that was picked leaves. With lines, just that much of them (base units), and the rest is planned anew. */
export const ShipShipment = z.object({
  ...shipment,
  carrier: z.string().trim().min(1).max(60),
  trackingNumber: z.string().trim().max(80).default(""),
  lines: z.array(z.object({ shipmentLineId: uuid, quantity: amount })).min(1).max(1_000).optional(),
})
export type ShipShipment = z.input<typeof ShipShipment>

export const PickingList = z.object({ warehouseId: uuid, after: z.object({ dueOn: z.iso.date(), shipmentId: uuid }).optional(), limit })
export type PickingList = z.infer<typeof PickingList>

export const ListShipments = z.object({
  status: z.array(z.enum(SHIPMENT_STATUSES)).max(6).default([]),
  warehouseId: uuid.optional(),
  tenantId: z.int().min(1).optional(),
  orderId: uuid.optional(),
  /** The beginning of a shipment's or an order's number. */
  search: z.string().trim().max(60).default(""),
  after: z.object({ plannedAt: z.iso.datetime(), shipmentId: uuid }).optional(),
  limit,
})
export type ListShipments = z.infer<typeof ListShipments>

export const OrderShipmentsRef = z.object({ orderId: uuid })
