import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { indexBook, seesMargins } from "../pricing/index.ts"
import { RecurringSettings } from "./contract.ts"
import { seriesOf } from "./index-price.ts"
import type { OccurrenceRow, Recurring, Subscription } from "./subscription.ts"

export const subscriptionNotFound = () => new Refusal("subscriptions.subscription_not_found", "not_found")

/** The tenant's settings with the defaults of what it has not decided. One round trip. */
export async function recurringOf(work: Work): Promise<Recurring> {
  const { rows } = await sql<{ zone: string; locale: string; settings: object | null; most: bigint | null; version: number | null }>`
    select t.zone, t.locale, s.settings, s.most_value_minor as most, s.version from tenancy.tenant t
      left join subscriptions.setting s on (s.network_id, s.tenant_id) = (t.network_id, t.tenant_id)
     where t.network_id = ${work.scope.networkId} and t.tenant_id = ${work.scope.tenantId}`.execute(work.db)
  if (!rows[0]) throw new Refusal("tenancy.tenant_not_found", "not_found")
  return recurring(rows[0])
}

export function recurring({ zone, locale, settings: kept, most, version }: { zone: string; locale: string; settings: object | null; most: bigint | string | null; version: number | null }): Recurring {
  const settings = RecurringSettings.parse({ ...kept, mostValuePerDay: most === null ? null : String(most) })
  const { weekend, holidays, cutOffDays, cutOffTime } = settings
  return { settings, version: version ?? 0, locale, calendar: { zone, weekend, holidays: new Set(holidays), cutOffDays, cutOffTime } }
}

/** One subscription, locked: of two changes at once the second waits, and then reads what the first one left. One round trip. */
export async function lockSubscription(work: Work, subscriptionId: string, occurrences?: RawBuilder<unknown>): Promise<Subscription> {
  const { networkId, tenantId, accountId } = work.scope
  const [, [found]] = await Promise.all([
    sql`select subscription_id from subscriptions.subscription where network_id = ${networkId} and tenant_id = ${tenantId} ${accountId ? sql`and account_id = ${accountId}` : sql``}
         and subscription_id = ${subscriptionId} for no key update`.execute(work.db),
    readSubscriptions(work, { where: sql`s.subscription_id = ${subscriptionId}`, ...(occurrences && { occurrences }) }),
  ])
  if (!found) throw subscriptionNotFound()
  return found
}

export async function getSubscription(work: Work, subscriptionId: string, occurrences?: RawBuilder<unknown>): Promise<Subscription> {
  const [found] = await readSubscriptions(work, { where: sql`s.subscription_id = ${subscriptionId}`, ...(occurrences && { occurrences }) })
  if (!found) throw subscriptionNotFound()
  return found
}

type Asked = { readonly where: RawBuilder<unknown>; readonly occurrences?: RawBuilder<unknown>; readonly limit?: number }

/** Whole subscriptions, in one statement, and one more for all series that their prices follow, if any. `where` sees the row as `s`, `occurrences` says which rows beside the open ones come along, as `o`. */
export async function readSubscriptions(work: Work, { where, occurrences = sql`false`, limit = 10_000 }: Asked): Promise<readonly Subscription[]> {
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<Row>`
    select s.tenant_id as "tenantId", s.account_id as "accountId", s.subscription_id as "subscriptionId", s.number, s.name, s.status, a.number as "accountNumber", a.name as "accountName",
           s.plan_id as "planId", (select p.name from subscriptions.plan p where (p.network_id, p.tenant_id, p.plan_id) = (s.network_id, s.tenant_id, s.plan_id)) as "planName",
           trim_scale(s.discount_percent)::text as "discountPercent", s.currency, s.ship_to_id as "shipToId", s.po_number as "poNumber", s.invoicing, s.collect, s.catch_up as "catchUp",
           s.notice_days as "noticeDays", trim_scale(s.ceiling_percent)::text as "ceilingPercent", s.starts_on as "startsOn", s.ends_on as "endsOn", s.owner_id as "ownerId", u.name as "ownerName",
           s.paused_at as "pausedAt", s.paused_until as "pausedUntil", s.ended_at as "endedAt", s.version, s.created_at as "createdAt",
           json_build_object('version', v.version, 'cadence', v.cadence, 'anchor', v.anchor, 'shift', v.shift) as schedule,
           (select coalesce(json_agg(json_build_object('lineId', l.line_id, 'position', l.position, 'productId', l.product_id, 'unit', l.unit, 'quantity', trim_scale(l.quantity)::text,
              'pricePolicy', l.price_policy, 'stockOut', l.stock_out, 'usage', l.usage, 'addedLater', l.added_later,
              'termsFor', json_build_object('productId', coalesce(l.terms_product_id, l.product_id), 'unit', coalesce(l.terms_unit, l.unit), 'from', trim_scale(l.terms_from)::text)) order by l.position, l.line_id), '[]')
              from subscriptions.subscription_line l where (l.network_id, l.tenant_id, l.account_id, l.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id)) as lines,
           (select coalesce(json_agg(json_build_object('changeId', c.change_id, 'kind', c.kind, 'scheduleVersion', c.schedule_version, 'fromN', c.from_n, 'toN', c.to_n, 'detail', c.detail, 'reason', c.reason)
              order by c.change_id), '[]') from subscriptions.occurrence_change c
             where (c.network_id, c.tenant_id, c.account_id, c.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id)
               and c.schedule_version = s.schedule_version and c.from_n is not null) as changes,
           (select coalesce(json_agg(${occurrenceJson(seesMargins(work))} order by o.due_on, o.n), '[]') from subscriptions.occurrence o
              left join ordering.order r on (r.network_id, r.tenant_id, r.account_id, r.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id)
             where (o.network_id, o.tenant_id, o.account_id, o.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id)
               and (o.status in ('planned', 'notified', 'locked', 'held') or ${occurrences})) as occurrences,
           coalesce((select max(o.n) from subscriptions.occurrence o where (o.network_id, o.tenant_id, o.account_id, o.subscription_id, o.schedule_version)
              = (s.network_id, s.tenant_id, s.account_id, s.subscription_id, s.schedule_version) and o.n >= 0), -1) as "lastN"
      from subscriptions.subscription s
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (s.network_id, s.tenant_id, s.account_id)
      join tenancy.tenant_user u on (u.network_id, u.tenant_id, u.user_id) = (s.network_id, s.tenant_id, s.owner_id)
      join subscriptions.schedule_version v on (v.network_id, v.tenant_id, v.account_id, v.subscription_id, v.version) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id, s.schedule_version)
     where s.network_id = ${networkId} ${tenantId === undefined ? sql`` : sql`and s.tenant_id = ${tenantId}`} ${accountId ? sql`and s.account_id = ${accountId}` : sql``} and ${where}
     order by s.number, s.subscription_id limit ${limit}`.execute(work.db)
  const indices = await indexBook(work, seriesOf(rows.flatMap(({ lines }) => lines.map(({ pricePolicy }) => pricePolicy))))
  return rows.map((row) => ({ ...subscriptionOf(row), indices }))
}

/** What an order costs the tenant is read for those alone who may see it; a house account sells to nobody. */
const occurrenceJson = (margins: boolean) => sql`json_build_object('occurrenceId', o.occurrence_id, 'scheduleVersion', o.schedule_version, 'n', o.n, 'status', o.status, 'scheduledOn', o.scheduled_on, 'dueOn', o.due_on,
  'notifyAt', o.notify_at, 'orderAt', o.order_at, 'holdCode', o.hold_code, 'holdFacts', o.hold_facts, 'heldAt', o.held_at, 'reason', o.reason, 'cleared', o.cleared, 'expectedMinor', o.expected_minor::text, 'ceilingMinor', o.ceiling_minor::text,
  'lines', o.lines, 'orderId', o.order_id, 'orderNumber', r.number, 'orderNetMinor', r.net_minor::text, 'orderTaxMinor', r.tax_minor::text, 'orderTotalMinor', r.total_minor::text, ${margins ? sql`'orderSupplyMinor', case when a.kind = 'customer' then r.supply_minor::text end,` : sql``} 'notifiedAt', o.notified_at, 'orderedAt', o.ordered_at)`

type Instants = "pausedAt" | "endedAt" | "createdAt"
type Row = Omit<Subscription, Instants | "indices"> & Readonly<Record<Instants, Date | null>>

function subscriptionOf(row: Row): Omit<Subscription, "indices"> {
  const text = (instant: Date | null) => instant?.toISOString() ?? null
  return { ...row, pausedAt: text(row.pausedAt), endedAt: text(row.endedAt), createdAt: text(row.createdAt) ?? "", occurrences: row.occurrences.map(occurrenceOf) }
}

/** Instants come out of json with the server's offset; on the wire they are UTC. */
function occurrenceOf(row: OccurrenceRow): OccurrenceRow {
  const text = (instant: string | null) => instant && new Date(instant).toISOString()
  return { ...row, notifyAt: text(row.notifyAt), orderAt: text(row.orderAt), heldAt: text(row.heldAt), notifiedAt: text(row.notifiedAt), orderedAt: text(row.orderedAt) }
}
