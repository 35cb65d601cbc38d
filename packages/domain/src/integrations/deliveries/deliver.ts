import { automation, enqueue, inNameOf, json, scoped, withWork, type AudiencePool, type DeliveredEvent, type EventHandler, type Scope, type Work } from "@entrepot/db"
import { Temporal, type JsonValue } from "@entrepot/kernel"
import { metrics, withTrace } from "@entrepot/telemetry"
import { sql } from "kysely"
import { NETWORK_PERMISSIONS, PORTAL_PERMISSIONS } from "../../tenancy/index.ts"
import { backoffMillis, MOST_ATTEMPTS } from "./backoff.ts"

/** Names one event; tenant 0 is the network itself, and network 0 the platform. */
export type EventKey = { readonly networkId: number; readonly tenantId: number; readonly eventId: string }

export type EventsKey = { readonly networkId: number; readonly tenantId: number; readonly eventIds: readonly string[] }

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

/** So many events of one work are delivered together at most; whoever announces thousands does not hold locks for all of them. */
const MOST_TOGETHER = 10

/**
 * Fans events of one tenant out, in their order. What one work announced is delivered in one work, which marks each delivery as well;
 * where a handler fails, nothing of that has happened, and each is delivered in a work of its own, so that the one that fails is put
 * off alone. Safe to run again at any point: what was delivered is not delivered twice.
 */
export async function deliverEvents(pool: AudiencePool, { eventIds, ...tenant }: EventsKey, handlers: readonly EventHandler[], options: DeliverOptions = {}): Promise<void> {
  const events = await withWork(pool, scopeOf(tenant), automation("deliveries"), (work) => findEvents(work, tenant.tenantId, eventIds), { mode: "read" })
  const owed = events.map((event) => ({ event, key: { ...tenant, eventId: event.eventId }, handlers: handlers.filter((one) => one.on === event.name) })).filter((one) => one.handlers.length > 0)
  for (const group of togetherOf(owed)) {
    if (await deliverTogether(pool, group)) continue
    for (const { event, key, handlers: own } of group) for (const handler of own) await attemptDelivery(pool, key, event, handler, options)
  }
}

type Owed = { readonly event: DeliveredEvent; readonly key: EventKey; readonly handlers: readonly EventHandler[] }

/** Events that were announced by one work have its trace and its moment. */
function togetherOf(owed: readonly Owed[]): readonly (readonly Owed[])[] {
  const groups: Owed[][] = []
  for (const one of owed) {
    const last = groups.at(-1)
    const same = last?.[0]?.event.traceId === one.event.traceId && last[0].event.occurredAt === one.event.occurredAt
    if (last && same && last.length < MOST_TOGETHER) last.push(one)
    else groups.push([one])
  }
  return groups
}

/** All deliveries of some events in one transaction, each in its handler's own name. False when one of them failed: then none of them happened. */
async function deliverTogether(pool: AudiencePool, group: readonly Owed[]): Promise<boolean> {
  const [{ key: tenant, event: { traceId } }] = group as [Owed]
  if (group.length === 1 && group[0]!.handlers.length === 1) return false
  const deliver = async (work: Work): Promise<readonly string[]> => {
    const claimed = await claimAll(work, group)
    const due = group.flatMap(({ event, handlers }) => handlers.filter((handler) => claimed.has(`${event.eventId} ${handler.name}`)).map((handler) => ({ event, handler })))
    for (const { event, handler } of due) await handler.handle(inNameOf(work, automation(handler.name, HANDLER_PERMISSIONS)), event)
    return due.map(({ handler }) => handler.name)
  }
  try {
    const delivered = await withTrace(traceId, () => withWork(pool, scopeOf(tenant), automation("deliveries"), deliver, { traceId }))
    for (const handler of delivered) metrics.deliveries.inc({ handler, outcome: "delivered" })
    return true
  } catch {
    return false
  }
}

/** One more try of one delivery, from its own job or from a replay. A handler that is gone is a failure that people see. */
export async function deliverOne(pool: AudiencePool, key: EventKey, handlerName: string, handlers: readonly EventHandler[], options: DeliverOptions = {}): Promise<void> {
  const [event] = await withWork(pool, scopeOf(key), automation("deliveries"), (work) => findEvents(work, key.tenantId, [key.eventId]), { mode: "read" })
  if (!event) return
  const missing: EventHandler = { name: handlerName, on: event.name, handle: async () => { throw new Error(`No handler is called ${handlerName}.`) } }
  await attemptDelivery(pool, key, event, handlers.find((each) => each.name === handlerName) ?? missing, options)
}

async function findEvents(work: Work, tenantId: number, eventIds: readonly string[]): Promise<DeliveredEvent[]> {
  const rows = await scoped(work, "work.event")
    .select(["event_id", "name", "payload", "actor", "trace_id", "occurred_at"])
    .where("tenant_id", "=", tenantId).where("event_id", "in", eventIds)
    .orderBy("event_id").execute()
  return rows.map((row) => ({ eventId: row.event_id, name: row.name, payload: row.payload as JsonValue, actor: row.actor as DeliveredEvent["actor"], traceId: row.trace_id, occurredAt: (row.occurred_at as Date).toISOString() }))
}

async function attemptDelivery(pool: AudiencePool, key: EventKey, event: DeliveredEvent, handler: EventHandler, options: DeliverOptions): Promise<void> {
  const actor = automation(handler.name, HANDLER_PERMISSIONS)
  const { traceId } = event
  try {
    const done = await withTrace(traceId, () => withWork(pool, scopeOf(key), actor, async (work) => (await claim(work, key, handler.name)) && handler.handle(work, event).then(() => true), { traceId }))
    if (done) metrics.deliveries.inc({ handler: handler.name, outcome: "delivered" })
  } catch (error) {
    const attempts = await withWork(pool, scopeOf(key), actor, (work) => putOff(work, key, handler.name, error, options), { traceId })
    metrics.deliveries.inc({ handler: handler.name, outcome: attempts >= (options.mostAttempts ?? MOST_ATTEMPTS) ? "dead" : "failed" })
    options.onFailure?.(handler.name, error, attempts)
  }
}

/** False when it was done, or is dead. */
async function claim(work: Work, key: EventKey, handler: string): Promise<boolean> {
  return (await claimRows(work, key, [{ event_id: key.eventId, handler }])).length === 1
}

async function claimAll(work: Work, group: readonly Owed[]): Promise<ReadonlySet<string>> {
  const claimed = await claimRows(work, group[0]!.key, group.flatMap(({ key, handlers }) => handlers.map(({ name }) => ({ event_id: key.eventId, handler: name }))))
  return new Set(claimed.map((row) => `${row.eventId} ${row.handler}`))
}

/**
 * Marks deliveries as done, at the start of the transaction that does them: the row's key makes it one delivery even when two
 * workers believe that it is theirs, and whatever fails afterwards takes the mark back.
 */
async function claimRows(work: Work, { networkId, tenantId }: EventKey, owed: readonly { readonly event_id: string; readonly handler: string }[]): Promise<{ eventId: string; handler: string }[]> {
  const { rows } = await sql<{ eventId: string; handler: string }>`
    insert into work.delivery as d (network_id, tenant_id, event_id, handler, status, attempts, created_at, delivered_at)
    select ${networkId}::int, ${tenantId}::int, o.event_id, o.handler, 'delivered', 1, ${work.now.toString()}::timestamptz, ${work.now.toString()}::timestamptz
      from jsonb_to_recordset(${json(owed)}::jsonb) o (event_id uuid, handler text) order by o.event_id, o.handler
    on conflict (network_id, tenant_id, event_id, handler) do update
       set status = 'delivered', attempts = d.attempts + 1, last_error = null, delivered_at = excluded.delivered_at
     where d.status = 'pending' returning event_id as "eventId", handler`.execute(work.db)
  return rows
}

/** Remembers what went wrong, and when to try again; after the last try the delivery waits for a person. */
async function putOff(work: Work, key: EventKey, handler: string, error: unknown, options: DeliverOptions): Promise<number> {
  const { networkId, tenantId, eventId } = key
  const [now, said, most] = [work.now.toString(), describe(error), options.mostAttempts ?? MOST_ATTEMPTS]
  const { rows } = await sql<{ attempts: number; status: string }>`
    insert into work.delivery as d (network_id, tenant_id, event_id, handler, status, attempts, last_error, created_at, died_at)
    values (${networkId}, ${tenantId}, ${eventId}, ${handler}, ${most > 1 ? "pending" : "dead"}, 1, ${said}, ${now}, ${most > 1 ? null : now}::timestamptz)
    on conflict (network_id, tenant_id, event_id, handler) do update
       set attempts = d.attempts + 1, last_error = excluded.last_error, status = case when d.attempts + 1 >= ${most} then 'dead' else 'pending' end,
           died_at = case when d.attempts + 1 >= ${most} then ${now}::timestamptz end
     where d.status = 'pending' returning attempts, status`.execute(work.db)
  const [row] = rows
  if (row?.status === "pending") queueDelivery(work, key, handler, work.now.add({ milliseconds: Math.round((options.backoff ?? backoffMillis)(row.attempts)) }))
  return row?.attempts ?? 0
}

/** Queues one more try; the same delivery is never queued twice. */
export function queueDelivery(work: Work, { tenantId, eventId }: EventKey, handler: string, runAt?: Temporal.Instant): void {
  enqueue(work, { task: "deliver_one", payload: { tenantId, eventId, handler }, key: `deliver:${eventId}:${handler}`, ...(runAt ? { runAt } : {}) })
}

function describe(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return text.slice(0, 2_000)
}
