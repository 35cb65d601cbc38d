import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { Days, Fee, Service } from "./coverage.ts"

export type BilledDays = Days & { readonly invoiceId: string; readonly earnedUntil: string | null }
export type ServiceToBill = Service & Fee & {
  readonly subscriptionId: string; readonly accountId: string; readonly accountKind: "house" | "customer"; readonly name: string; readonly taxCategory: string; readonly collect: "automatic" | "terms"; readonly poNumber: string; readonly today: string
  readonly billed: readonly BilledDays[]
  readonly invoices: number
}

/** A subscription's service with its turns and what is billed of it; the subscription is locked, so that a day is looked at by one at a time. */
export async function lockService(work: Work, subscriptionId: string): Promise<ServiceToBill | undefined> {
  const { networkId, tenantId } = work.scope
  await sql`select 1 from subscriptions.subscription s where s.network_id = ${networkId} and s.tenant_id = ${tenantId} and s.subscription_id = ${subscriptionId} for no key update`.execute(work.db)
  const { rows } = await sql<ServiceToBill>`
    select s.subscription_id as "subscriptionId", s.account_id as "accountId", a.kind as "accountKind", f.name, f.tax_category as "taxCategory", s.collect, s.po_number as "poNumber", s.status, s.currency,
           f.amount_minor as "amountMinor", f.every_months as "everyMonths", (s.created_at at time zone t.zone)::date as "createdOn", s.starts_on as "startsOn", s.ends_on as "endsOn", (s.ended_at at time zone t.zone)::date as "endedOn",
           (${work.now.toString()}::timestamptz at time zone t.zone)::date as today, 
           (select coalesce(json_agg(json_build_object('invoiceId', p.invoice_id, 'from', lower(p.period), 'until', upper(p.period), 'earnedUntil', p.earned_until) order by lower(p.period)), '[]') from billing.service_period p
             where (p.network_id, p.tenant_id, p.account_id, p.subscription_id, p.line_key) = (f.network_id, f.tenant_id, f.account_id, f.subscription_id, f.subscription_id) and p.released_at is null) as billed,
           (select count(*)::int from billing.invoice i where i.network_id = f.network_id and i.tenant_id = f.tenant_id and i.account_id = f.account_id and i.source = 'service' and i.subscription_id = f.subscription_id) as invoices,
           (select coalesce(json_agg(json_build_object('kind', c.kind, 'on', (c.occurred_at at time zone t.zone)::date, 'until', c.detail ->> 'until') order by c.occurred_at, c.change_id), '[]') from subscriptions.occurrence_change c
             where (c.network_id, c.tenant_id, c.account_id, c.subscription_id) = (f.network_id, f.tenant_id, f.account_id, f.subscription_id) and c.kind in ('activate', 'pause', 'resume', 'cancel')) as turns
      from subscriptions.service_fee f
      join subscriptions.subscription s on (s.network_id, s.tenant_id, s.account_id, s.subscription_id) = (f.network_id, f.tenant_id, f.account_id, f.subscription_id)
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (f.network_id, f.tenant_id, f.account_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (f.network_id, f.tenant_id)
     where f.network_id = ${networkId} and f.tenant_id = ${tenantId} and f.subscription_id = ${subscriptionId}`.execute(work.db)
  return rows[0]
}

/** Living services whose day of today stands on no invoice, and those of which days have passed that are not earned. One statement. */
export async function servicesToDo(work: Work, limit: number): Promise<readonly { readonly tenantId: number; readonly subscriptionId: string }[]> {
  const { rows } = await sql<{ tenantId: number; subscriptionId: string }>`
    with days as (select t.tenant_id, (${work.now.toString()}::timestamptz at time zone t.zone)::date as today from tenancy.tenant t where t.network_id = ${work.scope.networkId} and t.status = 'active')
    select f.tenant_id as "tenantId", f.subscription_id as "subscriptionId"
      from subscriptions.service_fee f
      join subscriptions.subscription s on (s.network_id, s.tenant_id, s.account_id, s.subscription_id) = (f.network_id, f.tenant_id, f.account_id, f.subscription_id)
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (f.network_id, f.tenant_id, f.account_id) and a.kind = 'customer'
      join days d on d.tenant_id = f.tenant_id
     where f.network_id = ${work.scope.networkId}
       and ((s.status = 'active' and s.starts_on <= d.today and (s.ends_on is null or s.ends_on >= d.today)
             and not exists (select from billing.service_period p where (p.network_id, p.tenant_id, p.account_id, p.subscription_id, p.line_key) = (f.network_id, f.tenant_id, f.account_id, f.subscription_id, f.subscription_id) and p.released_at is null and p.period @> d.today))
         or exists (select from billing.service_period p where (p.network_id, p.tenant_id, p.account_id, p.subscription_id, p.line_key) = (f.network_id, f.tenant_id, f.account_id, f.subscription_id, f.subscription_id)
                      and p.released_at is null and coalesce(p.earned_until, lower(p.period)) < least(upper(p.period), d.today)))
     order by f.tenant_id, f.subscription_id limit ${limit}`.execute(work.db)
  return rows
}
