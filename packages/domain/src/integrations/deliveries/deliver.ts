import { automation, enqueue, scoped, scopedInsert, scopedUpdate, withWork, type AudiencePool, type DeliveredEvent, type EventHandler, type Scope, type Work } from "@entrepot/db"
import { Temporal, type JsonValue } from "@entrepot/kernel"
import { metrics, withTrace } from "@entrepot/telemetry"
import { NETWORK_PERMISSIONS, PORTAL_PERMISSIONS } from "../../tenancy/index.ts"
import { backoffMillis, MOST_ATTEMPTS } from "./backoff.ts"

/** Names one event; tenant 0 is the network itself, and network 0 the platform. */
export type EventKey = { readonly networkId: number; readonly tenantId: number; readonly eventId: string }

export type DeliverOptions = {
  readonly mostAttempts?: number
  readonly backoff?: (failures: number) => number
  readonly onFailure?: (handler: string, error: unknown, attempts: number) => void
}

const HANDLER_PERMISSIONS = [...Object.keys(PORTAL_PERMISSIONS), ...Object.keys(NETWORK_PERMISSIONS)]

/** The worker inside one event's walls. A network's own event (tenant 0) sees every tenant of the network. */
export function scopeOf({ networkId, tenantId }: Omit<EventKey, "eventId">): Scope {
  return { audience: "worker", networkId, ...(tenantId > 0 ? { tenantId } : {}) }
}

/**
 * Fans one event out: a delivery row per handler, then each handler in a work of its own. A handler that fails is put off
 * alone; the others have happened. Safe to run again at any point: what was delivered is not delivered twice.
 */
export async function deliverEvent(pool: AudiencePool, key: EventKey, handlers: readonly EventHandler[], options: DeliverOptions = {}): Promise<void> {
  const opened = await withWork(pool, scopeOf(key), automation("deliveries"), (work) => openDeliveries(work, key, handlers))
  for (const handler of opened.handlers) await attemptDelivery(pool, key, opened.event, handler, options)
}

/** One more try of one delivery, from its own job or from a replay. */
export async function deliverOne(pool: AudiencePool, key: EventKey, handlerName: string, handlers: readonly EventHandler[], options: DeliverOptions = {}): Promise<void> {
  const event = await withWork(pool, scopeOf(key), automation("deliveries"), (work) => findEvent(work, key), { mode: "read" })
  if (!event) return
  const handler = handlers.find((each) => each.name === handlerName)
  const missing: EventHandler = { name: handlerName, on: event.name, handle: async () => { throw new Error(`No handler is called ${handlerName}.`) } }
  await attemptDelivery(pool, key, event, handler ?? missing, options)
}

async function openDeliveries(work: Work, key: EventKey, handlers: readonly EventHandler[]) {
  const event = await findEvent(work, key)
  const interested = event ? handlers.filter((handler) => handler.on === event.name) : []
  if (!event || interested.length === 0) return { event: event as DeliveredEvent, handlers: [] }
  const rows = interested.map(({ name }) => ({ tenant_id: key.tenantId, event_id: key.eventId, handler: name, status: "pending", created_at: work.now.toString() }))
  await scopedInsert(work, "work.delivery", rows).onConflict((conflict) => conflict.doNothing()).execute()
  return { event, handlers: interested }
}

async function findEvent(work: Work, { tenantId, eventId }: EventKey): Promise<DeliveredEvent | undefined> {
  const row = await scoped(work, "work.event")
    .select(["name", "payload", "actor", "trace_id", "occurred_at"])
    .where("tenant_id", "=", tenantId).where("event_id", "=", eventId)
    .executeTakeFirst()
  if (!row) return undefined
  return { eventId, name: row.name, payload: row.payload as JsonValue, actor: row.actor as DeliveredEvent["actor"], traceId: row.trace_id, occurredAt: (row.occurred_at as Date).toISOString() }
}

async function attemptDelivery(pool: AudiencePool, key: EventKey, event: DeliveredEvent, handler: EventHandler, options: DeliverOptions): Promise<void> {
  const actor = automation(handler.name, HANDLER_PERMISSIONS)
  try {
    const done = await withTrace(event.traceId, () => withWork(pool, scopeOf(key), actor, (work) => deliver(work, key, event, handler), { traceId: event.traceId }))
    if (done) metrics.deliveries.inc({ handler: handler.name, outcome: "delivered" })
  } catch (error) {
    const attempts = await withWork(pool, scopeOf(key), actor, (work) => putOff(work, key, handler.name, error, options), { traceId: event.traceId })
    metrics.deliveries.inc({ handler: handler.name, outcome: attempts >= (options.mostAttempts ?? MOST_ATTEMPTS) ? "dead" : "failed" })
    options.onFailure?.(handler.name, error, attempts)
  }
}

/** The lock on the row makes it one delivery even when two workers believe that it is theirs. */
async function deliver(work: Work, key: EventKey, event: DeliveredEvent, handler: EventHandler): Promise<boolean> {
  const row = await ofDelivery(scoped(work, "work.delivery"), key, handler.name).select(["status", "attempts"]).forUpdate().executeTakeFirst()
  if (row?.status !== "pending") return false
  await handler.handle(work, event)
  await ofDelivery(scopedUpdate(work, "work.delivery"), key, handler.name)
    .set({ status: "delivered", attempts: row.attempts + 1, last_error: null, delivered_at: work.now.toString() })
    .execute()
  return true
}

/** Remembers what went wrong, and when to try again; after the last try the delivery waits for a person. */
async function putOff(work: Work, key: EventKey, handler: string, error: unknown, options: DeliverOptions): Promise<number> {
  const row = await ofDelivery(scoped(work, "work.delivery"), key, handler).select(["status", "attempts"]).forUpdate().executeTakeFirst()
  if (row?.status !== "pending") return 0
  const attempts = row.attempts + 1
  const dead = attempts >= (options.mostAttempts ?? MOST_ATTEMPTS)
  await ofDelivery(scopedUpdate(work, "work.delivery"), key, handler)
    .set({ attempts, last_error: describe(error), ...(dead ? { status: "dead", died_at: work.now.toString() } : {}) })
    .execute()
  if (!dead) queueDelivery(work, key, handler, work.now.add({ milliseconds: (options.backoff ?? backoffMillis)(attempts) }))
  return attempts
}

/** Queues one more try; the same delivery is never queued twice. */
export function queueDelivery(work: Work, { tenantId, eventId }: EventKey, handler: string, runAt?: Temporal.Instant): void {
  enqueue(work, { task: "deliver_one", payload: { tenantId, eventId, handler }, key: `deliver:${eventId}:${handler}`, ...(runAt ? { runAt } : {}) })
}

function ofDelivery<Q>(query: Q, { tenantId, eventId }: EventKey, handler: string): Q {
  const narrowed = query as { where: (column: string, operator: string, value: unknown) => typeof narrowed }
  return narrowed.where("tenant_id", "=", tenantId).where("event_id", "=", eventId).where("handler", "=", handler) as Q
}

function describe(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return text.slice(0, 2_000)
}
