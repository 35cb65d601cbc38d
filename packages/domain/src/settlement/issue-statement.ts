import { sql } from "kysely"
import { actorRecord, audit, json, record, type Work } from "@entrepot/db"
import { businessDate, Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { currentAgreement } from "./agreement.ts"
import type { IssueStatement } from "./contract.ts"
import { statementIssued } from "./events.ts"
import { keepPaper } from "./papers/paper.ts"
import { partiesNow } from "./parties.db.ts"
import { networkZone } from "./partner.ts"
import { taxSums } from "./tax/sums.db.ts"
import { lockPartner } from "./record-entries.ts"
import { getStatement, type Sums, type TaxSum } from "./statement.db.ts"

/**
 * Issues a draft: everything pending until its month's end becomes its lines, its sums are taken down, and it gets the
 * distributor's next number, without a gap; what it says as an invoice is taken down with it. What happens
 * later goes onto the next one. At most eleven statements, however many lines.
 * Refuses `settlement.statement_not_found`, `settlement.statement_changed` (conflict: it was issued meanwhile) and `settlement.nothing_to_settle`.
 */
export async function issueStatement(work: Work, { statementId, expectedVersion }: IssueStatement): Promise<{ readonly number: string }> {
  authorize(work, "network.settlement.manage")
  const found = await getStatement(work, statementId)
  await lockPartner(work, found.tenantId)
  const [draft, agreement] = await Promise.all([getStatement(work, statementId), currentAgreement(work, found.tenantId)])
  if (draft.number !== null || draft.version !== expectedVersion) throw new Refusal("settlement.statement_changed", "conflict")
  const lines = await takePending(work, draft.tenantId, statementId)
  if (lines.count === 0) throw new Refusal("settlement.nothing_to_settle", "rule", { period: draft.period })
  const today = businessDate(work.now, await networkZone(work))
  const number = await saveIssue(work, { tenantId: draft.tenantId, statementId, lines, issuedOn: today.toString(), dueOn: today.add({ days: agreement.paymentDays }).toString(), agreementVersion: agreement.version, year: today.year })
  await keepPaper(work, statementId)
  record(work, statementIssued, { tenantId: draft.tenantId, statementId, number }, 0)
  audit(work, { action: "settlement.statement_issued", subjectKind: "statement", subjectId: statementId, tenantId: draft.tenantId, after: { number, lines: lines.count } })
  return { number }
}

type Taken = { readonly count: number; readonly total: string; readonly sums: Sums; readonly taxes: readonly TaxSum[] }

/** Each pending entry is taken once, by whoever deletes it: two statements cannot have the same. */
async function takePending(work: Work, tenantId: number, statementId: string): Promise<Taken> {
  const { rows } = await sql<Taken>`
    with taken as (
      delete from settlement.pending_entry n using settlement.statement s
       where s.network_id = ${work.scope.networkId} and s.tenant_id = ${tenantId} and s.statement_id = ${statementId}
         and n.network_id = s.network_id and n.tenant_id = s.tenant_id and n.currency = s.currency and n.occurred_on < (s.period + interval '1 month')::date
      returning n.network_id, n.tenant_id, n.entry_id, n.occurred_on, n.kind, n.amount_minor, n.tax_minor),
    lined as (
      insert into settlement.statement_line (network_id, tenant_id, statement_id, entry_id, occurred_on, kind, amount_minor, tax_minor)
      select network_id, tenant_id, ${statementId}::uuid, entry_id, occurred_on, kind, amount_minor, tax_minor from taken),
    summed as (select kind, sum(amount_minor) as minor, sum(amount_minor + tax_minor) as gross, count(*) as n from taken group by kind)
    select coalesce(sum(n), 0)::int as count, coalesce(sum(gross), 0)::text as total, coalesce(json_object_agg(kind, minor::text) filter (where kind is not null), '{}') as sums,
           ${taxSums(sql`taken x`)} as taxes from summed`.execute(work.db)
  return rows[0]!
}

type Issue = { readonly tenantId: number; readonly statementId: string; readonly lines: Taken; readonly issuedOn: string; readonly dueOn: string; readonly agreementVersion: number | null; readonly year: number }

async function saveIssue(work: Work, { tenantId, statementId, lines, issuedOn, dueOn, agreementVersion, year }: Issue): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    with series as (
      insert into settlement.number_series as n (network_id, year, next) values (${work.scope.networkId}, ${year}, 2)
      on conflict (network_id, year) do update set next = n.next + 1 returning next - 1 as taken)
    update settlement.statement s
       set number = 'ST-' || ${year}::text || '-' || lpad(series.taken::text, greatest(4, length(series.taken::text)), '0'), total_minor = ${lines.total}::bigint, sums = ${json(lines.sums)}::jsonb, taxes = ${json(lines.taxes)}::jsonb, parties = ${partiesNow(work)}, line_count = ${lines.count}, issued_at = ${work.now.toString()}, issued_on = ${issuedOn},
           due_on = ${dueOn}, issued_by = ${json(actorRecord(work.actor))}::jsonb, agreement_version = ${agreementVersion}, version = s.version + 1
      from series where s.network_id = ${work.scope.networkId} and s.tenant_id = ${tenantId} and s.statement_id = ${statementId}
    returning s.number`.execute(work.db)
  return rows[0]!.number
}
