import { isZeroQuantity } from "@entrepot/kernel"
import type { OrderStatus } from "./contract.ts"
import { openBase, type ApprovalState, type OrderLine } from "./order.ts"

/** What a status follows from; nobody sets one by hand. */
export type StatusFacts = {
  readonly submittedAt: string | null
  readonly closedAt: string | null
  readonly approval: ApprovalState
  readonly hold: unknown
  readonly lines: readonly Pick<OrderLine, "quantity" | "factor" | "shippedBase" | "cancelledBase" | "cancelledAt">[]
}

/**
 * The status of an order. A rejection or an approval that ran out ends it; an order of which nothing is left and nothing has
 * shipped is cancelled; a hold comes before an approval, because nobody should be asked about goods that may not be sold.
 */
export function statusOf({ submittedAt, closedAt, approval, hold, lines }: StatusFacts): OrderStatus {
  if (submittedAt === null) return "draft"
  if (closedAt !== null) return "closed"
  const shipped = lines.some((line) => !isZeroQuantity(line.shippedBase))
  const open = lines.some((line) => !isZeroQuantity(openBase(line)))
  if (!open) return shipped ? "shipped" : "cancelled"
  if (approval === "rejected" || approval === "expired") return "rejected"
  if (hold) return "on_hold"
  if (approval === "pending") return "awaiting_approval"
  return shipped ? "partly_shipped" : "confirmed"
}

/** Whether an order may hold stock: only what is agreed by everybody does. */
export function mayHoldStock(status: OrderStatus): boolean {
  return status === "confirmed" || status === "partly_shipped"
}
