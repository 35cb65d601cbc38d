import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import type { BookDifference } from "../../ledger/contract.ts"

/**
 * The proof that what was open, kept as credit and not yet earned at the end of each closed month is still what the books say of it,
 * customer by customer. `through` asks of a month that is about to close, too. A difference is told of the month in which it came
 * about. Of every tenant that the work sees; one statement.
 */
export async function checkMonthEnds(work: Work, through?: string): Promise<readonly BookDifference[]> {
  const { networkId, tenantId } = work.scope
  const of = (alias: string) => sql`${sql.ref(`${alias}.network_id`)} = ${networkId} ${tenantId === undefined ? sql`` : sql`and ${sql.ref(`${alias}.tenant_id`)} = ${tenantId}`}`
  const { rows } = await sql<BookDifference>`
    with closed as materialized (select e.tenant_id, ${through ? sql`${through}::date` : sql`e.closed_through`} as through from ledger.entity e where ${of("e")} ${through ? sql`` : sql`and e.closed_through is not null`}),
    moved as (${documentsMoved(of)} union all ${booksMoved(of)}),
    months as (
      select m.tenant_id, m.customer, m.currency, m.role, m.month, sum(m.documents) as documents, sum(m.books) as books
        from (select *, day - (extract(day from day)::integer - 1) as month from moved) m join closed c on c.tenant_id = m.tenant_id and m.day <= c.through group by 1, 2, 3, 4, 5),
    ends as (select *, sum(documents) over upto as expected, sum(books) over upto as found from months window upto as (partition by tenant_id, customer, currency, role order by month))
    select e.tenant_id as "tenantId", e.role || '_equals_documents_at_month_end' as check,
           coalesce((select a.number from tenancy.account a where a.network_id = ${networkId} and a.tenant_id = e.tenant_id and a.account_id = e.customer), '–') || ' ' || e.currency || ' ' || to_char(e.month, 'YYYY-MM') as subject,
           e.expected::text as expected, e.found::text as found
      from ends e where e.documents <> e.books and e.expected <> e.found order by 1, 2, 3 limit 1000`.execute(work.db)
  return rows
}

type Of = (alias: string) => RawBuilder<unknown>

/** What documents did to each of the three, on the day on which the books have it; a debit counts up. */
const documentsMoved = (of: Of) => sql`
  select i.tenant_id, i.account_id as customer, i.currency, 'receivable' as role, i.issued_on as day, i.total_minor as documents, 0 as books from billing.invoice i where ${of("i")}
  union all select c.tenant_id, c.account_id, c.currency, 'receivable', c.booked_on, -c.amount_minor, 0 from billing.clearing c where ${of("c")}
  union all select k.tenant_id, k.account_id, k.currency, 'customer_credit', k.booked_on, -k.amount_minor, 0 from billing.credit_entry k where ${of("k")}
  union all select i.tenant_id, i.account_id, i.currency, 'deferred_revenue', i.issued_on, -i.deferred_minor, 0 from billing.invoice i where ${of("i")} and i.deferred_minor > 0
  union all select i.tenant_id, i.account_id, i.currency, 'deferred_revenue', r.booked_on, r.amount_minor, 0 from billing.revenue_release r
    join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (r.network_id, r.tenant_id, r.account_id, r.invoice_id) where ${of("r")}`

/** The same of the books. What a month's end was valued at is not a document's. */
const booksMoved = (of: Of) => sql`
  select l.tenant_id, l.customer_id, l.currency, l.account_key, l.posted_on, 0, l.amount_minor from ledger.journal_line l
   where ${of("l")} and l.account_key in ('receivable', 'customer_credit', 'deferred_revenue')
     and not exists (select from ledger.journal j where (j.network_id, j.tenant_id, j.journal_id) = (l.network_id, l.tenant_id, l.journal_id) and j.document_kind = 'valuation')`
