import { sql } from "kysely"
import { audit, type Work } from "@entrepot/db"
import { businessDate, newId, Refusal, Temporal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { DraftStatements } from "./contract.ts"
import { UNAGREED } from "./agreement.ts"
import { networkZone } from "./partner.ts"

/**
 * Opens a draft for each partner and currency that has something pending from a month that is over. A draft's lines are what is
 * pending, so it grows by itself until it is issued; a month has one statement, and what comes later goes onto the next. Two statements.
 * Refuses `settlement.period_is_not_over`.
 */
export async function draftStatements(work: Work, { period, tenantId }: DraftStatements): Promise<{ readonly drafted: number }> {
  authorize(work, "network.settlement.manage")
  if (period >= businessDate(work.now, await networkZone(work)).toString().slice(0, 7)) throw new Refusal("settlement.period_is_not_over", "rule", { period })
  const drafted = await openDrafts(work, period, tenantId === undefined ? sql`true` : sql`n.tenant_id = ${tenantId}`)
  if (drafted > 0) audit(work, { action: "settlement.statements_drafted", subjectKind: "period", subjectId: period, after: { drafted } })
  return { drafted }
}

/** For the worker's clock: the last month's drafts, for every partner on the day that was agreed with it, and on the days after. */
export async function draftDueStatements(work: Work): Promise<number> {
  const today = businessDate(work.now, await networkZone(work))
  return openDrafts(work, Temporal.PlainYearMonth.from(today).subtract({ months: 1 }).toString(), sql`${today.day} >= coalesce(
    (select a.draft_day from settlement.agreement a where a.network_id = n.network_id and a.tenant_id = n.tenant_id order by a.version desc limit 1), ${UNAGREED.draftDay})`)
}

async function openDrafts(work: Work, period: string, whom: ReturnType<typeof sql>): Promise<number> {
  const first = `${period}-01`
  const waiting = await sql<{ tenantId: number; currency: string }>`
    select distinct n.tenant_id as "tenantId", n.currency from settlement.pending_entry n
     where n.network_id = ${work.scope.networkId} and n.occurred_on < (${first}::date + interval '1 month')::date and ${whom}
       and not exists (select from settlement.statement s where s.network_id = n.network_id and s.tenant_id = n.tenant_id and s.currency = n.currency and s.period >= ${first}::date)
     order by 1, 2`.execute(work.db)
  if (waiting.rows.length === 0) return 0
  const { rows } = await sql`
    insert into settlement.statement (network_id, tenant_id, statement_id, period, currency, drafted_at)
    select ${work.scope.networkId}::integer, d."tenantId", d.id, ${first}::date, d.currency, ${work.now.toString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(waiting.rows.map((row) => ({ ...row, id: newId() })))}::jsonb) as d("tenantId" integer, currency text, id uuid)
    on conflict (network_id, tenant_id, period, currency) do nothing returning statement_id`.execute(work.db)
  return rows.length
}
