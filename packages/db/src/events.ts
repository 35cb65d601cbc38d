import type { JsonValue } from "@entrepot/kernel"
import { actorRecord, type ActorRecord } from "./scope.ts"
import type { Work } from "./work.ts"

/** A kind of event: its name in the past tense, and what its payload carries. */
export type EventType<Payload extends JsonValue> = { readonly name: string; readonly __payload?: Payload }

/** `eventType<{ orderId: string }>("ordering.order_submitted")`: the module, a full stop, what happened. */
export function eventType<Payload extends JsonValue>(name: string): EventType<Payload> {
  return { name }
}

/** Announces an event with this work's commit. A network's work names the tenant whose event it is; 0 is the network itself. */
export function record<Payload extends JsonValue>(work: Work, type: EventType<Payload>, payload: NoInfer<Payload>, tenantId: number | undefined = work.scope.tenantId): void {
  work.pending.events.push({ name: type.name, payload, actor: actorRecord(work.actor), ...(tenantId === undefined ? {} : { tenantId }) })
}

export type DeliveredEvent<Payload extends JsonValue = JsonValue> = {
  readonly eventId: string
  readonly name: string
  readonly payload: Payload
  readonly actor: ActorRecord
  readonly traceId: string
  readonly occurredAt: string
}

/**
 * What a module does when another module's event arrives. It runs in a work of its own, as the worker, in the event's tenant;
 * the delivery is marked in the same transaction, so a handler that only writes to the database happens exactly once.
 */
export type EventHandler = {
  /** Stable: it is part of the delivery's key. "ordering.fill_backorders" */
  readonly name: string
  readonly on: string
  readonly handle: (work: Work, event: DeliveredEvent) => Promise<void>
}

/** Ties a handler to a typed event. */
export function handler<Payload extends JsonValue>(name: string, on: EventType<Payload>, handle: (work: Work, event: DeliveredEvent<Payload>) => Promise<void>): EventHandler {
  return { name, on: on.name, handle: handle as EventHandler["handle"] }
}
