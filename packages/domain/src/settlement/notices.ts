import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { DisputeReason, DisputeStatus, EntryKind } from "./contract.ts"

/** What a mail about an issued statement says. Amounts are minor units of the currency; above zero the partner owes. */
export type StatementNotice = {
  readonly tenantId: number; readonly statementId: string; readonly number: string; readonly period: string; readonly currency: string; readonly totalMinor: bigint; readonly dueOn: string
  /** Before tax. */
  readonly sums: Readonly<Partial<Record<EntryKind, string>>>; readonly taxMinor: bigint; readonly distributor: string
}

/** One statement; undefined where nothing is issued by this id. In a network's scope as in its tenant's. */
export async function statementNotice(work: Work, { tenantId, statementId }: { readonly tenantId: number; readonly statementId: string }): Promise<StatementNotice | undefined> {
  const { rows } = await sql<StatementNotice>`
    select s.tenant_id as "tenantId", s.statement_id as "statementId", s.number, s.period::text as period, s.currency, s.total_minor as "totalMinor", s.due_on as "dueOn", s.sums, n.name as distributor,
           (select coalesce(sum((x ->> 'tax')::bigint), 0)::bigint from jsonb_array_elements(s.taxes) x) as "taxMinor"
      from settlement.statement s join tenancy.network n on n.network_id = s.network_id
     where s.network_id = ${work.scope.networkId} and s.tenant_id = ${tenantId} and s.statement_id = ${statementId} and s.number is not null`.execute(work.db)
  return rows[0]
}

/** What a mail about a dispute says: to the distributor that it was raised, to the partner what came of it. */
export type DisputeNotice = {
  readonly disputeId: string; readonly statementId: string; readonly number: string; readonly partner: string; readonly distributor: string; readonly status: DisputeStatus; readonly currency: string; readonly claimMinor: bigint; readonly grantedMinor: bigint | null
  readonly reasonCode: DisputeReason; readonly reason: string; readonly answer: string; readonly raisedBy: string; readonly raisedById: string; readonly document: string; readonly product: string | null; readonly correction: string | null
}

/** One statement; undefined when there is no such dispute. */
export async function disputeNotice(work: Work, { tenantId, disputeId }: { readonly tenantId: number; readonly disputeId: string }): Promise<DisputeNotice | undefined> {
  const { rows } = await sql<DisputeNotice>`
    select d.dispute_id as "disputeId", d.statement_id as "statementId", s.number, t.name as partner, n.name as distributor, d.status, s.currency, d.claim_minor as "claimMinor", d.granted_minor as "grantedMinor", d.reason_code as "reasonCode", d.reason, d.answer,
           coalesce(d.raised_by ->> 'name', '') as "raisedBy", coalesce(d.raised_by ->> 'id', '') as "raisedById", e.document_number as document, nullif(concat_ws(' · ', e.sku, e.name), '') as product,
           (select k.number from settlement.correction k where (k.network_id, k.tenant_id, k.dispute_id) = (d.network_id, d.tenant_id, d.dispute_id)) as correction
      from settlement.dispute d
      join settlement.statement s on (s.network_id, s.tenant_id, s.statement_id) = (d.network_id, d.tenant_id, d.statement_id)
      join settlement.entry e on (e.network_id, e.tenant_id, e.entry_id) = (d.network_id, d.tenant_id, d.entry_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (d.network_id, d.tenant_id)
      join tenancy.network n on n.network_id = d.network_id
     where d.network_id = ${work.scope.networkId} and d.tenant_id = ${tenantId} and d.dispute_id = ${disputeId}`.execute(work.db)
  return rows[0]
}
