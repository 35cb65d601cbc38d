import { sql } from "kysely"
import { json, record, type Work } from "@entrepot/db"
import { addQuantity, compareQuantities, isZeroQuantity, quantity, Refusal } from "@entrepot/kernel"
import { orderChanged, orderShipped } from "./events.ts"
import { openBase } from "./order.ts"
import { lockForShipping, saveShipping, type ShippingLine, type ShippingOrder } from "./shipping.db.ts"
import { mayHoldStock, statusOf } from "./status.ts"

/** In base units. */
export type ShippedLine = { readonly orderLineId: string; readonly baseQuantity: string }
export type ShippingAsk = { readonly orderId: string; readonly lines: readonly ShippedLine[] }

/**
 * Fulfilment says that lines are in a picker's hands: from here on they can be neither changed nor cancelled. Refuses
 * `ordering.order_is_not_confirmed` where somebody still has to agree, `ordering.line_not_found` where a line was given up
 * meanwhile.
 */
export async function markPicked(work: Work, { orderId, lineIds }: { readonly orderId: string; readonly lineIds: readonly string[] }): Promise<void> {
  const order = await lockConfirmed(work, orderId)
  const lines = lineIds.map((lineId) => ({ ...openLine(order, lineId), pickedAt: work.now.toString() }))
  await saveShipping(work, order, { lines, status: order.status, fact: { kind: "picked", detail: { lines: lines.length } } })
}

/** The picker put lines back: they may change again. Lines that are not picked stay as they are. */
export async function unmarkPicked(work: Work, { orderId, lineIds }: { readonly orderId: string; readonly lineIds: readonly string[] }): Promise<void> {
  const order = await lockForShipping(work, orderId)
  const lines = order.lines.filter((line) => lineIds.includes(line.lineId) && line.pickedAt !== null).map((line) => ({ ...line, pickedAt: null }))
  if (lines.length > 0) await saveShipping(work, order, { lines, status: order.status, fact: { kind: "changed", detail: { putBack: lines.length } } })
}

/**
 * What left the building. Moves the order to partly shipped or shipped; its value stays in the account's exposure until it is
 * invoiced. Two statements in one round trip, and one. Refuses `ordering.more_than_open`. Announces `ordering.order_shipped`.
 */
export async function applyShipment(work: Work, { orderId, lines: shipped }: ShippingAsk): Promise<void> {
  const order = await lockForShipping(work, orderId)
  const lines = totals(shipped).map(([lineId, base]) => {
    const line = openLine(order, lineId)
    if (compareQuantities(base, openBase(line)) > 0) throw new Refusal("ordering.more_than_open", "conflict", { sku: line.sku, open: openBase(line) })
    return { ...line, shippedBase: addQuantity(line.shippedBase, base), pickedAt: null }
  })
  const status = statusOf({ ...order, lines: order.lines.map((line) => lines.find((one) => one.lineId === line.lineId) ?? line) })
  await saveShipping(work, order, { lines, status, fact: { kind: "shipped", detail: { lines: totals(shipped).map(([lineId, base]) => ({ lineId, baseQuantity: base })) } } })
  record(work, orderShipped, { orderId, number: order.number, status, lines: totals(shipped).map(([lineId, base]) => ({ lineId, baseQuantity: base })) }, order.tenantId)
}

/**
 * The shelf held less than was promised: what is missing waits again, at the place in the queue that it had, or at the end.
 * Fulfilment has taken the reservations back and corrected the stock. Announces `ordering.order_changed`.
 */
export async function shortPick(work: Work, { orderId, lines: missing }: ShippingAsk): Promise<void> {
  const order = await lockForShipping(work, orderId)
  const rows = totals(missing).map(([lineId, base]) => ({ line_id: openLine(order, lineId).lineId, product_id: openLine(order, lineId).productId, base }))
  if (rows.length === 0) return
  const also = sql`
    insert into ordering.backorder (network_id, tenant_id, account_id, order_id, line_id, product_id, base_quantity, promise_on, queued_at)
    select ${work.scope.networkId}, ${order.tenantId}, ${order.accountId}, ${orderId}, r.line_id, r.product_id, r.base, l.promise_on, coalesce(o.confirmed_at, ${work.now.toString()}::timestamptz)
      from jsonb_to_recordset(${json(rows)}::jsonb) r (line_id uuid, product_id uuid, base numeric)
      join ordering.order o on o.network_id = ${work.scope.networkId} and o.tenant_id = ${order.tenantId} and o.account_id = ${order.accountId} and o.order_id = ${orderId}
      join ordering.order_line l on (l.network_id, l.tenant_id, l.account_id, l.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id) and l.line_id = r.line_id
    on conflict (network_id, tenant_id, account_id, order_id, line_id) do update set base_quantity = ordering.backorder.base_quantity + excluded.base_quantity`
  await saveShipping(work, order, { lines: [], status: order.status, backordered: true, also, fact: { kind: "short_picked", detail: { lines: rows.map((row) => ({ lineId: row.line_id, baseQuantity: row.base })) } } })
  record(work, orderChanged, { orderId, number: order.number, lineIds: rows.map((row) => row.line_id), status: order.status, cause: "short_picked" }, order.tenantId)
}

async function lockConfirmed(work: Work, orderId: string): Promise<ShippingOrder> {
  const order = await lockForShipping(work, orderId)
  if (!mayHoldStock(order.status)) throw new Refusal("ordering.order_is_not_confirmed", "conflict", { status: order.status })
  return order
}

function openLine(order: ShippingOrder, lineId: string): ShippingLine {
  const line = order.lines.find((one) => one.lineId === lineId)
  if (!line || isZeroQuantity(openBase(line))) throw new Refusal("ordering.line_not_found", "not_found")
  return line
}

/** One line may leave in several parts of one shipment. */
function totals(lines: readonly ShippedLine[]): readonly (readonly [string, ReturnType<typeof quantity>])[] {
  const sums = new Map<string, ReturnType<typeof quantity>>()
  for (const { orderLineId, baseQuantity } of lines) sums.set(orderLineId, addQuantity(sums.get(orderLineId) ?? quantity("0"), quantity(baseQuantity)))
  return [...sums]
}
