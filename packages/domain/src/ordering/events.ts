import { eventType } from "@entrepot/db"

/** Events carry ids and no money: both sides of the sale, and whoever subscribes, may read them. */
type About = { orderId: string; number: string }

export const orderSubmitted = eventType<About & { status: string }>("ordering.order_submitted")
/** Stock is reserved or queued for; fulfilment may plan. */
export const orderConfirmed = eventType<About>("ordering.order_confirmed")
export const orderHeld = eventType<About & { code: string }>("ordering.order_held")
/** A level was opened; these people are asked. */
export const approvalRequested = eventType<About & { requestId: string; approverIds: string[] }>("ordering.approval_requested")
export const orderRejected = eventType<About & { why: "rejected" | "expired" }>("ordering.order_rejected")
/** `lineIds`: the lines that were cancelled; `whole`: nothing is left of the order. */
export const orderCancelled = eventType<About & { lineIds: string[]; whole: boolean }>("ordering.order_cancelled")
/** Something about these lines or the order's head is another; reservations may have moved. */
export const orderChanged = eventType<About & { lineIds: string[]; status: string; cause: "changed" | "trimmed" | "short_picked" }>("ordering.order_changed")
export const orderShipped = eventType<About & { status: string; lines: { lineId: string; baseQuantity: string }[] }>("ordering.order_shipped")
export const backorderFilled = eventType<About & { lineIds: string[] }>("ordering.backorder_filled")
