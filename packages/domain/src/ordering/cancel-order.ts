import { audit, record, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { withdraw } from "../approvals/index.ts"
import { releaseReservations } from "../inventory/index.ts"
import { authorize } from "../tenancy/index.ts"
import { mustBeChangeable } from "./change-order.ts"
import { CancelOrder } from "./contract.ts"
import { orderCancelled } from "./events.ts"
import { cancelled, isOpen, type Order } from "./order.ts"
import { lockOrder } from "./order.db.ts"
import { about, subjectOf } from "./proceed.ts"
import { owned } from "./recalculate.ts"
import { saveOrder } from "./save-order.db.ts"
import { statusOf } from "./status.ts"
import { submitted, type Submitted } from "./submit-order.ts"

/**
 * Gives up what is open of an order, or of some of its lines, before it is picked. Stock goes back exactly once, backorders
 * leave the queue, a pending approval is withdrawn, credit is given back. Of a line that shipped in part the shipped part stays
 * and is paid for. Cancelling what is cancelled answers as before. Refuses `ordering.order_is_over`, `line_is_picked`,
 * `line_not_found`.
 */
export async function cancelOrder(work: Work, input: CancelOrder): Promise<Submitted> {
  authorize(work, "order.cancel")
  const { orderId, lineIds, reason } = CancelOrder.parse(input)
  const before = await lockOrder(work, orderId)
  const status = statusOf(before)
  if (status === "cancelled") return submitted(before)
  if (status === "draft" || status === "rejected" || status === "shipped" || status === "closed") throw new Refusal("ordering.order_is_over", "conflict")
  const leaving = (lineIds ?? before.lines.filter(isOpen).map((line) => line.lineId)).map((lineId) => mustBeChangeable(before, lineId).lineId)
  const after = without(work, before, new Set(leaving))
  const whole = !after.lines.some(isOpen)
  await releaseReservations(work, { ...owned(before), ...(!whole && { lineIds: leaving }) })
  if (whole) await withdraw(work, subjectOf(before))
  const order: Order = whole ? { ...after, hold: null, approval: after.approval === "pending" ? "not_needed" : after.approval, cancelledAt: work.now.toString() } : after
  const saved = await saveOrder(work, { order, facts: [{ kind: whole ? "cancelled" : "lines_cancelled", detail: { reason, lines: leaving.length, skus: skusOf(before, leaving) } }], queue: { put: [], drop: leaving } })
  record(work, orderCancelled, { ...about(saved), lineIds: leaving, whole }, saved.tenantId)
  audit(work, { action: whole ? "order.cancelled" : "order.lines_cancelled", subjectKind: "order", subjectId: orderId, reason, before: { status }, after: { status: statusOf(saved) } })
  return submitted(saved)
}

function without(work: Work, order: Order, leaving: ReadonlySet<string>): Order {
  const at = work.now.toString()
  return { ...order, lines: order.lines.map((line) => (leaving.has(line.lineId) ? cancelled(line, at, order.currency) : line)) }
}

const skusOf = (order: Order, lineIds: readonly string[]) => order.lines.filter((line) => lineIds.includes(line.lineId)).slice(0, 20).map((line) => line.sku)
