import type { Work } from "@entrepot/db"
import { businessDate } from "@entrepot/kernel"
import { lockOrderToInvoice, mayHoldStock, statusOf } from "../../ordering/index.ts"
import { orderedParts } from "./billable.ts"
import { orderContext } from "./context.db.ts"
import { earnRevenue } from "./earn-revenue.ts"
import type { Finalised } from "./finalise.ts"
import { invoiceParts } from "./invoice-shipment.ts"

/**
 * Invoices an order of a subscription that is invoiced at the order, as soon as everybody agreed to it. What it asks for is
 * deferred until it leaves. Any other order, and one that is invoiced already, is left alone.
 */
export async function invoiceOrder(work: Work, orderId: string): Promise<Finalised | undefined> {
  const sourceKey = `order:${orderId}`
  const context = await orderContext(work, orderId, sourceKey)
  if (context.invoicing !== "at_order" || context.invoiced) return undefined
  const order = await lockOrderToInvoice(work, orderId)
  const status = statusOf(order)
  if (order.buyer.kind === "house" || !(mayHoldStock(status) || status === "shipped")) return undefined
  // Somebody else may have held the lock and invoiced it meanwhile; then nothing of it is left.
  const parts = orderedParts(order)
  if (parts.length === 0) return undefined
  const on = businessDate(work.now, order.zone).toString()
  const finalised = await invoiceParts(work, order, parts, { context, sourceKey, source: "order", shipment: null, suppliedOn: on })
  await earnRevenue(work, { orderId, cause: `${sourceKey}:finalised`, on })
  return finalised
}
