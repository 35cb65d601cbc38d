import { audit, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { activePolicies, levelsNeeded } from "../approvals/index.ts"
import { authorize } from "../tenancy/index.ts"
import { ReleaseHold } from "./contract.ts"
import { totalsOf } from "./order.ts"
import { lockOrder } from "./order.db.ts"
import { proceed } from "./proceed.ts"
import { saveOrder } from "./save-order.db.ts"
import { statusOf } from "./status.ts"
import { submitted, type Submitted } from "./submit-order.ts"

/**
 * The credit desk lets an order go, up to its total of today: a later change beyond that is judged again. Never the person who
 * submitted it. What comes next, approval or stock, comes at once. Refuses `ordering.order_is_not_held` and
 * `ordering.own_order_is_held`.
 */
export async function releaseHold(work: Work, input: ReleaseHold): Promise<Submitted> {
  authorize(work, "order.release_hold")
  const { orderId, reason } = ReleaseHold.parse(input)
  const order = await lockOrder(work, orderId)
  if (!order.hold) throw new Refusal("ordering.order_is_not_held", "conflict")
  if (work.actor.id === order.submittedBy || work.actor.id === order.userId) throw new Refusal("ordering.own_order_is_held", "forbidden")
  const levels = order.approvalFacts ? levelsNeeded(await activePolicies(work), order.approvalFacts) : []
  const released = { ...order, hold: null, creditClearedMinor: totalsOf(order).total.amount }
  const { order: next, facts, put, announce } = await proceed(work, released, levels.length > 0 ? { step: "approval", levels } : { step: "confirm" })
  const saved = await saveOrder(work, { order: next, facts: [{ kind: "hold_released", detail: { reason, code: order.hold.code } }, ...facts], ...(put.length > 0 && { queue: { put, drop: [] } }) })
  announce(saved)
  audit(work, { action: "order.hold_released", subjectKind: "order", subjectId: orderId, reason, before: { code: order.hold.code }, after: { status: statusOf(saved) } })
  return submitted(saved)
}
