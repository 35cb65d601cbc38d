import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { OrderEntriesOf, type OrderEntry } from "./contract.ts"
import { lineColumns, lineOf, type LineRow } from "./lines.db.ts"
import { authorizeView, within } from "./partner.ts"

/**
 * What partner and distributor owe each other of one order, in the order of its days, and the statement on which each fact stands;
 * a partner sees those that were issued. Nothing of what the customer was charged. One statement.
 */
export async function orderEntries(work: Work, input: OrderEntriesOf): Promise<readonly OrderEntry[]> {
  authorizeView(work)
  const { orderId } = OrderEntriesOf.parse(input)
  const { rows } = await sql<LineRow & { readonly statementId: string | null; readonly statementNumber: string | null }>`
    select ${lineColumns}, d.dispute_id as "disputeId", d.status as "disputeStatus", s.statement_id as "statementId", s.number as "statementNumber"
      from settlement.entry e
      left join settlement.statement_line l on (l.network_id, l.tenant_id, l.entry_id) = (e.network_id, e.tenant_id, e.entry_id)
      left join settlement.statement s on (s.network_id, s.tenant_id, s.statement_id) = (l.network_id, l.tenant_id, l.statement_id) and s.number is not null
      left join lateral (
        select dispute_id, status from settlement.dispute d where d.network_id = e.network_id and d.tenant_id = e.tenant_id and d.entry_id = e.entry_id order by d.raised_at desc limit 1) d on true
     where ${within(work, "e")} and e.order_id = ${orderId} order by e.occurred_on, e.entry_id limit 200`.execute(work.db)
  return rows.map(({ statementId, statementNumber, ...row }) => ({ ...lineOf(row), statement: statementId && statementNumber ? { statementId, number: statementNumber } : null }))
}
