import { sql } from "kysely"
import type { ActorRecord, Work } from "@entrepot/db"
import { pageOf } from "@entrepot/kernel"
import { authorize } from "./authorize.ts"

export type AuditRow = {
  readonly entryId: string
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly actor: ActorRecord
  readonly reason: string | null
  readonly before: unknown
  readonly after: unknown
  readonly traceId: string
  readonly occurredAt: string
}

export type ListAudit = { readonly networkId: number; readonly tenantId: number; readonly before?: string | undefined; readonly limit: number }

/** What the platform did to one tenant, newest first; what its own people did is not the platform's to read. One statement. */
export async function listTenantAudit(work: Work, { networkId, tenantId, before, limit }: ListAudit): Promise<{ rows: AuditRow[]; next: string | null }> {
  authorize(work, "platform.tenant.view")
  const { rows } = await sql<AuditRow & { occurredAt: Date }>`
    select entry_id as "entryId", action, subject_kind as "subjectKind", subject_id as "subjectId", actor, reason, before, after, trace_id as "traceId", occurred_at as "occurredAt"
      from work.audit_entry
     where network_id = ${networkId} and tenant_id = ${tenantId} and (action ^@ 'provisioning.' or action ^@ 'integrations.')
       ${before === undefined ? sql`` : sql`and occurred_at < ${before}::timestamptz`}
     order by occurred_at desc limit ${limit + 1}`.execute(work.db)
  const { page, last } = pageOf(rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() })), limit)
  return { rows: page, next: last?.occurredAt ?? null }
}
