import { eventType } from "@entrepot/db"

/** Everything that a mail or another system needs to tell the customer; quantities in base units. */
export const shipmentShipped = eventType<{
  shipmentId: string
  number: string
  orderId: string
  orderNumber: string
  tenantId: number
  accountId: string
  carrier: string
  trackingNumber: string
  lines: { orderLineId: string; productId: string; baseQuantity: string }[]
}>("fulfilment.shipment_shipped")

export const shipmentDelivered = eventType<{ shipmentId: string; number: string; orderId: string; orderNumber: string; tenantId: number; accountId: string }>("fulfilment.shipment_delivered")
