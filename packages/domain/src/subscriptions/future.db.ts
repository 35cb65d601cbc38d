import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { quantity, Temporal, toBase, type Quantity } from "@entrepot/kernel"
import { ahead, type Expected } from "./outlook.ts"
import { recurring } from "./subscription.db.ts"
import type { Recurring, Subscription } from "./subscription.ts"

/** One date on which a subscription will take a product, in base units. Without money: the distributor's side. */
export type Take = { readonly tenantId: number; readonly subscriptionId: string; readonly productId: string; readonly on: string; readonly base: Quantity }
export type Taker = { readonly tenantName: string; readonly accountName: string; readonly accountGroup: string; readonly number: string; readonly createdAt: string }
export type Future = { readonly takes: readonly Take[]; readonly takers: ReadonlyMap<string, Taker>; readonly from: string }

type Row = Pick<Subscription, "tenantId" | "subscriptionId" | "number" | "status" | "endsOn" | "pausedUntil" | "schedule" | "changes" | "lastN" | "accountName"> & {
  readonly tenantName: string; readonly accountGroup: string; readonly createdAt: Date; readonly lines: readonly { lineId: string; productId: string; unit: string; quantity: string; addedLater: boolean }[]; readonly open: number | null
  /** Those after the open one whose fate is known already. */
  readonly made: readonly number[]
}

/**
 * Everything that subscriptions of the network will take in some weeks, of one product or of all: dates worked out by the engine from what is written.
 * Three statements, whatever the number of tenants.
 */
export async function futureOf(work: Work, { productId, weeks }: { readonly productId?: string | undefined; readonly weeks: number }): Promise<Future> {
  const [{ rows }, calendars, from] = await Promise.all([readRows(work, { productId }), calendarsOf(work), todayOf(work)])
  const to = Temporal.PlainDate.from(from).add({ weeks }).subtract({ days: 1 }).toString()
  const dated = rows.flatMap((row) => datesOf(row, calendars.get(row.tenantId), from, to).flatMap((date) => date.lines.map((line) => ({ row, on: date.on, line })))).filter(({ line }) => productId === undefined || line.productId === productId)
  const factors = await factorsOf(work, dated.map(({ line }) => line))
  const takes = dated.map(({ row, on, line }): Take => ({ tenantId: row.tenantId, subscriptionId: row.subscriptionId, productId: line.productId, on, base: toBase(quantity(line.quantity), factors.get(`${line.productId} ${line.unit}`) ?? quantity("1")) }))
  const takers = new Map(rows.map((row) => [row.subscriptionId, { tenantName: row.tenantName, accountName: row.accountName, accountGroup: row.accountGroup, number: row.number, createdAt: new Date(row.createdAt).toISOString() }]))
  return { takes, takers, from }
}

/** A date on which nothing is ordered yet, with what it will take. */
export type ComingDate = { readonly on: string; readonly lines: readonly { readonly productId: string; readonly unit: string; readonly quantity: string }[] }

/** The dates of one tenant's subscriptions from today to a day, by the tenant's own calendar. What waits for somebody is none of them. Two statements. */
export async function comingDates(work: Work, { tenantId, from, to }: { readonly tenantId: number; readonly from: string; readonly to: string }): Promise<readonly ComingDate[]> {
  const [{ rows }, calendars] = await Promise.all([readRows(work, { tenantId }), calendarsOf(work, tenantId)])
  return rows.flatMap((row) => datesOf(row, calendars.get(tenantId), from, to).map(({ on, lines }) => ({ on, lines })))
}

function datesOf(row: Row, recurring: Recurring | undefined, from: string, to: string): readonly Expected[] {
  if (!recurring) return []
  const lines = row.lines.map((line, position) => ({ ...line, position, pricePolicy: { policy: "current" as const }, stockOut: [], usage: null, termsFor: { productId: line.productId, unit: line.unit, from: "0" } }))
  const subscription = { ...row, lines, noticeDays: 0 } as unknown as Subscription
  return ahead(subscription, recurring, { from: Math.min(row.open ?? row.lastN + 1, row.lastN + 1), to }).filter((date) => date.status === "planned" && date.on >= from && !row.made.includes(date.n))
}

const readRows = (work: Work, { tenantId, productId }: { readonly tenantId?: number; readonly productId?: string | undefined }) => sql<Row>`
  select s.tenant_id as "tenantId", s.subscription_id as "subscriptionId", s.number, s.status, s.ends_on as "endsOn", s.paused_until as "pausedUntil", t.name as "tenantName", a.name as "accountName", a.account_group as "accountGroup", s.created_at as "createdAt",
         json_build_object('version', v.version, 'cadence', v.cadence, 'anchor', v.anchor, 'shift', v.shift) as schedule,
         (select coalesce(json_agg(json_build_object('lineId', l.line_id, 'productId', l.product_id, 'unit', l.unit, 'quantity', trim_scale(l.quantity)::text, 'addedLater', l.added_later) order by l.position), '[]')
            from subscriptions.subscription_line l where (l.network_id, l.tenant_id, l.account_id, l.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id)) as lines,
         (select coalesce(json_agg(json_build_object('kind', c.kind, 'fromN', c.from_n, 'toN', c.to_n, 'detail', c.detail, 'reason', '') order by c.change_id), '[]') from subscriptions.occurrence_change c
           where (c.network_id, c.tenant_id, c.account_id, c.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id) and c.schedule_version = s.schedule_version and c.from_n is not null) as changes,
         coalesce(o.last, -1) as "lastN", o.open, coalesce(o.made, '{}') as made
    from subscriptions.subscription s
    join subscriptions.schedule_version v on (v.network_id, v.tenant_id, v.account_id, v.subscription_id, v.version) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id, s.schedule_version)
    join tenancy.tenant t on (t.network_id, t.tenant_id) = (s.network_id, s.tenant_id)
    join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (s.network_id, s.tenant_id, s.account_id)
    left join lateral (select max(o.n) as last, min(o.n) filter (where o.status in ('planned', 'notified', 'locked')) as open, array_agg(o.n) filter (where o.status not in ('planned', 'notified', 'locked', 'skipped')) as made from subscriptions.occurrence o
      where (o.network_id, o.tenant_id, o.account_id, o.subscription_id, o.schedule_version) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id, s.schedule_version) and o.n >= 0) o on true
   where s.network_id = ${work.scope.networkId} ${tenantId === undefined ? sql`` : sql`and s.tenant_id = ${tenantId}`} and (s.status = 'active' or (s.status = 'paused' and s.paused_until is not null))
     ${productId ? sql`and (exists (select from subscriptions.subscription_line l where (l.network_id, l.tenant_id, l.account_id, l.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id) and l.product_id = ${productId})
       or exists (select from subscriptions.occurrence_change c where (c.network_id, c.tenant_id, c.account_id, c.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id) and c.detail ->> 'productId' = ${productId}))` : sql``}`.execute(work.db)

async function calendarsOf(work: Work, tenantId?: number): Promise<ReadonlyMap<number, Recurring>> {
  const { rows } = await sql<{ tenantId: number; zone: string; locale: string; settings: object | null }>`
    select t.tenant_id as "tenantId", t.zone, t.locale, s.settings from tenancy.tenant t left join subscriptions.setting s on (s.network_id, s.tenant_id) = (t.network_id, t.tenant_id)
     where t.network_id = ${work.scope.networkId} ${tenantId === undefined ? sql`and t.status = 'active'` : sql`and t.tenant_id = ${tenantId}`}`.execute(work.db)
  return new Map(rows.map((row) => [row.tenantId, recurring({ ...row, most: null, version: null })]))
}

async function todayOf(work: Work): Promise<string> {
  const { rows } = await sql<{ today: string }>`select (${work.now.toString()}::timestamptz at time zone n.zone)::date as today from tenancy.network n where n.network_id = ${work.scope.networkId}`.execute(work.db)
  return rows[0]?.today ?? work.now.toZonedDateTimeISO("UTC").toPlainDate().toString()
}

async function factorsOf(work: Work, lines: readonly { readonly productId: string }[]): Promise<ReadonlyMap<string, Quantity>> {
  const { rows } = await sql<{ key: string; factor: string }>`select u.product_id || ' ' || u.unit as key, trim_scale(u.factor)::text as factor from catalog.product_unit u
    where u.network_id = ${work.scope.networkId} and u.product_id = any (${[...new Set(lines.map((line) => line.productId))]}::uuid[])`.execute(work.db)
  return new Map(rows.map((row) => [row.key, quantity(row.factor)]))
}

