import { sql, type RawBuilder } from "kysely"
import { json, type Work } from "@entrepot/db"
import { newId, type Facts } from "@entrepot/kernel"
import type { HoldCode, RunOutcome } from "./contract.ts"
import type { RowWrite } from "./rows.ts"
import { writeRows } from "./save-change.db.ts"
import type { Claimed, MadeLine, Subscription } from "./subscription.ts"

export type Outcome = {
  readonly status: "ordered" | "held" | "skipped" | "cancelled" | "planned" | "failed"; readonly outcome: RunOutcome; readonly code: string | null; readonly reason: string
  readonly holdCode?: HoldCode; readonly holdFacts?: Facts; readonly orderId?: string; readonly lines?: readonly MadeLine[]
  /** A delivery of its own for lines that wait for a person. */
  readonly extra?: { readonly n: number; readonly lines: readonly MadeLine[] } | null
  readonly next: readonly (RowWrite & { readonly expectedMinor?: string | null })[]
}

/** What became of an occurrence, the dates after it, and the run's item, in one statement. */
export async function saveOutcome(work: Work, claimed: Claimed, subscription: Pick<Subscription, "tenantId" | "accountId" | "subscriptionId" | "schedule">, outcome: Outcome): Promise<void> {
  await sql`with made as (${writeOccurrence(work, claimed, outcome)}), following as (${writeRows(work, subscription, outcome.next, claimed.occurrenceId)}), extra as (${writeExtra(work, claimed, subscription, outcome)}) ${writeItem(work, claimed, outcome)}`.execute(work.db)
}

function writeOccurrence(work: Work, { accountId, occurrenceId }: Claimed, { status, holdCode, holdFacts, reason, orderId, lines }: Outcome): RawBuilder<unknown> {
  const at = sql`${work.now.toString()}::timestamptz`
  return sql`update subscriptions.occurrence set status = ${status}, was_held = was_held or ${holdCode !== undefined}, hold_code = ${holdCode ?? null}, hold_facts = ${holdFacts ? json(holdFacts) : null}::jsonb, held_at = ${holdCode ? at : sql`null`}, reason = ${reason},
      order_id = ${orderId ?? null}, lines = coalesce(${lines ? json(lines) : null}::jsonb, lines), ordered_at = ${status === "ordered" ? at : sql`ordered_at`}, claimed_until = null, updated_at = ${at},
      order_at = ${status === "planned" ? sql`null` : sql`order_at`}, notify_at = ${status === "planned" ? sql`null` : sql`notify_at`}
    where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and account_id = ${accountId} and occurrence_id = ${occurrenceId}`
}

function writeExtra(work: Work, { accountId, occurrenceId }: Claimed, { subscriptionId, schedule }: Pick<Subscription, "subscriptionId" | "schedule">, { extra }: Outcome): RawBuilder<unknown> {
  if (!extra) return sql`select 1`
  const at = sql`${work.now.toString()}::timestamptz`
  return sql`insert into subscriptions.occurrence (network_id, tenant_id, account_id, subscription_id, occurrence_id, n, schedule_version, status, scheduled_on, due_on, hold_code, held_at, was_held, lines, created_at, updated_at)
    select network_id, tenant_id, account_id, ${subscriptionId}, ${newId<"occurrence">(work.now.epochMilliseconds)}, ${extra.n}, ${schedule.version}, 'held', scheduled_on, due_on, 'stock', ${at}, true, ${json(extra.lines)}::jsonb, ${at}, ${at}
      from subscriptions.occurrence where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and account_id = ${accountId} and occurrence_id = ${occurrenceId}`
}

export function writeItem(work: Work, { accountId, occurrenceId, runId }: Claimed, { outcome, code, reason, orderId }: Pick<Outcome, "outcome" | "code" | "reason" | "orderId">): RawBuilder<unknown> {
  return sql`insert into subscriptions.run_item (network_id, tenant_id, account_id, run_id, occurrence_id, outcome, code, reason, order_id, decided_at)
    values (${work.scope.networkId}, ${work.scope.tenantId}, ${accountId}, ${runId}, ${occurrenceId}, ${outcome}, ${code}, ${reason}, ${orderId ?? null}, ${work.now.toString()})
    on conflict (network_id, tenant_id, account_id, run_id, occurrence_id) do update set outcome = excluded.outcome, code = excluded.code, reason = excluded.reason, order_id = excluded.order_id, decided_at = excluded.decided_at`
}
