import { adopt, audit, type Work } from "@entrepot/db"
import { Refusal, pageOf } from "@entrepot/kernel"
import { sql } from "kysely"
import { authorize } from "../../tenancy/index.ts"
import type { ListDeliveries, ReplayDeliveries } from "../contract.ts"
import { queueDelivery } from "./deliver.ts"

export type Delivery = {
  readonly networkId: number
  readonly tenantId: number
  readonly eventId: string
  readonly event: string
  readonly handler: string
  readonly status: "pending" | "delivered" | "dead"
  readonly attempts: number
  readonly lastError: string | null
  readonly occurredAt: string
  readonly createdAt: string
  readonly diedAt: string | null
  readonly traceId: string
  readonly payload: unknown
}

const permissionOf = (work: Work) => (work.scope.audience === "platform" ? "platform.delivery.replay" : "network.delivery.replay")

/** What has not arrived: dead letters first of all, and what is being tried again. Newest first, paged by time. */
export async function listDeliveries(work: Work, { status, networkId, tenantId, before, limit }: ListDeliveries): Promise<{ rows: Delivery[]; next: string | null }> {
  authorize(work, permissionOf(work))
  const network = work.scope.networkId ?? networkId ?? null
  const { rows } = await sql<Delivery & { createdAt: Date; diedAt: Date | null; occurredAt: Date }>`
    select d.network_id as "networkId", d.tenant_id as "tenantId", d.event_id as "eventId", e.name as event, d.handler, d.status, d.attempts,
           d.last_error as "lastError", e.occurred_at as "occurredAt", d.created_at as "createdAt", d.died_at as "diedAt", e.trace_id as "traceId",
           ${work.scope.audience === "platform" ? sql`null` : sql`e.payload`} as payload
      from work.delivery d
      join work.event e on e.network_id = d.network_id and e.tenant_id = d.tenant_id and e.event_id = d.event_id
     where d.status = ${status} ${network === null ? sql`` : sql`and d.network_id = ${network}::integer`}
       ${tenantId === undefined ? sql`` : sql`and d.tenant_id = ${tenantId}::integer`}
       ${before === undefined ? sql`` : sql`and d.created_at < ${before}::timestamptz`}
     order by d.created_at desc limit ${limit + 1}`.execute(work.db)
  const { page, last } = pageOf(rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString(), createdAt: row.createdAt.toISOString(), diedAt: row.diedAt?.toISOString() ?? null })), limit)
  return { rows: page, next: last?.createdAt ?? null }
}

/**
 * Gives dead letters a fresh start. The handler runs again in the worker; a delivery that is not dead is left alone, so a
 * second click changes nothing. Answers how many were revived.
 */
export async function replayDeliveries(work: Work, { networkId, deliveries }: ReplayDeliveries): Promise<{ replayed: number }> {
  authorize(work, permissionOf(work))
  const network = work.scope.networkId ?? networkId
  if (network === undefined) throw new Refusal("integrations.network_missing", "invalid")
  const inside = work.scope.audience === "platform" ? await adopt(work, network) : work
  const keys = JSON.stringify(deliveries)
  const { rows } = await sql<{ tenantId: number; eventId: string; handler: string }>`
    update work.delivery d set status = 'pending', attempts = 0, last_error = d.last_error, died_at = null
      from jsonb_to_recordset(${keys}::jsonb) as k ("tenantId" integer, "eventId" uuid, handler text)
     where d.network_id = ${network} and d.tenant_id = k."tenantId" and d.event_id = k."eventId" and d.handler = k.handler and d.status = 'dead'
     returning d.tenant_id as "tenantId", d.event_id as "eventId", d.handler`.execute(inside.db)
  for (const row of rows) {
    queueDelivery(inside, { networkId: network, ...row }, row.handler)
    audit(inside, { action: "integrations.delivery_replayed", subjectKind: "delivery", subjectId: `${row.eventId}/${row.handler}`, tenantId: row.tenantId })
  }
  return { replayed: rows.length }
}
