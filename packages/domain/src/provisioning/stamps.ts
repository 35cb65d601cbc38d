import { adopt, audit, type ActorRecord, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { sql } from "kysely"
import { authorize } from "../tenancy/index.ts"
import type { ListStamps, StampRef } from "./contract.ts"
import { queueStamp } from "./request-stamp.ts"
import type { StampStep } from "./run-stamp.ts"

export type Stamp = {
  readonly networkId: number
  readonly key: string
  readonly tenantId: number
  readonly status: "queued" | "running" | "done" | "failed"
  readonly template: string
  readonly version: number
  readonly code: string
  readonly name: string
  readonly host: string
  readonly steps: readonly StampStep[]
  readonly error: { readonly code: string; readonly message: string; readonly facts: Readonly<Record<string, unknown>> } | null
  readonly requestedBy: ActorRecord
  readonly requestedAt: string
  readonly finishedAt: string | null
}

const COLUMNS = sql`
  network_id as "networkId", idempotency_key as key, tenant_id as "tenantId", status, request ->> 'template' as template, (request ->> 'version')::integer as version,
  request #>> '{params,code}' as code, request #>> '{params,name}' as name, request #>> '{params,host}' as host, steps, error, requested_by as "requestedBy",
  requested_at as "requestedAt", finished_at as "finishedAt"`

type Row = Omit<Stamp, "requestedAt" | "finishedAt"> & { requestedAt: Date; finishedAt: Date | null }

const asStamp = (row: Row): Stamp => ({ ...row, requestedAt: row.requestedAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null })

/** How far a stamp is. Throws provisioning.stamp_not_found. */
export async function getStamp(work: Work, { networkId, key }: StampRef): Promise<Stamp> {
  authorize(work, "platform.tenant.view")
  const { rows } = await sql<Row>`select ${COLUMNS} from provisioning.stamp where network_id = ${networkId} and idempotency_key = ${key}`.execute(work.db)
  if (!rows[0]) throw new Refusal("provisioning.stamp_not_found", "not_found")
  return asStamp(rows[0])
}

/** The stamps of one key: one per network that used it. */
export async function listStampsByKey(work: Work, key: string, networkId?: number): Promise<Stamp[]> {
  authorize(work, "platform.tenant.view")
  const { rows } = await sql<Row>`select ${COLUMNS} from provisioning.stamp where idempotency_key = ${key} ${networkId === undefined ? sql`` : sql`and network_id = ${networkId}::integer`} limit 2`.execute(work.db)
  return rows.map(asStamp)
}

/** The latest stamps, newest first. */
export async function listStamps(work: Work, { networkId, status, limit }: ListStamps): Promise<Stamp[]> {
  authorize(work, "platform.tenant.view")
  const { rows } = await sql<Row>`
    select ${COLUMNS} from provisioning.stamp
     where true ${networkId === undefined ? sql`` : sql`and network_id = ${networkId}::integer`} ${status === undefined ? sql`` : sql`and status = ${status}`}
     order by requested_at desc limit ${limit}`.execute(work.db)
  return rows.map(asStamp)
}

/** Tries a failed stamp again, with the request that it had. Throws provisioning.stamp_not_found, provisioning.stamp_not_failed. */
export async function retryStamp(work: Work, { networkId, key }: StampRef): Promise<void> {
  authorize(work, "platform.tenant.stamp")
  const inside = await adopt(work, networkId)
  const { rows } = await sql<{ tenant_id: number }>`
    update provisioning.stamp set status = 'queued', error = null, finished_at = null
     where network_id = ${networkId} and idempotency_key = ${key} and status = 'failed' returning tenant_id`.execute(inside.db)
  if (!rows[0]) {
    const { status } = await getStamp(work, { networkId, key })
    throw new Refusal("provisioning.stamp_not_failed", "conflict", { status })
  }
  queueStamp(inside, { tenantId: rows[0].tenant_id, key })
  audit(inside, { action: "provisioning.stamp_retried", subjectKind: "stamp", subjectId: key, tenantId: rows[0].tenant_id })
}
