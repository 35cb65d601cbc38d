import { sql } from "kysely"
import { actorRecord, audit, json, record, scopedInsert, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { DisputeRef, RaiseDispute } from "./contract.ts"
import { disputeNotFound } from "./disputes.ts"
import { disputeRaised } from "./events.ts"
import { getStatement, statusOf } from "./statement.db.ts"

/**
 * The partner does not agree with a line of an issued statement: with so much of its amount, before tax, of which nothing was granted yet. Nothing of
 * it is settled until the distributor has answered.
 * Refuses `settlement.statement_not_found`, `settlement.statement_is_not_issued`, `settlement.statement_is_settled`,
 * `settlement.line_not_found`, `settlement.line_is_disputed` and `settlement.claim_is_too_high`.
 */
export async function raiseDispute(work: Work, { statementId, entryId, reasonCode, reason, claim }: RaiseDispute): Promise<{ readonly disputeId: string }> {
  authorize(work, "settlement.dispute")
  await touchStatement(work, statementId)
  const statement = await getStatement(work, statementId)
  const status = statusOf(statement)
  if (status === "draft" || status === "settled") throw new Refusal(status === "draft" ? "settlement.statement_is_not_issued" : "settlement.statement_is_settled", "rule", { number: statement.number ?? "" })
  const line = await findLine(work, statementId, entryId)
  if (!line) throw new Refusal("settlement.line_not_found", "not_found")
  if (line.disputed) throw new Refusal("settlement.line_is_disputed", "conflict")
  const most = (line.amount < 0n ? -line.amount : line.amount) - line.granted
  if (claim.currency !== statement.currency || BigInt(claim.amount) > most) throw new Refusal("settlement.claim_is_too_high", "rule", { most: most.toString(), currency: statement.currency })
  const disputeId = newId()
  await scopedInsert(work, "settlement.dispute", { dispute_id: disputeId, statement_id: statementId, entry_id: entryId, reason_code: reasonCode, reason, claim_minor: BigInt(claim.amount), raised_by: json(actorRecord(work.actor)), raised_at: work.now.toString() })
    .execute().catch(onlyOne)
  record(work, disputeRaised, { tenantId: statement.tenantId, statementId, number: statement.number!, disputeId })
  audit(work, { action: "settlement.dispute_raised", subjectKind: "dispute", subjectId: disputeId, reason, after: { number: statement.number, reasonCode, claim: claim.amount } })
  return { disputeId }
}

/** Holds the statement until the dispute stands, so that it is not settled meanwhile, and lets whoever means to settle it know that it changed. */
async function touchStatement(work: Work, statementId: string): Promise<void> {
  await sql`update settlement.statement set version = version + 1 where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and statement_id = ${statementId} and number is not null and settled_at is null`.execute(work.db)
}

/** Takes an open dispute back. Refuses `settlement.dispute_not_found` and `settlement.dispute_is_closed`. */
export async function withdrawDispute(work: Work, { disputeId }: DisputeRef): Promise<void> {
  authorize(work, "settlement.dispute")
  const { rows } = await sql<{ before: string; done: boolean }>`
    with known as (select status from settlement.dispute where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and dispute_id = ${disputeId}),
    withdrawn as (
      update settlement.dispute set status = 'withdrawn', resolved_by = ${json(actorRecord(work.actor))}::jsonb, resolved_at = ${work.now.toString()}
       where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and dispute_id = ${disputeId} and status = 'open' returning 1)
    select status as before, exists (select from withdrawn) as done from known`.execute(work.db)
  const [found] = rows
  if (!found) throw disputeNotFound()
  if (!found.done) throw new Refusal("settlement.dispute_is_closed", "conflict")
  audit(work, { action: "settlement.dispute_withdrawn", subjectKind: "dispute", subjectId: disputeId })
}

async function findLine(work: Work, statementId: string, entryId: string): Promise<{ readonly amount: bigint; readonly granted: bigint; readonly disputed: boolean } | undefined> {
  const { rows } = await sql<{ amount: bigint; granted: bigint; disputed: boolean }>`
    select l.amount_minor as amount, (select coalesce(sum(d.granted_minor), 0)::bigint from settlement.dispute d where d.network_id = l.network_id and d.tenant_id = l.tenant_id and d.entry_id = l.entry_id) as granted,
           exists (select from settlement.dispute d where d.network_id = l.network_id and d.tenant_id = l.tenant_id and d.entry_id = l.entry_id and d.status = 'open') as disputed
      from settlement.statement_line l where l.network_id = ${work.scope.networkId} and l.tenant_id = ${work.scope.tenantId} and l.statement_id = ${statementId} and l.entry_id = ${entryId}`.execute(work.db)
  return rows[0]
}

/** Two people dispute a line at once: the key lets one of them through. */
function onlyOne(error: unknown): never {
  if ((error as { constraint?: string }).constraint === "dispute_open") throw new Refusal("settlement.line_is_disputed", "conflict")
  throw error
}
