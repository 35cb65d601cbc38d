import type { Work } from "@entrepot/db"
import { currency, money, Refusal } from "@entrepot/kernel"
import { activePolicies, levelsNeeded, reopenLevels, withdraw } from "../approvals/index.ts"
import { releaseReservations } from "../inventory/index.ts"
import { judgementFacts } from "./credit.ts"
import { decideNext } from "./decide-submission.ts"
import { totalsOf, type Order, type OrderLine } from "./order.ts"
import { factsOf, priceOrder } from "./price-order.ts"
import { announceRequest, confirm, DECIDES, proceed, subjectOf, type Proceeded } from "./proceed.ts"
import { mayHoldStock, statusOf } from "./status.ts"

export type Recalculated = Proceeded & { readonly drop: readonly string[] }

export type Change = {
  readonly before: Order
  /** The order as it is to be, its version already counted up in nobody's eyes: prices, taxes and sums are done here. */
  readonly after: Order
  /** Which lines get today's price; the others keep theirs. */
  readonly fresh: (line: OrderLine) => boolean
  /** Lines whose stock has to be promised anew: another quantity, another place. */
  readonly moved: ReadonlySet<string>
}

/**
 * Everything that a change re-evaluates: price, tax, catalogue, credit, approval, stock. Stock of the lines that moved is given
 * back first and promised again in the same transaction; an order that has to wait for somebody gives back all of it, because
 * only what everybody agreed to may hold stock. What shipped stays as it is.
 */
export async function recalculate(work: Work, { before, after, fresh, moved }: Change): Promise<Recalculated> {
  const { order: priced, problems } = await priceOrder(work, after, fresh)
  mustBeSellable(priced, problems)
  const [policies, { credit, newAddress }] = await Promise.all([activePolicies(work), judgementFacts(work, priced)])
  const order: Order = { ...priced, approvalFacts: factsOf(priced, newAddress), hold: null }
  const unit = currency(order.currency)
  const next = decideNext({ total: totalsOf(order).total, prepaid: order.buyer.prepaid, credit, cleared: order.creditClearedMinor === null ? null : money(order.creditClearedMinor, unit), levels: levelsNeeded(policies, order.approvalFacts!) })
  if (next.step === "hold") {
    await withdraw(work, subjectOf(order))
    return wait(work, before, await proceed(work, { ...order, approval: "not_needed" }, next))
  }
  const requested = await reopenLevels(work, { subject: subjectOf(order), permission: DECIDES, subjectVersion: order.version + 1, accountId: order.accountId, requestedBy: order.submittedBy ?? order.userId, facts: order.approvalFacts!, policies })
  if (requested?.status === "pending") {
    const announce = (saved: Order) => announceRequest(work, saved, requested.requestId, requested.approvers.map((decider) => decider.userId))
    return wait(work, before, { order: { ...order, approval: "pending" }, facts: [{ kind: "approval_requested" }], put: [], announce })
  }
  const agreed: Order = { ...order, approval: requested ? "approved" : "not_needed" }
  return carryOn(work, before, agreed, moved)
}

/** The order has to wait: whatever it held is free again. */
async function wait(work: Work, before: Order, proceeded: Proceeded): Promise<Recalculated> {
  if (mayHoldStock(statusOf(before))) await releaseReservations(work, owned(before))
  const lines = proceeded.order.lines.map((line) => ({ ...line, promiseOn: null, promiseReason: null }))
  return { ...proceeded, order: { ...proceeded.order, lines, confirmedAt: null }, drop: before.lines.map((line) => line.lineId) }
}

/** The order stays, or becomes, confirmed: only what moved is promised anew, or everything where nothing was. */
async function carryOn(work: Work, before: Order, order: Order, moved: ReadonlySet<string>): Promise<Recalculated> {
  if (!mayHoldStock(statusOf(before))) return { ...(await confirm(work, order)), drop: [] }
  if (moved.size > 0) await releaseReservations(work, { ...owned(before), lineIds: [...moved] })
  return { ...(await confirm(work, order, moved)), drop: [...moved] }
}

export const owned = (order: Order) => ({ tenantId: order.tenantId, accountId: order.accountId, orderId: order.orderId })

function mustBeSellable(order: Order, problems: Awaited<ReturnType<typeof priceOrder>>["problems"]): void {
  const wrong = order.lines.find((line) => (problems.get(line.lineId)?.length ?? 0) > 0)
  if (wrong) throw new Refusal("ordering.lines_need_attention", "rule", { count: 1, sku: wrong.sku, problem: problems.get(wrong.lineId)?.[0]?.code ?? "" })
}
