import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { BookDifference } from "./contract.ts"
import { firstDay, lastDay } from "./entity.ts"

/**
 * The proof of the books, of every entity that the work may see: each balance equals the sum of its lines, every journal's
 * lines add up to nothing, and so does every entity. Answers what does not agree; nothing, when all is well. Reads everything.
 */
export async function checkBooks(work: Work): Promise<BookDifference[]> {
  const { networkId } = work.scope
  const [differences, { rows: unbalanced }] = await Promise.all([balanceDifferences(work, {}), sql<BookDifference>`
    select l.tenant_id as "tenantId", 'journal_balances' as check, j.business_key as subject, '0' as expected, (sum(l.amount_minor)::text || ' / ' || sum(l.base_minor)::text) as found
      from ledger.journal_line l join ledger.journal j on (j.network_id, j.tenant_id, j.journal_id) = (l.network_id, l.tenant_id, l.journal_id)
     where l.network_id = ${networkId}
     group by l.tenant_id, j.business_key having sum(l.amount_minor) <> 0 or sum(l.base_minor) <> 0 limit 1000`.execute(work.db)])
  return [...differences, ...unbalanced]
}

/** Balances that do not say what their lines say: of all, or of one entity's month. */
export async function balanceDifferences(work: Work, { entity, period }: { readonly entity?: number; readonly period?: string }): Promise<BookDifference[]> {
  const { networkId } = work.scope
  const lines = period === undefined ? sql`` : sql`and tenant_id = ${entity} and posted_on >= ${firstDay(period)} and posted_on <= ${lastDay(period)}`
  const months = period === undefined ? sql`` : sql`and tenant_id = ${entity} and period = ${firstDay(period)}`
  const { rows } = await sql<BookDifference>`
    with lined as (
      select tenant_id, account_key, posted_on - (extract(day from posted_on)::integer - 1) as period, currency,
             sum(greatest(amount_minor, 0)) as dm, sum(greatest(-amount_minor, 0)) as cm, sum(greatest(base_minor, 0)) as db, sum(greatest(-base_minor, 0)) as cb
        from ledger.journal_line where network_id = ${networkId} ${lines} group by 1, 2, 3, 4),
    kept as (
      select tenant_id, account_key, period, currency, sum(debit_minor) as dm, sum(credit_minor) as cm, sum(debit_base) as db, sum(credit_base) as cb
        from ledger.balance where network_id = ${networkId} ${months} group by 1, 2, 3, 4)
    select tenant_id as "tenantId", 'balance_is_sum_of_lines' as check, account_key || ' ' || to_char(period, 'YYYY-MM') || ' ' || currency as subject,
           concat_ws(' ', coalesce(l.dm, 0), coalesce(l.cm, 0), coalesce(l.db, 0), coalesce(l.cb, 0)) as expected, concat_ws(' ', coalesce(k.dm, 0), coalesce(k.cm, 0), coalesce(k.db, 0), coalesce(k.cb, 0)) as found
      from lined l full join kept k using (tenant_id, account_key, period, currency)
     where (l.dm, l.cm, l.db, l.cb) is distinct from (k.dm, k.cm, k.db, k.cb)
     order by 1, 3 limit 1000`.execute(work.db)
  return rows
}
