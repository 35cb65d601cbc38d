import Stripe from "stripe"
import { newId, type Account, type Kind, type Objects } from "./account.ts"

/** What is said of an object's change, with the object as it was at that moment. */
export function eventOf(account: Account, connected: boolean, { type, object, now, requestId, idempotencyKey }: { type: string; object: Objects[Kind]; now: number; requestId: string; idempotencyKey: string | null }): Stripe.Event {
  const event = {
    id: newId("evt"), object: "event", ...(connected ? { account: account.id } : {}), api_version: Stripe.API_VERSION, created: now,
    data: { object: structuredClone(object) as never }, livemode: false, pending_webhooks: 0, request: { id: requestId, idempotency_key: idempotencyKey }, type: type as Stripe.Event.Type,
  }
  return event as unknown as Stripe.Event
}
