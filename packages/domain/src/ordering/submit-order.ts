import { audit, record, type Work } from "@entrepot/db"
import { currency, money, moneyFromJson, moneyToJson, Refusal, type MoneyJson } from "@entrepot/kernel"
import { activePolicies, levelsNeeded } from "../approvals/index.ts"
import { authorize } from "../tenancy/index.ts"
import { SubmitOrder, type OrderStatus } from "./contract.ts"
import { judgementFacts } from "./credit.ts"
import { decideSubmission, poVerdict, type Step } from "./decide-submission.ts"
import { orderSubmitted } from "./events.ts"
import { totalsOf, type Order } from "./order.ts"
import { lockOrder, orderNotFound } from "./order.db.ts"
import { factsOf, priceOrder } from "./price-order.ts"
import { about, proceed } from "./proceed.ts"
import { saveOrder } from "./save-order.db.ts"
import { statusOf } from "./status.ts"

export type Submitted = { readonly orderId: string; readonly number: string; readonly status: OrderStatus; readonly version: number; readonly total: MoneyJson; readonly backordered: boolean }

/**
 * Turns a cart into an order: prices it once more, judges lines, PO number, credit and approval, takes the number, and where
 * everybody agrees reserves the stock. Submitting again answers as the first time and changes nothing; of two at once the
 * second waits and gets the first one's answer. At most twelve statements for an order of ten lines.
 *
 * Refuses `ordering.order_not_found`, `order_changed_meanwhile`, `order_is_empty`, `account_is_blocked`, `account_is_restricted`,
 * `lines_need_attention`, `po_number_is_missing`, `po_number_was_used`, `total_changed` and `approvals.nobody_can_approve`.
 */
export async function submitOrder(work: Work, input: SubmitOrder): Promise<Submitted> {
  authorize(work, "order.place")
  const ask = SubmitOrder.parse(input)
  const found = await lockOrder(work, ask.orderId)
  if (found.userId !== work.actor.id) throw orderNotFound()
  if (statusOf(found) !== "draft") return submitted(found)
  if (ask.expectedVersion !== undefined && ask.expectedVersion !== found.version) throw new Refusal("ordering.order_changed_meanwhile", "conflict", { version: found.version })
  const draft = withShipTos({ ...found, poNumber: ask.poNumber ?? found.poNumber })
  const { order, step } = await judge(work, draft, ask)
  const { order: decided, facts, put, announce } = await proceed(work, order, step)
  const saved = await saveOrder(work, { order: decided, facts: [{ kind: "submitted" }, ...facts], ...(put.length > 0 && { queue: { put, drop: [] } }) })
  record(work, orderSubmitted, { ...about(saved), status: statusOf(saved) }, saved.tenantId)
  announce(saved)
  audit(work, { action: "order.submitted", subjectKind: "order", subjectId: saved.orderId, after: { number: saved.number ?? "", status: statusOf(saved) } })
  return submitted(saved)
}

/** Each line keeps where it goes, so that a later change of the order's ship-to moves no line by accident. */
function withShipTos(order: Order): Order {
  const shipToId = order.shipToId ?? order.shipTos.find((one) => one.isDefault && !one.archived)?.addressId ?? null
  return { ...order, shipToId, lines: order.lines.map((line) => ({ ...line, shipToId: line.shipToId ?? shipToId })) }
}

async function judge(work: Work, draft: Order, ask: SubmitOrder): Promise<{ order: Order; step: Step }> {
  // None of the three waits for another's answer, so they share their round trips.
  const [{ order: priced, problems }, policies, { credit, usedBy, newAddress }] = await Promise.all([priceOrder(work, draft), activePolicies(work), judgementFacts(work, draft)])
  const facts = factsOf(priced, newAddress)
  const order: Order = { ...priced, approvalFacts: facts, submittedBy: work.actor.id, submittedAt: work.now.toString() }
  const { total } = totalsOf(order)
  const unit = currency(order.currency)
  const step = decideSubmission({
    lines: order.lines.map((line) => ({ sku: line.sku, problems: problems.get(line.lineId) ?? [] })), accountBlocked: order.buyer.status === "blocked",
    po: poVerdict(order.buyer.poPolicy, order.poNumber, usedBy), usedPoAccepted: ask.acceptUsedPoNumber ?? false, expectedTotal: ask.expectedTotal ? moneyFromJson(ask.expectedTotal) : null,
    total, prepaid: order.buyer.prepaid, credit, cleared: order.creditClearedMinor === null ? null : money(order.creditClearedMinor, unit), levels: levelsNeeded(policies, facts),
  })
  if ("refused" in step) throw new Refusal(`ordering.${step.refused}`, step.refused === "total_changed" ? "conflict" : "rule", step.facts)
  return { order, step }
}

export function submitted(order: Order): Submitted {
  return { orderId: order.orderId, number: order.number ?? "", status: statusOf(order), version: order.version, total: moneyToJson(totalsOf(order).total), backordered: order.backordered }
}
