import { z } from "zod"

const uuid = z.uuid()
/** A decimal as `numeric(18, 6)` holds it, in plain digits. */
const digits = /^\d{1,12}(\.\d{1,6})?$/
const positive = z.string().regex(digits).refine((text) => /[1-9]/.test(text))
const amount = z.string().regex(digits)
const signed = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/)
const text = (longest: number) => z.string().trim().min(1).max(longest)
const unit = text(20)
const country = z.string().regex(/^[A-Z]{2}$/)
const limit = z.int().min(1).max(200).default(50)

export const WarehouseAddress = z.object({ line1: z.string().max(200).default(""), line2: z.string().max(200).default(""), postalCode: z.string().max(20).default(""), city: z.string().max(100).default(""), region: z.string().max(100).default("") })
export type WarehouseAddress = z.infer<typeof WarehouseAddress>

/** An IANA time zone that this runtime knows. */
function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

export const SaveWarehouse = z.object({
  warehouseId: uuid.optional(),
  /** As it was read; needed to change one. */
  version: z.int().min(1).optional(),
  code: z.string().regex(/^[A-Z0-9-]{2,12}$/),
  name: text(100),
  address: WarehouseAddress,
  country,
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  zone: text(60).refine(isZone),
  handlingDays: z.int().min(0).max(30),
  active: z.boolean().default(true),
})
export type SaveWarehouse = z.infer<typeof SaveWarehouse>

const UnitLine = z.object({ productId: uuid, unit, quantity: positive })
const MOST_LINES = 5_000

export const ReceiveStockInput = z.object({
  warehouseId: uuid,
  lines: z.array(UnitLine.extend({ expectedId: uuid.optional() })).min(1).max(MOST_LINES),
  reference: text(120),
  note: z.string().trim().max(500).optional(),
  occurredAt: z.iso.datetime({ offset: true }).optional(),
})
export const CountStockInput = z.object({
  warehouseId: uuid,
  lines: z.array(UnitLine.extend({ quantity: amount })).min(1).max(MOST_LINES),
  reference: text(120),
  note: z.string().trim().max(500).optional(),
  occurredAt: z.iso.datetime({ offset: true }).optional(),
})
export const CorrectStockInput = z.object({ warehouseId: uuid, line: UnitLine.extend({ quantity: signed }), reason: text(500), reference: text(120) })
export const SetReorderPoint = z.object({ productId: uuid, warehouseId: uuid, baseQuantity: amount })
export type SetReorderPoint = z.infer<typeof SetReorderPoint>

const day = z.iso.date()
export const ExpectReceipt = UnitLine.extend({ warehouseId: uuid, expectedOn: day, reference: text(120) })
export type ExpectReceipt = z.infer<typeof ExpectReceipt>
export const ChangeExpectedReceipt = z.object({ expectedId: uuid, version: z.int().min(1), expectedOn: day, baseQuantity: positive })
export type ChangeExpectedReceipt = z.infer<typeof ChangeExpectedReceipt>
export const CancelExpectedReceipt = z.object({ expectedId: uuid, version: z.int().min(1), reason: text(500) })
export const ListExpectedReceipts = z.object({ warehouseId: uuid.optional(), productId: uuid.optional(), after: z.object({ on: day, expectedId: uuid }).optional(), limit })
export type ListExpectedReceipts = z.infer<typeof ListExpectedReceipts>

/** all · low: at or below the reorder point · out: nothing unreserved · waiting: somebody waits for it. */
export const STOCK_FILTERS = ["all", "low", "out", "waiting"] as const
export const ListStock = z.object({
  /** The beginning of a part number, with or without dashes. */
  search: z.string().max(60).default(""),
  warehouseId: uuid.optional(),
  filter: z.enum(STOCK_FILTERS).default("all"),
  after: z.string().max(120).optional(),
  limit,
})
export type ListStock = z.infer<typeof ListStock>

/** `before`: the position on the stock card below which to read on. `reservationsAfter`: the last promise that was read. */
export const ExplainStock = z.object({ productId: uuid, warehouseId: uuid, before: z.int().min(1).optional(), reservationsAfter: uuid.optional(), limit })
export type ExplainStock = z.infer<typeof ExplainStock>

export const STRATEGIES = ["nearest_complete", "nearest_split", "listed"] as const
const ruleFields = {
  name: text(100),
  /** "" is everywhere. */
  shipToCountry: z.union([country, z.literal("")]).default(""),
  strategy: z.enum(STRATEGIES),
  warehouseIds: z.array(uuid).max(50).default([]),
}
export const SaveSourcingRule = z.object({ ruleId: uuid.optional(), version: z.int().min(1).optional(), ...ruleFields, active: z.boolean().default(true) })
export type SaveSourcingRule = z.infer<typeof SaveSourcingRule>
export const OrderSourcingRules = z.object({ ruleIds: z.array(uuid).min(1).max(200) })
export const RemoveSourcingRule = z.object({ ruleId: uuid })
/** The rules as they would be, first to last; the orders of the last `orders` submissions. */
export const TrySourcing = z.object({ rules: z.array(z.object(ruleFields)).max(200), orders: z.int().min(1).max(100).default(20) })
export type TrySourcing = z.infer<typeof TrySourcing>

export const MoveReservationsInput = z.object({ tenantId: z.int().min(1), accountId: uuid, orderId: uuid, orderLineId: uuid, warehouseId: uuid, reason: text(500) })
