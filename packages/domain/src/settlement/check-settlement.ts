import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { BookDifference, CloseCheck } from "../ledger/contract.ts"
import { authorize } from "../tenancy/index.ts"
import type { IntercompanyDifference, OwnLegDifference } from "./contract.ts"

type Leg = { readonly tenantId: number; readonly name: string; readonly currency: string; readonly entries: string; readonly distributor: string; readonly tenant: string }

/** Per partner and currency: what the entries come to, less the statements that are settled. */
const entered = ({ scope: { networkId } }: Work) => sql`
  select tenant_id, currency, sum(minor) as minor from (
    select tenant_id, currency, amount_minor + tax_minor as minor from settlement.entry where network_id = ${networkId}
    union all
    select tenant_id, currency, -(total_minor + adjusted_minor) from settlement.statement where network_id = ${networkId} and settled_at is not null) e
  group by 1, 2`

/** A line `l` of the journal that is owed: valuing it anew at a day's rate changes nothing of what is. */
const isNoValuation = sql`not exists (
  select from ledger.journal j where (j.network_id, j.tenant_id, j.journal_id) = (l.network_id, l.tenant_id, l.journal_id) and j.document_kind = 'valuation')`

/**
 * Both legs of what was settled: what the entries come to and is not paid, what the distributor's books say that each partner
 * owes, and what the partner's books say that it owes. The worker's: no other login sees both ledgers. Answers what differs.
 */
export async function checkIntercompany(work: Work): Promise<IntercompanyDifference[]> {
  const { networkId } = work.scope
  const { rows } = await sql<Leg>`
    with entered as (${entered(work)}),
    owed as (
      select coalesce(partner_id, tenant_id) as tenant_id, currency, sum(amount_minor) filter (where account_key = 'partner_receivable') as receivable, -sum(amount_minor) filter (where account_key = 'payable_to_distributor') as payable
        from ledger.journal_line l
       where network_id = ${networkId} and account_key in ('partner_receivable', 'payable_to_distributor')
         and ${isNoValuation} group by 1, 2)
    select t.tenant_id as "tenantId", t.name, coalesce(e.currency, o.currency) as currency, coalesce(e.minor, 0)::text as entries, coalesce(o.receivable, 0)::text as distributor, coalesce(o.payable, 0)::text as tenant
      from entered e full join owed o using (tenant_id, currency) join tenancy.tenant t on t.network_id = ${networkId} and t.tenant_id = coalesce(e.tenant_id, o.tenant_id)
     where coalesce(e.minor, 0) <> coalesce(o.receivable, 0) or coalesce(e.minor, 0) <> coalesce(o.payable, 0)
     order by 1, 3 limit 1000`.execute(work.db)
  return rows.map(({ tenantId, name, ...figures }) => ({ partner: { tenantId, name }, ...figures }))
}

/**
 * The distributor's own leg, for its staff: what the entries of each partner come to and is not paid, and what the distributor's
 * books say that the partner owes. Answers what differs; the partners' legs stand in ledgers that the worker alone reads.
 */
export async function checkOwnLeg(work: Work): Promise<OwnLegDifference[]> {
  authorize(work, "network.settlement.view")
  const { networkId } = work.scope
  const { rows } = await sql<Omit<Leg, "tenant">>`
    with entered as (${entered(work)}),
    owed as (
      select partner_id as tenant_id, currency, sum(amount_minor) as minor
        from ledger.journal_line l
       where network_id = ${networkId} and tenant_id = 0 and account_key = 'partner_receivable' and partner_id is not null
         and ${isNoValuation} group by 1, 2)
    select t.tenant_id as "tenantId", t.name, coalesce(e.currency, o.currency) as currency, coalesce(e.minor, 0)::text as entries, coalesce(o.minor, 0)::text as distributor
      from entered e full join owed o using (tenant_id, currency) join tenancy.tenant t on t.network_id = ${networkId} and t.tenant_id = coalesce(e.tenant_id, o.tenant_id)
     where coalesce(e.minor, 0) <> coalesce(o.minor, 0)
     order by 1, 3 limit 1000`.execute(work.db)
  return rows.map(({ tenantId, name, ...figures }) => ({ partner: { tenantId, name }, ...figures }))
}

/** The proof of the settlement for the operator's check: legs and taxes that differ, statements that do not add up to their lines, entries that stand nowhere, and corrections that are missing or say something else. */
export async function checkSettlement(work: Work): Promise<BookDifference[]> {
  const { networkId } = work.scope
  const [legs, taxes, { rows }] = await Promise.all([checkIntercompany(work), checkTaxes(work), sql<BookDifference>`
    select s.tenant_id as "tenantId", 'statement_is_sum_of_lines' as check, s.number as subject, coalesce(l.minor, 0)::text as expected, (s.total_minor + s.adjusted_minor)::text as found
      from settlement.statement s
      left join (select tenant_id, statement_id, sum(amount_minor + tax_minor) as minor from settlement.statement_line where network_id = ${networkId} group by 1, 2) l using (tenant_id, statement_id)
     where s.network_id = ${networkId} and s.number is not null and coalesce(l.minor, 0) <> s.total_minor + s.adjusted_minor
    union all
    select e.tenant_id, 'entry_is_pending_or_stated', e.business_key, '1', ((n.entry_id is not null)::int + (l.entry_id is not null)::int)::text
      from settlement.entry e
      left join settlement.pending_entry n using (network_id, tenant_id, entry_id)
      left join settlement.statement_line l using (network_id, tenant_id, entry_id)
     where e.network_id = ${networkId} and (n.entry_id is not null) = (l.entry_id is not null)
    union all
    select d.tenant_id, 'correction_is_its_adjustment', coalesce(k.number, d.dispute_id::text), abs(a.amount_minor + a.tax_minor)::text, coalesce(abs((k.content #>> '{totals,payable,amount}')::bigint)::text, case when k.number is null then 'none' end)
      from settlement.dispute d
      join settlement.entry a on (a.network_id, a.tenant_id, a.entry_id) = (d.network_id, d.tenant_id, d.adjustment_id)
      left join settlement.correction k on (k.network_id, k.tenant_id, k.dispute_id) = (d.network_id, d.tenant_id, d.dispute_id)
     where d.network_id = ${networkId} and d.status = 'accepted' and (k.number is null or abs((k.content #>> '{totals,payable,amount}')::bigint) <> abs(a.amount_minor + a.tax_minor))
    union all
    select 0, 'corrections_have_no_gap', r.year::text, (r.next - 1)::text, count(k.number)::text
      from settlement.correction_series r left join settlement.correction k on k.network_id = r.network_id and extract(year from k.issued_on) = r.year
     where r.network_id = ${networkId} group by r.year, r.next having count(k.number) <> r.next - 1
     limit 1000`.execute(work.db)])
  return [...rows, ...taxes, ...legs.flatMap(({ partner: { tenantId }, currency, entries, distributor, tenant }) => [
    ...(distributor === entries ? [] : [{ tenantId: 0, check: "partner_receivable_equals_entries", subject: `${tenantId} ${currency}`, expected: entries, found: distributor }]),
    ...(tenant === entries ? [] : [{ tenantId, check: "payable_to_distributor_equals_entries", subject: currency, expected: entries, found: tenant }]),
  ])]
}

/**
 * The tax of the entries per partner, currency, jurisdiction and rate: what the distributor's books say that it owes on it, what the partner's say that it
 * recovers, and what they say that it owes itself.
 */
async function checkTaxes(work: Work): Promise<BookDifference[]> {
  const { networkId } = work.scope
  const { rows } = await sql<BookDifference>`
    with entered as (
      select tenant_id, currency, tax_jurisdiction || ':' || trim_scale(tax_percent)::text as key, sum(tax_minor) as charged, sum(accounted_minor) as accounted
        from settlement.entry where network_id = ${networkId} and tax_treatment is not null group by 1, 2, 3),
    booked as (
      select coalesce(l.partner_id, l.tenant_id) as tenant_id, l.currency, substr(l.account_key, length(a.role) + 2) as key, -sum(l.amount_minor) filter (where l.tenant_id = 0 and a.role = 'tax_payable') as output,
             sum(l.amount_minor) filter (where l.tenant_id <> 0 and a.role = 'tax_recoverable') as input, -sum(l.amount_minor) filter (where l.tenant_id <> 0 and a.role = 'tax_payable') as own
        from ledger.journal j
        join ledger.journal_line l on (l.network_id, l.tenant_id, l.journal_id) = (j.network_id, j.tenant_id, j.journal_id)
        join ledger.account a on (a.network_id, a.tenant_id, a.account_key) = (l.network_id, l.tenant_id, l.account_key) and a.role in ('tax_payable', 'tax_recoverable')
       where j.network_id = ${networkId} and j.business_key like 'settlement:%' group by 1, 2, 3)
    select c.entity as "tenantId", c.name as check, case c.entity when 0 then tenant_id || ' ' else '' end || currency || ' ' || key as subject, c.expected::text as expected, c.found::text as found
      from entered full join booked using (tenant_id, currency, key)
      cross join lateral (values (0, 'output_tax_equals_entries', coalesce(charged, 0), coalesce(output, 0)), (tenant_id, 'input_tax_equals_entries', coalesce(charged + accounted, 0), coalesce(input, 0)),
        (tenant_id, 'accounted_tax_equals_entries', coalesce(accounted, 0), coalesce(own, 0))) as c (entity, name, expected, found)
     where c.expected <> c.found order by 1, 2, 3 limit 1000`.execute(work.db)
  return rows
}

/** What settlement has to say before the distributor closes a month: worth knowing, never in the way. */
export async function settlementCloseChecks(work: Work, period: string): Promise<readonly CloseCheck[]> {
  authorize(work, "network.books.close")
  const first = `${period}-01`
  const { rows } = await sql<{ missing: number; disputed: number }>`
    select (select count(distinct tenant_id)::int from settlement.pending_entry where network_id = ${work.scope.networkId} and occurred_on < (${first}::date + interval '1 month')::date) as missing,
           (select count(distinct d.statement_id)::int from settlement.dispute d join settlement.statement s on (s.network_id, s.tenant_id, s.statement_id) = (d.network_id, d.tenant_id, d.statement_id)
             where d.network_id = ${work.scope.networkId} and d.status = 'open' and s.period <= ${first}::date) as disputed`.execute(work.db)
  const { missing, disputed } = rows[0]!
  const warn = (code: CloseCheck["code"], count: number): readonly CloseCheck[] => (count === 0 ? [] : [{ code, blocking: false, facts: { count: String(count) } }])
  return [...warn("statements_are_missing", missing), ...warn("statements_are_disputed", disputed)]
}
