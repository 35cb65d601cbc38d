import { sql } from "kysely"
import { actorRecord, json, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import type { UsageRow } from "./contract.ts"
import type { UsageState } from "./usage.ts"

export type LineKey = { readonly accountId: string; readonly subscriptionId: string; readonly lineId: string }
export type UsageFact = LineKey & { readonly row: UsageRow; readonly hash: string; readonly late: boolean }
export type Known = { readonly hash: string; readonly isNew: boolean; readonly late: boolean }

export const usageKey = (accountId: string, row: { source: string; eventId: string }) => `${accountId} ${row.source} ${row.eventId}`

/** Writes what is new, and reads what was there under the same ids: the key decides, not a look before. Two statements, in one round trip. */
export async function insertUsage(work: Work, facts: readonly UsageFact[]): Promise<ReadonlyMap<string, Known>> {
  const given = facts.map(({ accountId, row, hash, late }) => ({
    account_id: accountId, usage_id: newId<"usage">(work.now.epochMilliseconds), source: row.source, event_id: row.eventId, payload_hash: hash, subscription_id: row.subscriptionId, line_id: row.lineId, kind: row.kind,
    quantity: row.quantity, measured_at: row.measuredAt, late,
  }))
  const { networkId, tenantId } = work.scope
  const written = sql<{ accountId: string; source: string; eventId: string; hash: string; late: boolean }>`
    insert into subscriptions.usage_event (network_id, tenant_id, account_id, usage_id, source, event_id, payload_hash, subscription_id, line_id, kind, quantity, measured_at, late, actor, recorded_at)
    select ${networkId}::int, ${tenantId}::int, e.account_id, e.usage_id, e.source, e.event_id, e.payload_hash, e.subscription_id, e.line_id, e.kind, e.quantity, e.measured_at, e.late, ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()}::timestamptz
      from jsonb_to_recordset(${json(given)}::jsonb) e (account_id uuid, usage_id uuid, source text, event_id text, payload_hash text, subscription_id uuid, line_id uuid, kind text, quantity numeric, measured_at timestamptz, late boolean)
    on conflict (network_id, tenant_id, account_id, source, event_id) do nothing
    returning account_id as "accountId", source, event_id as "eventId", payload_hash as hash, late`.execute(work.db)
  const found = sql<{ accountId: string; source: string; eventId: string; hash: string; late: boolean }>`
    select e.account_id as "accountId", e.source, e.event_id as "eventId", e.payload_hash as hash, e.late
      from jsonb_to_recordset(${json(given)}::jsonb) a (account_id uuid, source text, event_id text)
      join subscriptions.usage_event e on e.network_id = ${networkId} and e.tenant_id = ${tenantId} and e.account_id = a.account_id and e.source = a.source collate "C" and e.event_id = a.event_id collate "C"`.execute(work.db)
  const [fresh, all] = await Promise.all([written, found])
  const news = new Set(fresh.rows.map((row) => usageKey(row.accountId, row)))
  return new Map(all.rows.map((row) => [usageKey(row.accountId, row), { hash: row.hash, late: row.late, isNew: news.has(usageKey(row.accountId, row)) }]))
}

/**
 * What is known of some lines, by line. Where an order was made since it was last written, what was measured after that order is
 * counted anew: that is little, because all of it was measured ahead of its report. Send it before anything new is written. One statement.
 */
export async function usageStates(work: Work, lines: readonly (LineKey & { readonly since: number })[]): Promise<ReadonlyMap<string, UsageState>> {
  const { networkId, tenantId } = work.scope
  const given = lines.map((one) => ({ account_id: one.accountId, subscription_id: one.subscriptionId, line_id: one.lineId, since: new Date(one.since).toISOString() }))
  const { rows } = await sql<{ lineId: string; since: Date; counted: string; countedAt: Date | null; levels: UsageState["levels"] }>`
    select u.line_id as "lineId", g.since, u.counted_at as "countedAt", u.levels, case when u.since = g.since then u.counted else (
             select coalesce(sum(e.quantity), 0) from subscriptions.usage_event e
              where (e.network_id, e.tenant_id, e.account_id, e.subscription_id, e.line_id) = (u.network_id, u.tenant_id, u.account_id, u.subscription_id, u.line_id) and e.measured_at > g.since and e.kind = 'count') end::text as counted
      from jsonb_to_recordset(${json(given)}::jsonb) g (account_id uuid, subscription_id uuid, line_id uuid, since timestamptz)
      join subscriptions.usage_state u on u.network_id = ${networkId} and u.tenant_id = ${tenantId} and (u.account_id, u.subscription_id, u.line_id) = (g.account_id, g.subscription_id, g.line_id)`.execute(work.db)
  return new Map(rows.map((row) => [row.lineId, { since: row.since.getTime(), counted: Number(row.counted), countedAt: row.countedAt?.getTime() ?? null, levels: row.levels }]))
}

/** One statement, however many lines. Whoever writes it has locked their subscriptions. */
export async function saveUsageStates(work: Work, lines: readonly (LineKey & { readonly state: UsageState })[]): Promise<void> {
  if (lines.length === 0) return
  const { networkId, tenantId } = work.scope
  const text = (at: number | null) => at && new Date(at).toISOString()
  const given = lines.map(({ state, ...key }) => ({ account_id: key.accountId, subscription_id: key.subscriptionId, line_id: key.lineId, since: text(state.since), counted: state.counted.toFixed(6), counted_at: text(state.countedAt), levels: state.levels }))
  await sql`
    insert into subscriptions.usage_state (network_id, tenant_id, account_id, subscription_id, line_id, since, counted, counted_at, levels, updated_at)
    select ${networkId}::int, ${tenantId}::int, g.*, ${work.now.toString()}::timestamptz
      from jsonb_to_recordset(${json(given)}::jsonb) g (account_id uuid, subscription_id uuid, line_id uuid, since timestamptz, counted numeric, counted_at timestamptz, levels jsonb)
    on conflict (network_id, tenant_id, account_id, subscription_id, line_id) do update
      set since = excluded.since, counted = excluded.counted, counted_at = excluded.counted_at, levels = excluded.levels, updated_at = excluded.updated_at`.execute(work.db)
}
