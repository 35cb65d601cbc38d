import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { DunningStage } from "../contract.ts"
import { isDisputed } from "../payments/paid.db.ts"

export type AccountStanding = {
  readonly accountId: string; readonly accountName: string; readonly currency: string; readonly overdueMinor: bigint; readonly oldestDueOn: string | null; readonly invoices: number; readonly stage: DunningStage; readonly episode: number
  /** How often the account was let off again. */
  readonly lifts: number
  readonly retriesSpent: number; readonly waitsForMethod: boolean; readonly hasMethod: boolean
}

/** Everybody who is late, or was, with what nobody disputes: per account and currency, in one statement over open items alone. */
export async function standings(work: Work, today: string): Promise<readonly AccountStanding[]> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<AccountStanding>`
    with late as (
      select o.account_id, o.currency, sum(o.open_minor)::bigint as overdue, min(o.due_on) as oldest, count(*)::int as n
        from billing.open_item o where o.network_id = ${networkId} and o.tenant_id = ${tenantId} and o.open_minor > 0 and o.due_on < ${today}::date and not ${isDisputed} group by 1, 2
    ), known as (
      select d.account_id, d.currency, d.stage, d.episode, d.retries_spent, d.waits_for_method from billing.dunning_case d where d.network_id = ${networkId} and d.tenant_id = ${tenantId}
    )
    select coalesce(l.account_id, k.account_id) as "accountId", a.name as "accountName", coalesce(l.currency, k.currency) as currency, coalesce(l.overdue, 0)::bigint as "overdueMinor", l.oldest as "oldestDueOn", coalesce(l.n, 0) as invoices,
           coalesce(k.stage, 'none') as stage, coalesce(k.episode, 0) as episode, coalesce(k.retries_spent, 0) as "retriesSpent", coalesce(k.waits_for_method, false) as "waitsForMethod",
           (select count(*)::int from billing.dunning_entry e where e.network_id = ${networkId} and e.tenant_id = ${tenantId} and e.account_id = k.account_id and e.currency = k.currency and e.step = 'lifted') as lifts,
           exists (select from billing.payment_method m where m.network_id = a.network_id and m.tenant_id = a.tenant_id and m.account_id = a.account_id and m.detached_at is null and m.refused_at is null) as "hasMethod"
      from late l full join known k on k.account_id = l.account_id and k.currency = l.currency
      join tenancy.account a on a.network_id = ${networkId} and a.tenant_id = ${tenantId} and a.account_id = coalesce(l.account_id, k.account_id)
     where l.account_id is not null or k.stage <> 'none' order by l.oldest nulls last, a.name`.execute(work.db)
  return rows
}

export type CollectedInvoice = {
  readonly invoiceId: string; readonly accountId: string; readonly currency: string; readonly openMinor: bigint; readonly failedOn: string | null; readonly retries: number; readonly lastDecline: "soft" | "hard" | null
  /** A method was added, renewed, or made the one that is charged, since the last failure. */
  readonly methodIsNew: boolean; readonly hasMethod: boolean
}

/** Open invoices that are charged by themselves and nobody is paying now, with what was tried. One statement. */
export async function collectedInvoices(work: Work, zone: string): Promise<readonly CollectedInvoice[]> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<CollectedInvoice>`
    select i.invoice_id as "invoiceId", i.account_id as "accountId", i.currency, o.open_minor as "openMinor", (t.first_failed at time zone ${zone})::date as "failedOn", coalesce(t.retries, 0) as retries, t.last_decline as "lastDecline",
           coalesce(m.newest > t.last_failed, false) as "methodIsNew", m.newest is not null as "hasMethod"
      from billing.open_item o
      join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (o.network_id, o.tenant_id, o.account_id, o.invoice_id)
      left join lateral (
        select min(a.settled_at) as first_failed, max(a.settled_at) as last_failed, (count(*) filter (where a.cause = 'retry'))::int as retries, (array_agg(a.decline order by a.settled_at desc))[1] as last_decline, bool_or(x.unfinished) as busy
          from billing.attempt_invoice x join billing.payment_attempt a on (a.network_id, a.tenant_id, a.account_id, a.attempt_id) = (x.network_id, x.tenant_id, x.account_id, x.attempt_id)
         where x.network_id = i.network_id and x.tenant_id = i.tenant_id and x.invoice_id = i.invoice_id) t on true
      left join lateral (
        select max(coalesce(m.ready_at, m.created_at)) as newest from billing.payment_method m where m.network_id = i.network_id and m.tenant_id = i.tenant_id and m.account_id = i.account_id and m.detached_at is null and m.refused_at is null) m on true
     where o.network_id = ${networkId} and o.tenant_id = ${tenantId} and o.open_minor > 0 and i.collect = 'automatic' and not coalesce(t.busy, false) and not ${isDisputed} order by i.due_on, i.invoice_id limit 1000`.execute(work.db)
  return rows
}
