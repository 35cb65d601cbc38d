import { eventType } from "@entrepot/db"

/**
 * Goods arrived. It is the network's event, so that whoever waits in any tenant is served.
 * `productIds`: what there is more of; at most 500, a larger receipt announces several times.
 */
export const stockReceived = eventType<{ warehouseId: string; productIds: string[] }>("inventory.stock_received")

/**
 * Whoever waits for these products may be served now: an order was cancelled, reduced or changed, a count found more, or a short
 * pick has to be made up for. A portal announces it in its own tenant, the distributor in the network.
 */
export const stockFreed = eventType<{ productIds: string[] }>("inventory.stock_freed")

/** Somebody at the distributor decided that an order line comes from another warehouse. */
export const reservationsMoved = eventType<{ orderId: string; orderLineId: string; warehouseId: string }>("inventory.reservations_moved")
