import { audit, record, type Work } from "@entrepot/db"
import { compareQuantities, quantity, Refusal } from "@entrepot/kernel"
import { decide, findRequests } from "../approvals/index.ts"
import { authorize } from "../tenancy/index.ts"
import { ApproveOrder, RejectOrder } from "./contract.ts"
import { orderChanged, orderRejected } from "./events.ts"
import { mustBeChangeable } from "./change-order.ts"
import { cancelled, isOpen, type Order } from "./order.ts"
import { lockOrder, orderNotFound } from "./order.db.ts"
import { about, announceRequest, confirm, subjectOf } from "./proceed.ts"
import { recalculate, type Recalculated } from "./recalculate.ts"
import { saveOrder, type OrderFact } from "./save-order.db.ts"
import { statusOf } from "./status.ts"
import { submitted, type Submitted } from "./submit-order.ts"

/**
 * One approver's yes. With the last one the order is confirmed and its stock reserved in the same transaction, at the prices
 * that were submitted; what is no longer there waits. So a price or a shelf that changed meanwhile never wedges an approval.
 * An approver may make lines smaller first; the approvals that were given before still cover the rest.
 * Refuses `ordering.order_changed_meanwhile`, `trim_must_shrink`, `nothing_is_left` and what `approvals.decide` refuses.
 */
export async function approveOrder(work: Work, input: ApproveOrder): Promise<Submitted> {
  authorize(work, "order.approve")
  const { orderId, reason, trim, expectedVersion } = ApproveOrder.parse(input)
  const order = await lockPendingOrder(work, orderId)
  if (expectedVersion !== undefined && expectedVersion !== order.version) throw new Refusal("ordering.order_changed_meanwhile", "conflict", { version: order.version })
  if (trim.length > 0) return approveTrimmed(work, order, trim, reason)
  return saveVote(work, order, [], reason)
}

/** One approver's no. It ends the request, with a reason that the buyer reads. */
export async function rejectOrder(work: Work, input: RejectOrder): Promise<Submitted> {
  authorize(work, "order.approve")
  const { orderId, reason } = RejectOrder.parse(input)
  const order = await lockPendingOrder(work, orderId)
  const { level } = await decide(work, { subject: subjectOf(order), verdict: "rejected", reason })
  const saved = await saveOrder(work, { order: { ...order, approval: "rejected" }, facts: [{ kind: "rejected", detail: { level, reason } }] })
  record(work, orderRejected, { ...about(saved), why: "rejected" }, saved.tenantId)
  audit(work, { action: "order.rejected", subjectKind: "order", subjectId: orderId, reason })
  return submitted(saved)
}

async function lockPendingOrder(work: Work, orderId: string): Promise<Order> {
  const order = await lockOrder(work, orderId)
  if (statusOf(order) === "draft") throw orderNotFound()
  if (order.approval !== "pending" || order.hold) throw new Refusal("approvals.not_pending", "conflict")
  return order
}

async function saveVote(work: Work, order: Order, before: readonly OrderFact[], reason: string): Promise<Submitted> {
  const vote = await decide(work, { subject: subjectOf(order), verdict: "approved", reason })
  const approved: OrderFact = { kind: "approved", detail: { level: vote.level, reason, onBehalf: vote.onBehalfOf !== null } }
  const done = vote.status === "approved"
  const proceeded = done ? await confirm(work, { ...order, approval: "approved" }) : { order, facts: [], put: [], announce: (saved: Order) => announceRequest(work, saved, vote.requestId, vote.next.map((decider) => decider.userId)) }
  const saved = await saveOrder(work, { order: proceeded.order, facts: [...before, approved, ...proceeded.facts], ...(proceeded.put.length > 0 && { queue: { put: proceeded.put, drop: [] } }) })
  proceeded.announce(saved)
  audit(work, { action: "order.approved", subjectKind: "order", subjectId: order.orderId, reason, after: { level: vote.level, status: statusOf(saved) } })
  return submitted(saved)
}

/** Smaller lines at their own prices; then the vote, unless what is left needs nobody's yes any more. */
async function approveTrimmed(work: Work, order: Order, trim: readonly { lineId: string; quantity: string }[], reason: string): Promise<Submitted> {
  await mustBeDecider(work, order)
  const after = trimmed(work, order, trim)
  if (!after.lines.some(isOpen)) throw new Refusal("ordering.nothing_is_left", "rule")
  const next = await recalculate(work, { before: order, after, fresh: () => false, moved: new Set(trim.map((line) => line.lineId)) })
  const fact: OrderFact = { kind: "trimmed", detail: { lines: trim.length, reason } }
  record(work, orderChanged, { ...about(order), lineIds: trim.map((line) => line.lineId), status: statusOf(next.order), cause: "trimmed" }, order.tenantId)
  if (next.order.approval === "pending") return saveVote(work, next.order, [fact], reason)
  return saveAgreed(work, next, fact, reason)
}

async function saveAgreed(work: Work, { order, facts, put, drop, announce }: Recalculated, fact: OrderFact, reason: string): Promise<Submitted> {
  const saved = await saveOrder(work, { order, facts: [fact, ...facts], queue: { put, drop } })
  announce(saved)
  audit(work, { action: "order.approved", subjectKind: "order", subjectId: saved.orderId, reason, after: { trimmed: true, status: statusOf(saved) } })
  return submitted(saved)
}

/** Only who may decide now may trim; the same answer as the vote itself would give. */
async function mustBeDecider(work: Work, order: Order): Promise<void> {
  const [request] = await findRequests(work, subjectOf(order), ["pending"])
  if (!request) throw new Refusal("approvals.not_pending", "conflict")
  if (request.requestedBy === work.actor.id) throw new Refusal("approvals.own_request", "forbidden")
  if (!request.deciders.some((decider) => decider.userId === work.actor.id)) throw new Refusal("approvals.not_your_turn", "forbidden")
}

function trimmed(work: Work, order: Order, trim: readonly { lineId: string; quantity: string }[]): Order {
  const wanted = new Map(trim.map((line) => [mustBeChangeable(order, line.lineId).lineId, quantity(line.quantity)]))
  return {
    ...order, lines: order.lines.map((line) => {
      const less = wanted.get(line.lineId)
      if (less === undefined) return line
      if (compareQuantities(less, line.quantity) >= 0) throw new Refusal("ordering.trim_must_shrink", "invalid", { sku: line.sku })
      return less === "0" ? cancelled(line, work.now.toString(), order.currency) : { ...line, quantity: less }
    }),
  }
}
