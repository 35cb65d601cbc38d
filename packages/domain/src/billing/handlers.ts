import { handler, type EventHandler } from "@entrepot/db"
import { shipmentShipped } from "../fulfilment/index.ts"
import { subscriptionChanged, subscriptionCreated, subscriptionEnded } from "../subscriptions/index.ts"
import { orderCancelled, orderChanged, orderConfirmed, orderShipped } from "../ordering/index.ts"
import { creditCancelled } from "./credits/credit-cancelled.ts"
import { dunTenant } from "./dunning/run.ts"
import { creditNoteIssued, invoiceSettled, paymentReceived } from "./events.ts"
import { closeIfOver } from "./invoices/close-occurrence.ts"
import { invoiceOrder } from "./invoices/invoice-order.ts"
import { billService } from "./services/bill-services.ts"
import { invoiceShipment } from "./invoices/invoice-shipment.ts"

/**
 * Goods on terms are invoiced when they ship; an order of a subscription that asks for it, when everybody has agreed to it. What
 * is cancelled or taken out then is credited. A date of a subscription is closed by whichever comes last, the goods or the money. A service is billed as it begins, and credited as it stops. Whoever pays may order again at once.
 */
export const handlers: EventHandler[] = [
  handler("billing.invoice_shipment", shipmentShipped, async (work, { payload, occurredAt }) => { await invoiceShipment(work, { shipmentId: payload.shipmentId, number: payload.number, orderId: payload.orderId, lines: payload.lines, shippedAt: occurredAt }) }),
  handler("billing.invoice_order", orderConfirmed, async (work, { payload }) => { await invoiceOrder(work, payload.orderId) }),
  handler("billing.credit_cancelled", orderCancelled, async (work, { payload, eventId }) => { await creditCancelled(work, { orderId: payload.orderId, cause: eventId }) }),
  handler("billing.credit_changed", orderChanged, async (work, { payload, eventId }) => { await creditCancelled(work, { orderId: payload.orderId, cause: eventId }) }),
  handler("billing.service_begins", subscriptionCreated, async (work, { payload }) => { await billService(work, payload.subscriptionId) }),
  handler("billing.service_changes", subscriptionChanged, async (work, { payload }) => { await billService(work, payload.subscriptionId) }),
  handler("billing.service_ends", subscriptionEnded, async (work, { payload }) => { await billService(work, payload.subscriptionId) }),
  handler("billing.close_shipped", orderShipped, async (work, { payload }) => { if (payload.status !== "partly_shipped") await closeIfOver(work, payload.orderId) }),
  handler("billing.close_settled", invoiceSettled, async (work, { payload }) => { if (payload.occurrenceId && payload.orderId) await closeIfOver(work, payload.orderId) }),
  handler("billing.review_paid", paymentReceived, async (work, { payload }) => { await dunTenant(work, payload.accountId) }),
  handler("billing.review_credited", creditNoteIssued, async (work, { payload }) => { await dunTenant(work, payload.accountId) }),
]
