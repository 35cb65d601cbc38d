import { sql, type RawBuilder } from "kysely"
import { actorRecord, json, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import type { RowWrite } from "./rows.ts"
import type { ChangeFact, OccurrenceRow, Subscription, SubscriptionLine } from "./subscription.ts"

export type SavedChange = {
  readonly subscription: Subscription; readonly facts: readonly ChangeFact[]; readonly rows: readonly RowWrite[]; readonly lines: readonly SubscriptionLine[]
  readonly newSchedule: boolean; readonly taken?: readonly OccurrenceRow[]; readonly onBehalfOf: string | null; readonly created?: boolean
  /** Of a new one: whose key made it. */
  readonly requestKey?: string | null
}

/**
 * Writes a subscription's head, its new facts, lines and version, and what becomes of its dates, in one statement. A date that a runner
 * has taken meanwhile is left to it: the runner reads the facts again before it orders. Refuses `subscriptions.changed_meanwhile`.
 */
export async function saveChange(work: Work, saved: SavedChange): Promise<void> {
  const { subscription } = saved
  const { rows } = await sql<{ n: number }>`
    with head as (${saved.created ? insertHead(work, subscription, saved.requestKey ?? null) : updateHead(work, subscription)}),
    scheduled as (${saved.newSchedule || saved.created ? insertSchedule(work, subscription) : sql`select 1`}),
    lined as (${writeLines(subscription, saved.lines)}),
    taken as (${takeAlong(work, subscription, saved.taken ?? [])}),
    told as (${writeFacts(work, saved)}),
    dated as (${writeRows(work, subscription, saved.rows)})
    select count(*)::integer as n from head`.execute(work.db)
  if (rows[0]?.n !== 1) throw new Refusal("subscriptions.changed_meanwhile", "conflict")
}

const keyOf = (subscription: Subscription) => sql`${subscription.tenantId}::int, ${subscription.accountId}::uuid, ${subscription.subscriptionId}::uuid`

function headOf(work: Work, one: Subscription): Record<string, unknown> {
  return {
    name: one.name, status: one.status, plan_id: one.planId, discount_percent: one.discountPercent, ship_to_id: one.shipToId, po_number: one.poNumber, invoicing: one.invoicing, collect: one.collect, catch_up: one.catchUp, notice_days: one.noticeDays,
    ceiling_percent: one.ceilingPercent, schedule_version: one.schedule.version, starts_on: one.startsOn, ends_on: one.endsOn, owner_id: one.ownerId, paused_at: one.pausedAt,
    paused_until: one.pausedUntil, ended_at: one.endedAt, version: one.version + 1, updated_at: work.now.toString(),
  }
}

function updateHead(work: Work, one: Subscription): RawBuilder<unknown> {
  const set = Object.entries(headOf(work, one)).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  return sql`update subscriptions.subscription set ${sql.join(set)} where network_id = ctx.network_id() and (tenant_id, account_id, subscription_id) = (${keyOf(one)}) and version = ${one.version} returning 1`
}

function insertHead(work: Work, one: Subscription, requestKey: string | null): RawBuilder<unknown> {
  const head = { number: one.number, currency: one.currency, created_by: json(actorRecord(work.actor)), created_at: one.createdAt, request_key: requestKey, ...headOf(work, one) }
  return sql`insert into subscriptions.subscription (network_id, tenant_id, account_id, subscription_id, ${sql.join(Object.keys(head).map((column) => sql.ref(column)))})
    values (ctx.network_id(), ${keyOf(one)}, ${sql.join(Object.values(head))}) returning 1`
}

function insertSchedule(work: Work, one: Subscription): RawBuilder<unknown> {
  const { version, cadence, anchor, shift } = one.schedule
  return sql`insert into subscriptions.schedule_version (network_id, tenant_id, account_id, subscription_id, version, cadence, anchor, shift, created_by, created_at)
    values (ctx.network_id(), ${keyOf(one)}, ${version}, ${json(cadence)}::jsonb, ${anchor}, ${shift}, ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()})`
}

/** Dates that wait stand in the new schedule from now on, with the number and the lines that they have there; that a schedule gave them is kept. */
function takeAlong(work: Work, one: Subscription, taken: readonly OccurrenceRow[]): RawBuilder<unknown> {
  if (taken.length === 0) return sql`select 1`
  const rows = taken.map(({ occurrenceId, n, lines }) => ({ occurrence_id: occurrenceId, n, lines }))
  return sql`update subscriptions.occurrence o set schedule_version = ${one.schedule.version}, n = w.n, lines = w.lines, came_along = o.came_along or o.n >= 0, updated_at = ${work.now.toString()}::timestamptz
    from jsonb_to_recordset(${json(rows)}::jsonb) w (occurrence_id uuid, n int, lines jsonb)
   where o.network_id = ctx.network_id() and (o.tenant_id, o.account_id, o.subscription_id) = (${keyOf(one)}) and o.occurrence_id = w.occurrence_id and o.status in ('held', 'failed') and o.order_id is null`
}

function writeLines(one: Subscription, lines: readonly SubscriptionLine[]): RawBuilder<unknown> {
  const rows = lines.map((line) => ({
    line_id: line.lineId, position: line.position, product_id: line.productId, unit: line.unit, quantity: line.quantity, price_policy: line.pricePolicy, stock_out: line.stockOut, usage: line.usage, added_later: line.addedLater,
    terms_product_id: line.termsFor.productId, terms_unit: line.termsFor.unit, terms_from: line.termsFor.from,
  }))
  return sql`insert into subscriptions.subscription_line (network_id, tenant_id, account_id, subscription_id, line_id, position, product_id, unit, quantity, price_policy, stock_out, usage, added_later, terms_product_id, terms_unit, terms_from)
    select ctx.network_id(), ${keyOf(one)}, l.line_id, l.position, l.product_id, l.unit, l.quantity, l.price_policy, l.stock_out, nullif(l.usage, 'null'::jsonb), l.added_later, l.terms_product_id, l.terms_unit, l.terms_from
      from jsonb_to_recordset(${json(rows)}::jsonb) l (line_id uuid, position int, product_id uuid, unit text, quantity numeric, price_policy jsonb, stock_out jsonb, usage jsonb, added_later boolean,
        terms_product_id uuid, terms_unit text, terms_from numeric)
    on conflict (network_id, tenant_id, account_id, subscription_id, line_id) do update set price_policy = excluded.price_policy, stock_out = excluded.stock_out, usage = excluded.usage,
      terms_product_id = excluded.terms_product_id, terms_unit = excluded.terms_unit, terms_from = excluded.terms_from`
}

export function writeFacts(work: Work, { subscription: { tenantId, accountId, subscriptionId }, facts, onBehalfOf }: Pick<SavedChange, "subscription" | "facts" | "onBehalfOf">): RawBuilder<unknown> {
  return writeFactsOf(work, facts.map((one) => ({ ...one, tenantId, accountId, subscriptionId })), onBehalfOf)
}

/** The same of several subscriptions, of several tenants where the scope is the whole network. */
export function writeFactsOf(work: Work, facts: readonly (ChangeFact & Pick<Subscription, "tenantId" | "accountId" | "subscriptionId">)[], onBehalfOf: string | null): RawBuilder<unknown> {
  const rows = facts.map((one) => ({
    tenant_id: one.tenantId, account_id: one.accountId, subscription_id: one.subscriptionId, change_id: one.changeId, kind: one.kind, schedule_version: one.scheduleVersion, from_n: one.fromN, to_n: one.toN, detail: one.detail, reason: one.reason,
  }))
  return sql`insert into subscriptions.occurrence_change (network_id, tenant_id, account_id, subscription_id, change_id, kind, schedule_version, from_n, to_n, detail, reason, actor, on_behalf_of, occurred_at)
    select ctx.network_id(), c.tenant_id, c.account_id, c.subscription_id, c.change_id, c.kind, c.schedule_version, c.from_n, c.to_n, c.detail, c.reason, ${json(actorRecord(work.actor))}::jsonb, ${onBehalfOf}::text, ${work.now.toString()}::timestamptz
      from jsonb_to_recordset(${json(rows)}::jsonb) c (tenant_id int, account_id uuid, subscription_id uuid, change_id uuid, kind text, schedule_version int, from_n int, to_n int, detail jsonb, reason text)`
}

/** Makes rows and moves those that nobody has taken yet; the schedule's version and number are the key. `mergedInto`: which one covers those that were missed. */
export function writeRows(work: Work, subscription: Pick<Subscription, "tenantId" | "accountId" | "subscriptionId">, rows: readonly RowWrite[], mergedInto: string | null = null): RawBuilder<unknown> {
  const given = rows.map((row) => ({
    occurrence_id: newId<"occurrence">(work.now.epochMilliseconds), n: row.n, schedule_version: row.scheduleVersion, status: row.status, scheduled_on: row.scheduledOn, due_on: row.dueOn,
    notify_at: row.notifyAt, order_at: row.orderAt, reason: row.reason, renotify: row.renotify, expected: row.expectedMinor ?? null, ceiling: row.ceilingMinor ?? null, hold_code: row.status === "held" ? (row.holdCode ?? null) : null,
  }))
  const at = sql`${work.now.toString()}::timestamptz`
  return sql`insert into subscriptions.occurrence as o (network_id, tenant_id, account_id, subscription_id, occurrence_id, n, schedule_version, status, scheduled_on, due_on, notify_at, order_at, reason, expected_minor, ceiling_minor, hold_code, merged_into, created_at, updated_at)
    select ctx.network_id(), ${keyOf(subscription as Subscription)}, w.occurrence_id, w.n, w.schedule_version, w.status, w.scheduled_on, w.due_on, w.notify_at, w.order_at, w.reason, w.expected, w.ceiling, w.hold_code, case when w.status = 'merged' then ${mergedInto}::uuid end, ${at}, ${at}
      from jsonb_to_recordset(${json(given)}::jsonb) w (occurrence_id uuid, n int, schedule_version int, status text, scheduled_on date, due_on date, notify_at timestamptz, order_at timestamptz, reason text, renotify boolean, expected bigint, ceiling bigint, hold_code text)
    on conflict (network_id, tenant_id, account_id, subscription_id, schedule_version, n) do update
      set status = excluded.status, due_on = excluded.due_on, notify_at = excluded.notify_at, order_at = excluded.order_at, reason = excluded.reason, updated_at = excluded.updated_at,
          notified_at = case when excluded.status in ('notified', 'held', 'failed') then o.notified_at end, ceiling_minor = excluded.ceiling_minor, expected_minor = excluded.expected_minor,
          hold_code = excluded.hold_code, hold_facts = case when excluded.status = 'held' then o.hold_facts end, held_at = case when excluded.status = 'held' then o.held_at end
      where o.status in ('planned', 'notified', 'skipped') or (o.status in ('held', 'failed') and o.order_id is null)`
}
