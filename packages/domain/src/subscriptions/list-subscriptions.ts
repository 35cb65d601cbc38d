import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { Refusal, pageOf, type MoneyJson } from "@entrepot/kernel"
import { seesMargins } from "../pricing/index.ts"
import { quoteStanding } from "../ordering/index.ts"
import { authorize } from "../tenancy/index.ts"
import { HEALTHS, ListHealth, ListSubscriptions, SUBSCRIPTION_STATUSES, type Cadence, type Health, type HoldCode, type SubscriptionStatus } from "./contract.ts"
import { askFor, marginOf } from "./estimate.ts"
import { linesAt, nextChangeable } from "./outlook.ts"
import { RENEWAL_DAYS } from "./subscription.ts"
import { readSubscriptions, recurringOf } from "./subscription.db.ts"
import type { HealthList, HealthRow, SubscriptionList, SubscriptionRow } from "./views.ts"

type Row = {
  readonly subscriptionId: string; readonly number: string; readonly name: string; readonly status: SubscriptionStatus; readonly accountId: string; readonly accountNumber: string; readonly accountName: string
  readonly planName: string | null; readonly shipTo: SubscriptionRow["shipTo"]; readonly cadence: Cadence; readonly lineCount: number; readonly nextOn: string | null; readonly expected: string | null; readonly currency: string; readonly health: Health
  readonly holdCode: HoldCode | null; readonly holdReason: string | null; readonly createdAt: Date; readonly owner: string; readonly since: Date | null; readonly because: string; readonly endsOn: string | null
}

/** Subscriptions by number, with what comes next and how they are. One statement. */
export async function listSubscriptions(work: Work, input: ListSubscriptions): Promise<SubscriptionList> {
  authorize(work, "subscription.view")
  const { status, accountId, planId, search, cursor, limit } = ListSubscriptions.parse(input)
  const narrowed = sql`${accountId ? sql`and s.account_id = ${accountId}` : sql``} ${planId ? sql`and s.plan_id = ${planId}` : sql``}
    ${search ? sql`and (s.number ^@ ${search.toUpperCase()} or s.name ilike ${`%${search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`})` : sql``}`
  const of = status.length > 0 ? sql`and s.status = any (${[...status]}::text[])` : sql``
  const { rows } = await sql<{ rows: Row[]; counts: Record<string, number> | null }>`
    with ${rowsCte(work, sql`${narrowed} ${of}`)}
    select (select coalesce(json_agg(q), '[]') from (select * from rows where number > ${cursor ?? ""} order by number limit ${limit + 1}) q) as rows,
           (select json_object_agg(status, n) from (select s.status, count(*)::int as n from subscriptions.subscription s where ${own(work)} ${narrowed} group by 1) c) as counts`.execute(work.db)
  const found = rows[0]?.rows ?? []
  const { page, last } = pageOf(found, limit)
  const counts = Object.fromEntries(SUBSCRIPTION_STATUSES.map((one) => [one, rows[0]?.counts?.[one] ?? 0])) as SubscriptionList["counts"]
  return { rows: page.map(rowOf), nextCursor: last?.number ?? null, counts }
}

/** How every subscription of the tenant is: what is late, held, failing or ends soon comes first. For whoever may see them all. */
export async function listHealth(work: Work, input: ListHealth): Promise<HealthList> {
  authorize(work, "subscription.view")
  const { health, accountId, cursor, limit } = ListHealth.parse(input)
  const after = cursor ? cursor.split("|") : null
  if (after && (after.length !== 2 || !/^\d$/.test(after[0] ?? ""))) throw new Refusal("subscriptions.cursor_is_invalid", "invalid")
  const rank = sql`array_position(${[...HEALTHS]}::text[], health)`
  const { rows } = await sql<{ rows: (Row & { rank: number })[]; counts: Record<string, number> | null; heldBy: HealthList["heldBy"] }>`
    with ${rowsCte(work, sql`and s.status in ('active', 'paused') ${accountId ? sql`and s.account_id = ${accountId}` : sql``}`)}
    select (select coalesce(json_agg(q), '[]') from (select *, ${rank} as rank from rows where true ${health.length > 0 ? sql`and health = any (${[...health]}::text[])` : sql``}
              ${after ? sql`and (${rank}, number) > (${Number(after[0])}::int, ${after[1]}::text collate "C")` : sql``} order by ${rank}, number limit ${limit + 1}) q) as rows,
           (select json_object_agg(health, n) from (select health, count(*)::int as n from rows group by 1) c) as counts,
           (select coalesce(json_agg(c order by c.count desc, c.code), '[]') from (select "holdCode" as code, count(*)::int as count from rows where health = 'held' group by 1) c) as "heldBy"`.execute(work.db)
  const found = rows[0]?.rows ?? []
  const { page, last } = pageOf(found, limit)
  const margins = seesMargins(work) && page.length > 0 ? await marginsOf(work, page.map((row) => row.subscriptionId)) : new Map()
  return {
    rows: page.map((row): HealthRow => ({ ...rowOf(row), owner: row.owner, since: row.since ? new Date(row.since).toISOString() : null, because: row.because, endsOn: row.endsOn, margin: margins.get(row.subscriptionId) ?? null })),
    nextCursor: last ? `${last.rank}|${last.number}` : null, counts: Object.fromEntries(HEALTHS.map((one) => [one, rows[0]?.counts?.[one] ?? 0])) as HealthList["counts"],
    heldBy: rows[0]?.heldBy ?? [],
  }
}

/** What the next occurrence of each leaves, and what the distributor will charge for it: priced in one question. */
async function marginsOf(work: Work, subscriptionIds: readonly string[]) {
  const [recurring, subscriptions] = await Promise.all([recurringOf(work), readSubscriptions(work, { where: sql`s.subscription_id = any (${[...subscriptionIds]}::uuid[])` })])
  const asks = subscriptions.map((one) => askFor(one, one.subscriptionId, one.schedule.anchor, linesAt(one, nextChangeable(one, recurring, work.now))))
  const quotes = await quoteStanding(work, asks)
  return new Map([...quotes].map(([id, quote]) => [id, marginOf(quote)]))
}

const own = ({ scope: { networkId, tenantId, accountId } }: Work) => sql`s.network_id = ${networkId} and s.tenant_id = ${tenantId} ${accountId ? sql`and s.account_id = ${accountId}` : sql``}`

function rowsCte(work: Work, where: RawBuilder<unknown>): RawBuilder<unknown> {
  const now = sql`${work.now.toString()}::timestamptz`
  const same = sql`(o.network_id, o.tenant_id, o.account_id, o.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id)`
  return sql`rows as (
    select s.subscription_id as "subscriptionId", s.number, s.name, s.status, s.account_id as "accountId", a.number as "accountNumber", a.name as "accountName", u.name as owner,
           (select p.name from subscriptions.plan p where (p.network_id, p.tenant_id, p.plan_id) = (s.network_id, s.tenant_id, s.plan_id)) as "planName", v.cadence,
           (select json_build_object('addressId', d.address_id, 'label', d.label) from tenancy.address d where (d.network_id, d.tenant_id, d.account_id) = (s.network_id, s.tenant_id, s.account_id)
              and (d.address_id = s.ship_to_id or (s.ship_to_id is null and d.is_default and d.archived_at is null)) limit 1) as "shipTo",
           (select count(*)::int from subscriptions.subscription_line l where (l.network_id, l.tenant_id, l.account_id, l.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id)) as "lineCount",
           case when s.status = 'active' or s.paused_until is not null then next.due_on end as "nextOn", next.expected_minor::text as expected, s.currency, s.created_at as "createdAt", s.ends_on as "endsOn",
           held.hold_code as "holdCode", held.reason as "holdReason",
           case when s.status in ('draft', 'ended') then 'well' when held.hold_code is not null then 'held' when last.status = 'failed' then 'failing' when next.order_at < ${now} - interval '1 hour' then 'late'
                when s.ends_on is not null and s.ends_on < (${now} + make_interval(days => ${RENEWAL_DAYS}))::date then 'at_risk' when before.held_twice then 'at_risk' else 'well' end as health,
           coalesce(held.held_at, last.updated_at, case when next.order_at < ${now} then next.order_at end) as since,
           case when held.hold_code is not null then 'hold.' || held.hold_code when last.status = 'failed' then 'failed' when next.order_at < ${now} - interval '1 hour' then 'late'
                when s.ends_on is not null and s.ends_on < (${now} + make_interval(days => ${RENEWAL_DAYS}))::date then 'term_ends' when before.held_twice then 'held_twice' else 'well' end as because
      from subscriptions.subscription s
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (s.network_id, s.tenant_id, s.account_id)
      join tenancy.tenant_user u on (u.network_id, u.tenant_id, u.user_id) = (s.network_id, s.tenant_id, s.owner_id)
      join subscriptions.schedule_version v on (v.network_id, v.tenant_id, v.account_id, v.subscription_id, v.version) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id, s.schedule_version)
      left join lateral (select o.due_on, o.order_at, o.expected_minor from subscriptions.occurrence o where ${same} and o.status in ('planned', 'notified') order by o.due_on limit 1) next on true
      left join lateral (select o.hold_code, o.reason, o.held_at from subscriptions.occurrence o where ${same} and o.status = 'held' order by o.held_at limit 1) held on true
      left join lateral (select o.status, o.updated_at from subscriptions.occurrence o where ${same} and o.status in ('ordered', 'fulfilled', 'closed', 'failed') order by o.due_on desc limit 1) last on last.status = 'failed'
      left join lateral (select count(*) = 2 and bool_and(d.was_held) as held_twice from (select o.was_held from subscriptions.occurrence o
        where ${same} and o.n >= 0 and (o.was_held or o.status in ('ordered', 'fulfilled', 'closed', 'failed')) order by o.due_on desc limit 2) d) before on true
     where ${own(work)} ${where})`
}

function rowOf(row: Row): SubscriptionRow {
  const total: MoneyJson | null = row.expected === null || row.nextOn === null ? null : { amount: row.expected, currency: row.currency }
  return {
    subscriptionId: row.subscriptionId, number: row.number, name: row.name, status: row.status, account: { accountId: row.accountId, number: row.accountNumber, name: row.accountName }, planName: row.planName, shipTo: row.shipTo,
    cadence: row.cadence, lineCount: row.lineCount, nextOn: row.nextOn, nextTotal: total, health: row.health, hold: row.holdCode ? { code: row.holdCode, reason: row.holdReason ?? "" } : null,
    createdAt: new Date(row.createdAt).toISOString(),
  }
}
