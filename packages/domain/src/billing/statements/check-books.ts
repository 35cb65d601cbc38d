import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { authorize } from "../../tenancy/index.ts"
import type { BookDifference, CloseCheck, PeriodRef } from "../../ledger/contract.ts"
import { lastDayOf } from "../../ledger/index.ts"
import { checkMonthEnds } from "./check-month-ends.ts"

/**
 * The proof that the books say what the documents say, customer by customer and to the cent: receivables are what is open of
 * invoices, customers' credit is what stands to their credit, and deferred revenue is what was billed and not delivered. Of every
 * tenant that the work sees, today and at the end of each closed month; `through` counts a month as closed that is about to be.
 * Answers what differs; nothing, when all is well. Two statements.
 */
export async function checkBillingBooks(work: Work, through?: string): Promise<readonly BookDifference[]> {
  const [today, ends] = await Promise.all([checkToday(work), checkMonthEnds(work, through)])
  return [...today, ...ends]
}

async function checkToday(work: Work): Promise<readonly BookDifference[]> {
  const { networkId, tenantId } = work.scope
  const of = (alias: string) => sql`${sql.ref(`${alias}.network_id`)} = ${networkId} ${tenantId === undefined ? sql`` : sql`and ${sql.ref(`${alias}.tenant_id`)} = ${tenantId}`}`
  const { rows } = await sql<BookDifference>`
    with documents as (
      select tenant_id, account_id as customer, currency, 'receivable' as role, sum(open_minor) as minor from billing.open_item o where ${of("o")} group by 1, 2, 3
      union all
      select tenant_id, account_id, currency, 'customer_credit', -sum(balance_minor) from billing.credit_balance c where ${of("c")} group by 1, 2, 3
      union all
      select tenant_id, account_id, currency, 'deferred_revenue', -sum(minor) from (
        select tenant_id, account_id, currency, deferred_minor as minor from billing.invoice i where ${of("i")} and deferred_minor > 0
        union all
        select i.tenant_id, i.account_id, i.currency, -r.amount_minor from billing.revenue_release r
          join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (r.network_id, r.tenant_id, r.account_id, r.invoice_id) where ${of("r")}) d group by 1, 2, 3),
    booked as (
      select tenant_id, customer_id as customer, currency, account_key as role, sum(amount_minor) as minor from ledger.journal_line l
       where ${of("l")} and account_key in ('receivable', 'customer_credit', 'deferred_revenue')
         and not exists (select from ledger.journal j where (j.network_id, j.tenant_id, j.journal_id) = (l.network_id, l.tenant_id, l.journal_id) and j.document_kind = 'valuation')
       group by 1, 2, 3, 4)
    select tenant_id as "tenantId", role || '_equals_documents' as check, coalesce((select a.number from tenancy.account a where a.network_id = ${networkId} and a.tenant_id = k.tenant_id and a.account_id = k.customer), '–') || ' ' || currency as subject,
           coalesce(documents, 0)::text as expected, coalesce(books, 0)::text as found
      from (select tenant_id, customer, currency, role, d.minor as documents, b.minor as books from documents d full join booked b using (tenant_id, customer, currency, role)) k
     where coalesce(documents, 0) <> coalesce(books, 0)
     order by 1, 2, 3 limit 1000`.execute(work.db)
  return rows
}

/** What billing has to say before a partner closes a month: its books must say what its documents say, today and at that month's end. Names the first that differs. */
export async function billingCloseChecks(work: Work, { period }: PeriodRef): Promise<readonly CloseCheck[]> {
  authorize(work, "books.close")
  const differences = await checkBillingBooks(work, lastDayOf(period))
  return differences[0] ? [{ code: "documents_differ", blocking: true, facts: { count: String(differences.length), subject: differences[0].subject } }] : []
}
