import { audit, record, type Work } from "@entrepot/db"
import { compareQuantities, newId, quantity, Refusal, toBase } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { ChangeOrder } from "./contract.ts"
import { orderChanged } from "./events.ts"
import { cancelled, hasShipped, isOpen, shipToOf, ZERO, type Order, type OrderLine } from "./order.ts"
import { lockOrder } from "./order.db.ts"
import { about } from "./proceed.ts"
import { recalculate } from "./recalculate.ts"
import { saveOrder } from "./save-order.db.ts"
import { statusOf } from "./status.ts"
import { submitted, type Submitted } from "./submit-order.ts"

/** What may still be changed: a line that is neither picked nor shipped nor cancelled, of an order that is not over. */
export function changeable(order: Order): "changeable" | "order_is_over" | "order_is_picked" {
  const status = statusOf(order)
  if (status === "draft" || status === "shipped" || status === "closed" || status === "rejected" || status === "cancelled") return "order_is_over"
  return order.lines.some((line) => isOpen(line) && line.pickedAt === null) ? "changeable" : "order_is_picked"
}

/**
 * Changes an order before it is picked, and evaluates everything again. Nothing that shipped changes. Answers as a submission
 * does: the change may bring the order back to somebody's desk. Refuses `ordering.order_changed_meanwhile`, `order_is_over`,
 * `order_is_picked`, `line_is_picked`, `line_not_found`, `nothing_is_left` and whatever a submission refuses of its lines.
 */
export async function changeOrder(work: Work, input: ChangeOrder): Promise<Submitted> {
  authorize(work, "order.change")
  const ask = ChangeOrder.parse(input)
  const before = await lockOrder(work, ask.orderId)
  if (before.version !== ask.expectedVersion) throw new Refusal("ordering.order_changed_meanwhile", "conflict", { version: before.version })
  const possible = changeable(before)
  if (possible !== "changeable") throw new Refusal(`ordering.${possible}`, "conflict")
  const after = changed(work, before, ask)
  if (!after.lines.some(isOpen)) throw new Refusal("ordering.nothing_is_left", "rule")
  const touched = touchedLines(before, after)
  const fresh = (line: OrderLine) => ask.priceMode === "reprice" || !before.lines.some((one) => one.lineId === line.lineId)
  const { order, facts, put, drop, announce } = await recalculate(work, { before, after, fresh, moved: touched })
  const changes = summary(before, order, touched)
  const saved = await saveOrder(work, { order, facts: [{ kind: "changed", detail: changes }, ...facts], queue: { put, drop: [...drop, ...ask.remove] } })
  record(work, orderChanged, { ...about(saved), lineIds: [...touched], status: statusOf(saved), cause: "changed" }, saved.tenantId)
  announce(saved)
  audit(work, { action: "order.changed", subjectKind: "order", subjectId: saved.orderId, after: { ...changes, priceMode: ask.priceMode, status: statusOf(saved) } })
  return submitted(saved)
}

function changed(work: Work, before: Order, ask: ReturnType<typeof ChangeOrder.parse>): Order {
  const at = work.now.toString()
  for (const lineId of [...ask.remove, ...ask.lines.map((line) => line.lineId)]) mustBeChangeable(before, lineId)
  const kept = before.lines.map((line) => {
    if (ask.remove.includes(line.lineId)) return cancelled(line, at, before.currency)
    const change = ask.lines.find((one) => one.lineId === line.lineId)
    return change ? withChange(line, change) : moveWithOrder(before, ask, line)
  })
  const last = Math.max(0, ...before.lines.map((line) => line.position))
  const added = ask.add.map((line, index) => newLine(work, line, last + index + 1, ask.shipToId ?? before.shipToId))
  return {
    ...before, lines: [...kept, ...added], poNumber: ask.poNumber ?? before.poNumber, requestedOn: ask.requestedOn === undefined ? before.requestedOn : ask.requestedOn,
    shipToId: ask.shipToId ?? before.shipToId, shipComplete: ask.shipComplete ?? before.shipComplete, note: ask.note ?? before.note,
  }
}

/** A line that went where the order went goes with it; one with a place of its own stays. */
function moveWithOrder(before: Order, { shipToId }: { shipToId?: string | undefined }, line: OrderLine): OrderLine {
  const follows = shipToId !== undefined && line.shipToId === before.shipToId && isOpen(line) && !hasShipped(line) && line.pickedAt === null
  return follows ? { ...line, shipToId } : line
}

function withChange(line: OrderLine, change: { quantity?: string | undefined; shipToId?: string | undefined; requestedOn?: string | null | undefined }): OrderLine {
  const wanted = change.quantity === undefined ? line.quantity : quantity(change.quantity)
  if (compareQuantities(toBase(wanted, line.factor), line.shippedBase) < 0) throw new Refusal("ordering.less_than_shipped", "rule", { sku: line.sku })
  return { ...line, quantity: wanted, shipToId: change.shipToId ?? line.shipToId, requestedOn: change.requestedOn === undefined ? line.requestedOn : change.requestedOn }
}

function newLine(work: Work, line: ReturnType<typeof ChangeOrder.parse>["add"][number], position: number, shipToId: string | null): OrderLine {
  return {
    lineId: newId<"line">(work.now.epochMilliseconds), position, productId: line.productId, sku: "", name: "", categoryPath: "", unit: line.unit, factor: quantity("1"), quantity: quantity(line.quantity),
    shippedBase: ZERO, cancelledBase: ZERO, invoicedBase: ZERO, shipToId: line.shipToId ?? shipToId, requestedOn: line.requestedOn ?? null, unitPrice: null, netMinor: 0n, taxPercent: "0", taxJurisdiction: "", taxBasis: null, supplyPrice: null,
    supplyMinor: 0n, snapshot: null, promiseOn: null, promiseReason: null, pickedAt: null, cancelledAt: null,
  }
}

export function mustBeChangeable(order: Order, lineId: string): OrderLine {
  const line = order.lines.find((one) => one.lineId === lineId)
  if (!line || !isOpen(line)) throw new Refusal("ordering.line_not_found", "not_found")
  if (line.pickedAt !== null) throw new Refusal("ordering.line_is_picked", "conflict", { sku: line.sku })
  return line
}

/** Lines whose stock has to be promised anew, because how much, where to or when is another, or because they are new. */
function touchedLines(before: Order, after: Order): ReadonlySet<string> {
  const open = after.lines.filter((line) => isOpen(line) || before.lines.some((one) => one.lineId === line.lineId && isOpen(one)))
  return new Set(open.filter((line) => line.pickedAt === null).filter((line) => {
    const was = before.lines.find((one) => one.lineId === line.lineId)
    return !was || was.quantity !== line.quantity || was.cancelledAt !== line.cancelledAt || shipToOf(before, was)?.addressId !== shipToOf(after, line)?.addressId
      || (was.requestedOn ?? before.requestedOn) !== (line.requestedOn ?? after.requestedOn) || before.shipComplete !== after.shipComplete
  }).map((line) => line.lineId))
}

function summary(before: Order, after: Order, touched: ReadonlySet<string>) {
  const head = (["poNumber", "requestedOn", "shipToId", "shipComplete", "note"] as const).filter((field) => before[field] !== after[field])
  const lines = after.lines.filter((line) => touched.has(line.lineId)).map((line) => {
    const was = before.lines.find((one) => one.lineId === line.lineId)
    return { sku: line.sku, from: was ? was.quantity : "0", to: line.cancelledAt ? "0" : line.quantity }
  })
  return { head: [...head], lines: lines.slice(0, 50) }
}
