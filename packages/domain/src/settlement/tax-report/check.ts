import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { BookDifference } from "../../ledger/contract.ts"
import { taxFacts } from "./facts.ts"

/**
 * The proof that the tax report says what the accounts of tax say, month by month, account by account and in each currency: of every set of books that
 * the work sees. Answers what differs; nothing, when all is well. One statement that reads every document.
 */
export async function checkTaxReport(work: Work): Promise<readonly BookDifference[]> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<BookDifference>`
    with fact as (select f.tenant_id, f.currency, f.posted_on, f.tax_key, f.payable, f.recoverable from (${taxFacts(work, { entity: tenantId })}) f),
    documents as (
      select d.tenant_id, d.currency, d.posted_on - (extract(day from d.posted_on)::integer - 1) as month, a.account_key, sum(a.minor) as minor
        from fact d cross join lateral (values ('tax_payable:' || d.tax_key, d.payable), ('tax_recoverable:' || d.tax_key, d.recoverable)) as a (account_key, minor) where a.minor <> 0 group by 1, 2, 3, 4),
    booked as (
      select l.tenant_id, l.currency, l.posted_on - (extract(day from l.posted_on)::integer - 1) as month, l.account_key, sum(case a.role when 'tax_payable' then -l.amount_minor else l.amount_minor end) as minor
        from ledger.account a join ledger.journal_line l on (l.network_id, l.tenant_id, l.account_key) = (a.network_id, a.tenant_id, a.account_key)
       where a.network_id = ${networkId} ${tenantId === undefined ? sql`` : sql`and a.tenant_id = ${tenantId}`} and a.role in ('tax_payable', 'tax_recoverable') group by 1, 2, 3, 4)
    select tenant_id as "tenantId", 'tax_report_equals_books' as check, account_key || ' ' || currency || ' ' || to_char(month, 'YYYY-MM') as subject, coalesce(d.minor, 0)::text as expected, coalesce(b.minor, 0)::text as found
      from documents d full join booked b using (tenant_id, currency, month, account_key)
     where coalesce(d.minor, 0) <> coalesce(b.minor, 0) order by 1, 3 limit 1000`.execute(work.db)
  return rows
}
