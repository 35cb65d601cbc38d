import { eventType } from "@entrepot/db"

/** Events carry ids and no money: whoever needs an amount reads it inside its own walls. */
type OfInvoice = { invoiceId: string; number: string; accountId: string; orderId: string | null }

export const invoiceFinalised = eventType<OfInvoice & { source: "shipment" | "order" | "manual" | "service"; shipmentId: string | null; subscriptionId: string | null; occurrenceId: string | null }>("billing.invoice_finalised")
/** Nothing of it is open any more, whatever settled it. */
export const invoiceSettled = eventType<OfInvoice & { subscriptionId: string | null; occurrenceId: string | null }>("billing.invoice_settled")
export const invoiceVoided = eventType<OfInvoice>("billing.invoice_voided")
export const invoiceWrittenOff = eventType<OfInvoice>("billing.invoice_written_off")
export const paymentReceived = eventType<{ paymentId: string; accountId: string; invoiceIds: string[] }>("billing.payment_received")
/** hard: only another method will do. */
export const paymentFailed = eventType<{ attemptId: string; accountId: string; invoiceIds: string[]; decline: "soft" | "hard"; code: string; occurrenceIds: string[] }>("billing.payment_failed")
/** The bank asks for its customer's word, and nobody sits in front of the screen. */
export const paymentNeedsAction = eventType<{ attemptId: string; accountId: string; invoiceIds: string[] }>("billing.payment_needs_action")
/** These wait for a method that can be charged: there is none, or the one there is was refused for good. */
export const methodNeeded = eventType<{ accountId: string; invoiceIds: string[] }>("billing.method_needed")
/** The card that is charged when nobody chooses expires in so many days or fewer. */
export const methodExpiring = eventType<{ accountId: string; methodId: string; expiresOn: string; days: number }>("billing.method_expiring")
/** `byProvider`: somebody made it with the provider itself. */
export const paymentRefunded = eventType<{ refundId: string; paymentId: string; accountId: string; byProvider: boolean }>("billing.payment_refunded")
/** The provider did not pay it out; the credit is back. */
export const refundFailed = eventType<{ refundId: string; paymentId: string; accountId: string }>("billing.refund_failed")
/** A card's holder disputes a payment. */
export const disputeOpened = eventType<{ disputeId: string; paymentId: string; accountId: string }>("billing.dispute_opened")
/** `movement`: money of it went away or came again, or what the provider keeps for it changed, for the so-manieth time; `invoiceIds`: what that opened, or paid. */
export const disputeMoved = eventType<{ disputeId: string; paymentId: string; accountId: string; movement: number; invoiceIds: string[] }>("billing.dispute_moved")
export const disputeClosed = eventType<{ disputeId: string; paymentId: string; accountId: string; status: "won" | "lost" | "closed" }>("billing.dispute_closed")
/** `lines`: what was taken back of which order line, for whoever settled on it before. */
export const creditNoteIssued = eventType<{ creditNoteId: string; number: string; accountId: string; invoiceId: string; orderId: string | null; lines: { orderLineId: string | null; baseQuantity: string }[] }>("billing.credit_note_issued")
/** A write-off waits for somebody else's word. */
export const writeOffRequested = eventType<{ writeOffId: string; invoiceId: string; accountId: string; requestId: string; approverIds: string[] }>("billing.write_off_requested")
export const creditNoteRequested = eventType<{ creditNoteId: string; accountId: string; requestId: string; approverIds: string[] }>("billing.credit_note_requested")
export const accountReminded = eventType<{ accountId: string; currency: string; notice: number }>("billing.account_reminded")
export const accountRestricted = eventType<{ accountId: string; currency: string }>("billing.account_restricted")
export const accountSuspended = eventType<{ accountId: string; currency: string }>("billing.account_suspended")
/** The account owes nothing any more that would keep it from buying. */
export const accountCleared = eventType<{ accountId: string; currency: string; from: "restricted" | "suspended" }>("billing.account_cleared")
/** `email` as it was named: who manages the account's means of payment is told. */
export const contactAdded = eventType<{ accountId: string; contactId: string; email: string }>("billing.contact_added")
export const contactChanged = eventType<{ accountId: string; contactId: string }>("billing.contact_changed")
export const contactRemoved = eventType<{ accountId: string; contactId: string; email: string }>("billing.contact_removed")
