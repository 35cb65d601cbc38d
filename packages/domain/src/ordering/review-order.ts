import type { Work } from "@entrepot/db"
import { compareQuantities, fromBase, quantityVerdict, type Quantity } from "@entrepot/kernel"
import { hardAvailable } from "../inventory/index.ts"
import { authorize } from "../tenancy/index.ts"
import { isOpen, openBase, type OrderLine } from "./order.ts"
import { getOrder, orderNotFound } from "./order.db.ts"
import { priceOrder, todayOf } from "./price-order.ts"
import { promiseOf, suppliesOf, type Supplies } from "./promise-stock.ts"
import { statusOf } from "./status.ts"
import type { LinePrice } from "../pricing/index.ts"

/**
 * price_rose, price_fell: today's price is another; the order keeps the one that was submitted. short: not everything is there;
 * the rest will wait until `on`, or the line can be trimmed. not_sold: it has left the catalogue since; it is still supplied, or trimmed to 0.
 */
export type ReviewIssue =
  | { readonly code: "price_rose" | "price_fell"; readonly from: string; readonly to: string }
  | { readonly code: "short"; readonly available: Quantity; readonly on: string | null; readonly trimTo: Quantity | null }
  | { readonly code: "not_sold"; readonly trimTo: "0" }
export type ReviewLine = { readonly lineId: string; readonly sku: string; readonly issues: readonly ReviewIssue[] }

/** What changed since an order was submitted, with a fix for each, for whoever has to agree. Nothing of it stops an approval. */
export async function reviewOrder(work: Work, { orderId }: { readonly orderId: string }): Promise<readonly ReviewLine[]> {
  authorize(work, "order.view")
  const order = await getOrder(work, orderId)
  const status = statusOf(order)
  if (status === "draft") throw orderNotFound()
  if (status !== "awaiting_approval" && status !== "on_hold") return []
  const [{ prices }, supplies] = await Promise.all([priceOrder(work, order, () => false), suppliesOf(work, order.lines.map((line) => line.productId))])
  return order.lines.filter(isOpen).flatMap((line) => {
    const price = prices.get(line.lineId)
    const issues = price ? [...priceIssues(line, price), ...stockIssues(line, price, supplies, todayOf(work, order))] : []
    return issues.length > 0 ? [{ lineId: line.lineId, sku: line.sku, issues }] : []
  })
}

function priceIssues(line: OrderLine, { price, product }: LinePrice): readonly ReviewIssue[] {
  if (!product.entitled || product.status === "discontinued" || product.status === "draft" || !price) return [{ code: "not_sold", trimTo: "0" }]
  if (!line.unitPrice || price.unitPrice === line.unitPrice) return []
  return [{ code: Number(price.unitPrice) > Number(line.unitPrice) ? "price_rose" : "price_fell", from: line.unitPrice, to: price.unitPrice }]
}

function stockIssues(line: OrderLine, { unitFacts }: LinePrice, supplies: Supplies, today: string): readonly ReviewIssue[] {
  const known = supplies.availability.get(line.productId)
  const free = known ? hardAvailable(known) : ("0" as Quantity)
  if (compareQuantities(free, openBase(line)) >= 0) return []
  const available = fromBase(free, line.factor)
  const verdict = quantityVerdict(available, unitFacts)
  const { on } = promiseOf(supplies, { productId: line.productId, baseQuantity: openBase(line), today, requestedOn: line.requestedOn })
  return [{ code: "short", available, on, trimTo: verdict.ok ? available : (verdict.roundDown ?? null) }]
}
