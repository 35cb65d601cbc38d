import { record, type Work } from "@entrepot/db"
import { requestApproval } from "../approvals/index.ts"
import type { Step } from "./decide-submission.ts"
import { approvalRequested, orderConfirmed, orderHeld } from "./events.ts"
import { isOpen, type Order } from "./order.ts"
import { promiseStock } from "./promise-stock.ts"
import type { Backorder, OrderFact } from "./save-order.db.ts"

/** An order as a step left it, not saved yet; `announce` is to be called with the saved one, which has its number. */
export type Proceeded = { readonly order: Order; readonly facts: readonly OrderFact[]; readonly put: readonly Backorder[]; readonly announce: (saved: Order) => void }

/** The credit desk owns what breaks a limit; whoever holds the right `order.release_hold` may let it go. */
const CREDIT_DESK = "credit"

export const about = (order: Order) => ({ orderId: order.orderId, number: order.number ?? "" })

/** Does what was decided: holds the order, asks for approval, or confirms it and reserves its stock. */
export async function proceed(work: Work, order: Order, step: Step): Promise<Proceeded> {
  switch (step.step) {
    case "hold": return hold(work, order, step)
    case "approval": return askApproval(work, order, step)
    case "confirm": return confirm(work, order)
  }
}

function hold(work: Work, order: Order, { code, facts }: Step & { step: "hold" }): Proceeded {
  return {
    order: { ...order, hold: { code, owner: CREDIT_DESK, reason: "", facts, heldAt: work.now.toString() } },
    facts: [{ kind: "held", detail: { code, owner: CREDIT_DESK } }], put: [],
    announce: (saved) => record(work, orderHeld, { ...about(saved), code }, saved.tenantId),
  }
}

async function askApproval(work: Work, order: Order, { levels }: Step & { step: "approval" }): Promise<Proceeded> {
  if (!order.approvalFacts) throw new Error("An approval is asked on facts; this order has none.")
  const { requestId, approvers } = await requestApproval(work, {
    subject: subjectOf(order), permission: DECIDES, subjectVersion: order.version, accountId: order.accountId, requestedBy: order.submittedBy ?? order.userId, facts: order.approvalFacts, levels,
  })
  return {
    order: { ...order, approval: "pending" },
    facts: [{ kind: "approval_requested", detail: { level: levels[0]?.name ?? "", because: levels.flatMap((level) => level.because.map((one) => one.name)) } }], put: [],
    announce: (saved) => announceRequest(work, saved, requestId, approvers.map((decider) => decider.userId)),
  }
}

/** Reserves what is open and not yet promised; `only` names the lines, all open ones otherwise. */
export async function confirm(work: Work, order: Order, only?: ReadonlySet<string>): Promise<Proceeded> {
  const waiting = order.lines.filter((line) => isOpen(line) && (only?.has(line.lineId) ?? true))
  const promised = await promiseStock(work, order, waiting)
  const first = order.confirmedAt === null
  const short: OrderFact[] = promised.put.length > 0 ? [{ kind: "backordered", detail: { lines: promised.put.length } }] : []
  return {
    order: { ...promised.order, confirmedAt: order.confirmedAt ?? work.now.toString() }, put: promised.put,
    facts: [...(first ? [{ kind: "confirmed" as const }] : []), ...short],
    announce: (saved) => (first ? record(work, orderConfirmed, about(saved), saved.tenantId) : undefined),
  }
}

export function announceRequest(work: Work, order: Order, requestId: string, approverIds: readonly string[]): void {
  record(work, approvalRequested, { ...about(order), requestId, approverIds: [...new Set(approverIds)] }, order.tenantId)
}

/** What deciding on an order takes. */
export const DECIDES = "order.approve"
export const subjectOf = (order: Pick<Order, "orderId">) => ({ kind: "order", id: order.orderId })
