import type { EventHandler } from "@entrepot/db"
import { Temporal, type JsonValue } from "@entrepot/kernel"
import { asWorker, NETWORK_ID, type Pools } from "./actors.ts"

/** Delivers what was announced, in its order and as of then, to those of the handlers that listen for it. */
export async function hear(pools: Pools, handlers: readonly EventHandler[], tenantId: number | undefined, name: string): Promise<void> {
  const events = await asWorker(pools, tenantId, (work) => work.db.selectFrom("work.event").select(["event_id", "payload", "actor", "trace_id", "occurred_at"])
    .where("network_id", "=", NETWORK_ID).where("tenant_id", "=", tenantId ?? 0).where("name", "=", name).orderBy("event_id").execute())
  for (const { event_id: eventId, payload, actor, trace_id: traceId, occurred_at: occurredAt } of events) {
    const event = { eventId, name, payload: payload as JsonValue, actor: actor as never, traceId, occurredAt: occurredAt.toISOString() }
    for (const { on, handle } of handlers) if (on === name) await asWorker(pools, tenantId, (work) => handle(work, event), { now: Temporal.Instant.from(event.occurredAt) })
  }
}
