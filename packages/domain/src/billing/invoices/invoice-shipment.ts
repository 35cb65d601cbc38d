import type { Work } from "@entrepot/db"
import { businessDate, newId, Temporal } from "@entrepot/kernel"
import { applyInvoice, lockOrderToInvoice, type InvoiceableOrder } from "../../ordering/index.ts"
import { collectAutomatically } from "../payments/collect.ts"
import { billedLines, shippedParts, shipToOf, type Part } from "./billable.ts"
import { orderContext, type OrderContext } from "./context.db.ts"
import { earnRevenue } from "./earn-revenue.ts"
import { finalise, type Finalised } from "./finalise.ts"
import { findIssuer } from "./issuer.db.ts"

export type Shipped = { readonly shipmentId: string; readonly number: string; readonly orderId: string; readonly lines: readonly { readonly orderLineId: string; readonly baseQuantity: string }[]; readonly shippedAt: string }

/**
 * Invoices what a shipment took with it and no invoice has yet, at the prices that the order keeps; what was invoiced at the
 * order is earned now. A house account is settled with by the distributor and gets none. Doing it again does nothing.
 */
export async function invoiceShipment(work: Work, shipped: Shipped): Promise<Finalised | undefined> {
  const sourceKey = `shipment:${shipped.shipmentId}`
  const [order, context] = await Promise.all([lockOrderToInvoice(work, shipped.orderId), orderContext(work, shipped.orderId, sourceKey)])
  if (order.buyer.kind === "house" || context.invoiced) return undefined
  const suppliedOn = businessDate(Temporal.Instant.from(shipped.shippedAt), order.zone).toString()
  await earnRevenue(work, { orderId: order.orderId, cause: sourceKey, on: suppliedOn })
  const parts = shippedParts(order, shipped.lines)
  return parts.length === 0 ? undefined : invoiceParts(work, order, parts, { context, sourceKey, source: "shipment", shipment: shipped, suppliedOn })
}

export type Why = {
  readonly context: OrderContext; readonly sourceKey: string; readonly source: "shipment" | "order"; readonly suppliedOn: string
  readonly shipment: Pick<Shipped, "shipmentId" | "number"> | null
}

/** Finalises an invoice over parts of a locked order, and where it is collected automatically begins to collect it. */
export async function invoiceParts(work: Work, order: InvoiceableOrder, parts: readonly Part[], { context, sourceKey, source, suppliedOn, shipment }: Why): Promise<Finalised> {
  const [found, lines] = await Promise.all([findIssuer(work, order.accountId), billedLines(work, order, parts)])
  if (!found) throw new Error(`Account ${order.accountId} of order ${order.orderId} is gone.`)
  const issuer = { ...found, taxRounding: order.taxRounding }
  const finalised = await finalise(work, {
    invoiceId: newId<"invoice">(work.now.epochMilliseconds), source, sourceKey, orderId: order.orderId, orderNumber: order.number, shipmentId: shipment?.shipmentId ?? null, shipmentNumber: shipment?.number ?? null,
    subscriptionId: context.subscriptionId, occurrenceId: context.occurrenceId, collect: context.collect, currency: order.currency, poNumber: order.poNumber, note: "",
    issuedOn: businessDate(work.now, order.zone).toString(), suppliedOn, shipTo: shipToOf(order, parts[0]!.line), lines, deferred: source === "order",
  }, issuer)
  await applyInvoice(work, order, parts.map((part) => ({ orderLineId: part.line.lineId, baseQuantity: part.baseQuantity })))
  if (context.collect === "automatic") await collectAutomatically(work, { accountId: order.accountId, invoiceId: finalised.invoiceId, cause: "automatic" })
  return finalised
}
