import { z } from "zod"

export const ORDER_STATUSES = ["draft", "awaiting_approval", "on_hold", "confirmed", "partly_shipped", "shipped", "closed", "rejected", "cancelled"] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

/** Everything that can stand in an order's timeline, in the past tense. */
export const FACT_KINDS = [
  "submitted", "held", "hold_released", "approval_requested", "approved", "rejected", "approval_expired", "confirmed", "backordered", "backorder_filled",
  "changed", "trimmed", "lines_cancelled", "cancelled", "picked", "short_picked", "shipped",
] as const
export type FactKind = (typeof FACT_KINDS)[number]

const Amount = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/)
const Positive = Amount.refine((text) => /[1-9]/.test(text), "above zero")
const Unit = z.string().min(1).max(24)
const Day = z.iso.date()
const Id = z.uuid()
const Version = z.int().positive()
const Reason = z.string().trim().max(1000)
const PoNumber = z.string().trim().max(60)
export const MOST_CART_LINES = 1_000

export const CartLineInput = z.object({ productId: Id, unit: Unit, quantity: Positive, shipToId: Id.nullish(), requestedOn: Day.nullish() })
export type CartLineInput = z.infer<typeof CartLineInput>

/** The order pad sends up to 500 rows at once; all of them are written in two statements. */
export const AddLines = z.object({ lines: z.array(CartLineInput).min(1).max(500) })
export type AddLines = z.infer<typeof AddLines>
export const SetCartLine = z.object({ lineId: Id, quantity: Positive.optional(), shipToId: Id.nullish(), requestedOn: Day.nullish() })
export type SetCartLine = z.infer<typeof SetCartLine>
export const RemoveCartLines = z.object({ lineIds: z.array(Id).min(1).max(500) })
export type RemoveCartLines = z.infer<typeof RemoveCartLines>
export const CartDetails = z.object({
  poNumber: PoNumber.optional(), requestedOn: Day.nullish(), shipToId: Id.optional(), shipComplete: z.boolean().optional(), note: z.string().trim().max(2000).optional(),
})
export type CartDetails = z.infer<typeof CartDetails>

const MoneyText = z.object({ amount: z.string().regex(/^-?\d{1,18}$/), currency: z.string().regex(/^[A-Z]{3}$/) })

export const SubmitOrder = z.object({
  orderId: Id,
  poNumber: PoNumber.optional(),
  expectedVersion: Version.optional(),
  /** What the buyer read on the screen; another total is a conflict that names the new one. */
  expectedTotal: MoneyText.optional(),
  /** The buyer has seen that this PO number was used before. */
  acceptUsedPoNumber: z.boolean().default(false),
})
export type SubmitOrder = z.input<typeof SubmitOrder>

export const OrderRef = z.object({ orderId: Id })
export type OrderRef = z.infer<typeof OrderRef>
export const ReleaseHold = z.object({ orderId: Id, reason: Reason.min(1) })
export type ReleaseHold = z.infer<typeof ReleaseHold>
export const ApproveOrder = z.object({
  orderId: Id, reason: Reason.default(""), expectedVersion: Version.optional(),
  /** Lines that the approver makes smaller; 0 takes a line out. */
  trim: z.array(z.object({ lineId: Id, quantity: Amount })).max(500).default([]),
})
export type ApproveOrder = z.input<typeof ApproveOrder>
export const RejectOrder = z.object({ orderId: Id, reason: Reason.min(1) })
export type RejectOrder = z.infer<typeof RejectOrder>

export const ChangeOrder = z.object({
  orderId: Id,
  expectedVersion: Version,
  /** keep: lines that are there keep their price, new ones get today's. reprice: everything that has not shipped gets today's. */
  priceMode: z.enum(["keep", "reprice"]).default("keep"),
  poNumber: PoNumber.optional(),
  requestedOn: Day.nullish(),
  shipToId: Id.optional(),
  shipComplete: z.boolean().optional(),
  note: z.string().trim().max(2000).optional(),
  lines: z.array(z.object({ lineId: Id, quantity: Positive.optional(), shipToId: Id.optional(), requestedOn: Day.nullish() })).max(500).default([]),
  add: z.array(CartLineInput).max(200).default([]),
  remove: z.array(Id).max(500).default([]),
})
export type ChangeOrder = z.input<typeof ChangeOrder>

export const CancelOrder = z.object({ orderId: Id, lineIds: z.array(Id).min(1).max(500).optional(), reason: Reason.default("") })
export type CancelOrder = z.input<typeof CancelOrder>

export const SetCreditLimit = z.object({ accountId: Id, limit: MoneyText.nullable(), reason: Reason.default("") })
export type SetCreditLimit = z.input<typeof SetCreditLimit>
export const AccountRef = z.object({ accountId: Id.optional() })

export const ListOrders = z.object({
  status: z.array(z.enum(ORDER_STATUSES)).max(9).default([]),
  accountId: Id.optional(),
  tenantId: z.int().positive().optional(),
  /** The start of an order number or of a PO number. */
  search: z.string().trim().max(60).default(""),
  backordered: z.boolean().optional(),
  /** Only orders that are at least so many days old. */
  minAgeDays: z.int().min(0).max(3650).optional(),
  /** In minor units of the tenant's (or, for the distributor, the order's) currency. */
  minValue: z.string().regex(/^\d{1,18}$/).optional(),
  mine: z.boolean().default(false),
  sort: z.enum(["newest", "oldest", "value"]).default("newest"),
  cursor: z.string().max(200).nullish(),
  limit: z.int().min(1).max(100).default(50),
})
export type ListOrders = z.input<typeof ListOrders>

export const DryRunPolicy = z.object({ from: Day, to: Day, policyId: Id.optional() })
export type DryRunPolicy = z.infer<typeof DryRunPolicy>

export const ALLOCATION_STEPS = ["partners", "groups", "subscriptions", "orders", "promised", "queued", "largest", "smallest"] as const
export type AllocationStepName = (typeof ALLOCATION_STEPS)[number]
/**
 * What one of two who wait comes first by. partners, groups: those that are named, in this order, before all others. subscriptions, orders: what came of a
 * subscription, or what did not. promised: the earlier promised day; who has none comes last. queued: who has waited longer. largest, smallest: by what is missing.
 */
export const AllocationStep = z.discriminatedUnion("by", [
  z.object({ by: z.literal("partners"), tenantIds: z.array(z.int().positive()).min(1).max(200) }),
  z.object({ by: z.literal("groups"), codes: z.array(z.string().min(1).max(63)).min(1).max(50) }),
  z.object({ by: z.enum(["subscriptions", "orders", "promised", "queued", "largest", "smallest"]) }),
])
export type AllocationStep = z.infer<typeof AllocationStep>
/** in_turn: the first gets all that it waits for, then the next. fair_share: those who are equal by partner, group and kind get the same part. */
export const ALLOCATION_SHARINGS = ["in_turn", "fair_share"] as const
export const AllocationPolicy = z.object({
  steps: z.array(AllocationStep).min(1).max(ALLOCATION_STEPS.length).refine((steps) => new Set(steps.map(({ by }) => by)).size === steps.length, "each step once"),
  sharing: z.enum(ALLOCATION_SHARINGS),
})
export type AllocationPolicy = z.infer<typeof AllocationPolicy>
/** `version` is the one that was read; 0 where none was saved yet. */
export const SaveAllocationPolicy = z.object({ version: z.int().min(0), policy: AllocationPolicy, reason: Reason.min(1) })
export type SaveAllocationPolicy = z.infer<typeof SaveAllocationPolicy>
/** Without a quantity: what is unreserved now. */
export const PreviewAllocation = z.object({ productId: Id, quantity: Amount.optional(), policy: AllocationPolicy })
export type PreviewAllocation = z.infer<typeof PreviewAllocation>
