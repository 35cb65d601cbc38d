import { sql, type RawBuilder } from "kysely"
import { json, type Work } from "@entrepot/db"
import type { Facts } from "@entrepot/kernel"
import type { HoldCode, RunOutcome } from "./contract.ts"
import type { RowWrite } from "./rows.ts"
import { writeRows } from "./save-change.db.ts"
import type { Claimed, MadeLine, Subscription } from "./subscription.ts"

export type Outcome = {
  readonly status: "ordered" | "held" | "skipped" | "cancelled" | "planned" | "failed"; readonly outcome: RunOutcome; readonly code: string | null; readonly reason: string
  readonly holdCode?: HoldCode; readonly holdFacts?: Facts; readonly orderId?: string; readonly lines?: readonly MadeLine[]
  readonly extras?: readonly Extra[]
  readonly next: readonly RowWrite[]
}

/** A delivery of its own for lines that wait for a person: for what, why, and what it may cost at most. */
export type Extra = {
  readonly occurrenceId: string; readonly n: number; readonly code: HoldCode; readonly reason: string; readonly facts: Facts | null; readonly ceilingMinor: string | null; readonly lines: readonly MadeLine[]
}

/** What became of an occurrence, the dates after it, and the run's item, in one statement. */
export async function saveOutcome(work: Work, claimed: Claimed, subscription: Pick<Subscription, "tenantId" | "accountId" | "subscriptionId" | "schedule">, outcome: Outcome): Promise<void> {
  await sql`with made as (${writeOccurrence(work, claimed, outcome)}), following as (${writeRows(work, subscription, outcome.next, claimed.occurrenceId)})${writeExtras(work, claimed, subscription, outcome)} ${writeItem(work, claimed, outcome)}`.execute(work.db)
}

function writeOccurrence(work: Work, { accountId, occurrenceId }: Claimed, { status, holdCode, holdFacts, reason, orderId, lines }: Outcome): RawBuilder<unknown> {
  const at = sql`${work.now.toString()}::timestamptz`
  return sql`update subscriptions.occurrence set status = ${status}, was_held = was_held or ${holdCode !== undefined}, hold_code = ${holdCode ?? null}, hold_facts = ${holdFacts ? json(holdFacts) : null}::jsonb, held_at = ${holdCode ? at : sql`null`}, reason = ${reason},
      order_id = ${orderId ?? null}, lines = coalesce(${lines ? json(lines) : null}::jsonb, lines), ordered_at = ${status === "ordered" ? at : sql`ordered_at`}, claimed_until = null, updated_at = ${at},
      order_at = ${status === "planned" ? sql`null` : sql`order_at`}, notify_at = ${status === "planned" ? sql`null` : sql`notify_at`}
    where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and account_id = ${accountId} and occurrence_id = ${occurrenceId}`
}

function writeExtras(work: Work, { accountId, occurrenceId, runId }: Claimed, { subscriptionId, schedule }: Pick<Subscription, "subscriptionId" | "schedule">, { extras = [] }: Outcome): RawBuilder<unknown> {
  if (extras.length === 0) return sql``
  const at = sql`${work.now.toString()}::timestamptz`
  const given = json(extras.map((one) => ({ id: one.occurrenceId, n: one.n, code: one.code, reason: one.reason, facts: one.facts, ceiling: one.ceilingMinor, lines: one.lines })))
  return sql`, given as (select * from jsonb_to_recordset(${given}::jsonb) x (id uuid, n int, code text, reason text, facts jsonb, ceiling bigint, lines jsonb)),
    extra as (insert into subscriptions.occurrence (network_id, tenant_id, account_id, subscription_id, occurrence_id, n, schedule_version, status, scheduled_on, due_on, hold_code, hold_facts, reason, held_at, was_held, ceiling_minor, lines, created_at, updated_at)
      select o.network_id, o.tenant_id, o.account_id, ${subscriptionId}, x.id, x.n, ${schedule.version}, 'held', o.scheduled_on, o.due_on, x.code, nullif(x.facts, 'null'::jsonb), x.reason, ${at}, true, x.ceiling, x.lines, ${at}, ${at}
        from subscriptions.occurrence o cross join given x where o.network_id = ${work.scope.networkId} and o.tenant_id = ${work.scope.tenantId} and o.account_id = ${accountId} and o.occurrence_id = ${occurrenceId}),
    listed as (insert into subscriptions.run_item (network_id, tenant_id, account_id, run_id, occurrence_id, outcome, code, reason, decided_at)
      select ${work.scope.networkId}, ${work.scope.tenantId}, ${accountId}, ${runId}, x.id, 'held', x.code, x.reason, ${at} from given x)`
}

export function writeItem(work: Work, { accountId, occurrenceId, runId }: Claimed, { outcome, code, reason, orderId }: Pick<Outcome, "outcome" | "code" | "reason" | "orderId">): RawBuilder<unknown> {
  return sql`insert into subscriptions.run_item (network_id, tenant_id, account_id, run_id, occurrence_id, outcome, code, reason, order_id, decided_at)
    values (${work.scope.networkId}, ${work.scope.tenantId}, ${accountId}, ${runId}, ${occurrenceId}, ${outcome}, ${code}, ${reason}, ${orderId ?? null}, ${work.now.toString()})
    on conflict (network_id, tenant_id, account_id, run_id, occurrence_id) do update set outcome = excluded.outcome, code = excluded.code, reason = excluded.reason, order_id = excluded.order_id, decided_at = excluded.decided_at`
}
