import { eventType } from "@entrepot/db"

/** Events carry ids and no money, but for the notice: it tells the customer the ceiling, and goes to nobody else. */
type About = { subscriptionId: string; number: string; accountId: string }
type AboutOccurrence = About & { occurrenceId: string; on: string }

export const subscriptionCreated = eventType<About>("subscriptions.subscription_created")
/** `what`: the kind of the change. */
export const subscriptionChanged = eventType<About & { what: string }>("subscriptions.subscription_changed")
/** What is charged beside the deliveries becomes another, or nothing, by this version of the fee: whoever reads it finds from when and how much. */
export const feeChanged = eventType<About & { version: number }>("subscriptions.fee_changed")
export const subscriptionEnded = eventType<About>("subscriptions.subscription_ended")
/** The last day of its term is near, `on`: its owner renews it or lets it go. */
export const termEnding = eventType<About & { on: string }>("subscriptions.term_ending")
/** An occurrence comes soon; whoever reads it finds date, lines and ceiling by its id. */
export const occurrenceNotified = eventType<AboutOccurrence>("subscriptions.occurrence_notified")
/** Its order is confirmed. Billing invoices it now or when it ships, and collects as said. */
export const occurrenceOrdered = eventType<AboutOccurrence & { orderId: string; invoicing: string; collect: string }>("subscriptions.occurrence_ordered")
/** The day that its pause was to end on has come: it goes on by itself. */
export const pauseEnded = eventType<About>("subscriptions.pause_ended")
/** It could not be made, again and again: somebody has to look. */
export const occurrenceFailed = eventType<AboutOccurrence>("subscriptions.occurrence_failed")
/** It waits for somebody: `code` says for what. */
export const occurrenceHeld = eventType<AboutOccurrence & { code: string }>("subscriptions.occurrence_held")
/** Nobody has said yet what becomes of it. */
export const occurrenceStillHeld = eventType<AboutOccurrence & { code: string }>("subscriptions.occurrence_still_held")
/** A newer release of the tenant's template no longer has these plans. `decides`: the partner says what becomes of them; otherwise they are offered no more. */
export const plansDropped = eventType<{ planIds: string[]; release: number; decides: boolean }>("subscriptions.plans_dropped")
