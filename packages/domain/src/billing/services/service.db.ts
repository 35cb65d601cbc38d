import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { FeeVersion } from "../../subscriptions/index.ts"
import type { Billed, FeedService } from "./fee-terms.ts"

export type BilledDays = Billed & { readonly invoiceId: string; readonly earnedUntil: string | null }
export type ServiceToBill = FeedService<BilledDays> & {
  readonly subscriptionId: string; readonly accountId: string; readonly accountKind: "house" | "customer"; readonly collect: "automatic" | "terms"; readonly poNumber: string
  readonly invoices: number
}

/** A subscription's service, locked, so that a day is looked at by one at a time. */
export async function lockService(work: Work, subscriptionId: string): Promise<ServiceToBill | undefined> {
  const { networkId, tenantId } = work.scope
  await sql`select 1 from subscriptions.subscription s where s.network_id = ${networkId} and s.tenant_id = ${tenantId} and s.subscription_id = ${subscriptionId} for no key update`.execute(work.db)
  return findService(work, subscriptionId)
}

/** A subscription's service with its turns, its fees and what is billed of it. One statement. */
export async function findService(work: Work, subscriptionId: string): Promise<ServiceToBill | undefined> {
  const { networkId, tenantId, accountId } = work.scope
  const own = (alias: string) => sql`(${sql.ref(`${alias}.network_id`)}, ${sql.ref(`${alias}.tenant_id`)}, ${sql.ref(`${alias}.account_id`)}, ${sql.ref(`${alias}.subscription_id`)}) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id)`
  const { rows } = await sql<Omit<ServiceToBill, "fees"> & { fees: readonly (Omit<FeeVersion, "amountMinor"> & { amountMinor: string | null })[] }>`
    select s.subscription_id as "subscriptionId", s.account_id as "accountId", a.kind as "accountKind", s.collect, s.po_number as "poNumber", s.status, s.currency,
           (s.created_at at time zone t.zone)::date as "createdOn", s.starts_on as "startsOn", s.ends_on as "endsOn", (s.ended_at at time zone t.zone)::date as "endedOn", (${work.now.toString()}::timestamptz at time zone t.zone)::date as today,
           (select coalesce(json_agg(json_build_object('version', f.version, 'from', f.from_on, 'name', f.name, 'amountMinor', f.amount_minor::text, 'everyMonths', f.every_months, 'taxCategory', f.tax_category) order by f.version), '[]')
              from subscriptions.service_fee f where ${own("f")}) as fees,
           (select coalesce(json_agg(json_build_object('invoiceId', p.invoice_id, 'from', lower(p.period), 'until', upper(p.period), 'earnedUntil', p.earned_until, 'feeVersion', p.fee_version) order by lower(p.period)), '[]') from billing.service_period p
             where ${own("p")} and p.line_key = s.subscription_id and p.released_at is null) as billed,
           (select count(*)::int from billing.invoice i where ${own("i")} and i.source = 'service') as invoices,
           (select coalesce(json_agg(json_build_object('kind', c.kind, 'on', (c.occurred_at at time zone t.zone)::date, 'until', c.detail ->> 'until') order by c.occurred_at, c.change_id), '[]') from subscriptions.occurrence_change c
             where ${own("c")} and c.kind in ('activate', 'pause', 'resume', 'cancel')) as turns
      from subscriptions.subscription s
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (s.network_id, s.tenant_id, s.account_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (s.network_id, s.tenant_id)
     where s.network_id = ${networkId} and s.tenant_id = ${tenantId} ${accountId ? sql`and s.account_id = ${accountId}` : sql``} and s.subscription_id = ${subscriptionId}`.execute(work.db)
  return rows[0] && { ...rows[0], fees: rows[0].fees.map((fee) => ({ ...fee, amountMinor: fee.amountMinor === null ? null : BigInt(fee.amountMinor) })) }
}

/** A fee that has ended of late is looked at again for so long, because a day before its end may have been missed while nothing ran. */
const LOOKED_BACK_DAYS = 31

/**
 * Living services whose day of today stands on no invoice, those that are billed by a fee that is another by now, and those of which days have passed that are
 * not earned. One statement.
 */
export async function servicesToDo(work: Work, limit: number): Promise<readonly { readonly tenantId: number; readonly subscriptionId: string }[]> {
  const own = (alias: string) => sql`(${sql.ref(`${alias}.network_id`)}, ${sql.ref(`${alias}.tenant_id`)}, ${sql.ref(`${alias}.account_id`)}, ${sql.ref(`${alias}.subscription_id`)}) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id)`
  const billed = sql`from billing.service_period p where ${own("p")} and p.line_key = s.subscription_id and p.released_at is null`
  const unbilled = (day: ReturnType<typeof sql>) => sql`${day} >= s.starts_on and exists (select from (
      select w.amount_minor from subscriptions.service_fee w where ${own("w")} and coalesce(w.from_on, '-infinity') <= ${day} order by w.version desc limit 1) held where held.amount_minor is not null)
    and not exists (select ${billed} and p.period @> ${day})`
  const { rows } = await sql<{ tenantId: number; subscriptionId: string }>`
    with days as (select t.tenant_id, (${work.now.toString()}::timestamptz at time zone t.zone)::date as today from tenancy.tenant t where t.network_id = ${work.scope.networkId} and t.status = 'active'),
    kept as (select distinct f.network_id, f.tenant_id, f.account_id, f.subscription_id from subscriptions.service_fee f where f.network_id = ${work.scope.networkId})
    select s.tenant_id as "tenantId", s.subscription_id as "subscriptionId"
      from kept f
      join subscriptions.subscription s on ${own("f")}
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (s.network_id, s.tenant_id, s.account_id) and a.kind = 'customer'
      join days d on d.tenant_id = s.tenant_id
     where (s.status = 'active' and (s.ends_on is null or s.ends_on >= d.today) and (${unbilled(sql`d.today`)}
             or exists (select from subscriptions.service_fee e where ${own("e")} and e.from_on between d.today - ${LOOKED_BACK_DAYS}::integer and d.today and e.amount_minor is null and ${unbilled(sql`(e.from_on - 1)`)})))
        or exists (select ${billed} and coalesce(p.earned_until, lower(p.period)) < least(upper(p.period), d.today))
        or exists (select from billing.service_period p
                     join subscriptions.service_fee o on ${own("o")} and o.version = p.fee_version
                     join subscriptions.service_fee w on ${own("w")} and w.version > p.fee_version and w.from_on <= d.today and w.from_on < upper(p.period)
                    where ${own("p")} and p.line_key = s.subscription_id and p.released_at is null
                      and (w.amount_minor, w.every_months) is distinct from (o.amount_minor, o.every_months)
                      and not exists (select from subscriptions.service_fee x where ${own("x")} and x.version > w.version and x.from_on <= w.from_on))
     order by s.tenant_id, s.subscription_id limit ${limit}`.execute(work.db)
  return rows
}
