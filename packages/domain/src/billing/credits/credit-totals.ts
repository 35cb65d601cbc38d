import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, moneyToJson } from "@entrepot/kernel"
import { getTenant } from "../../tenancy/index.ts"
import { AccountChoice, type CreditNoteTotals } from "../contract.ts"
import { moneyOf } from "../payments/shares.ts"
import { authorizeReading } from "./list-credits.ts"

type Row = { readonly currency: string; readonly waiting: bigint; readonly waitingCount: number; readonly issued: bigint; readonly issuedCount: number }

/** What waits and what was issued this year, over everything that the reader sees. Two statements. */
export async function creditNoteTotals(work: Work, input: AccountChoice = {}): Promise<CreditNoteTotals> {
  authorizeReading(work)
  const { networkId, tenantId, accountId = AccountChoice.parse(input).accountId } = work.scope
  const { zone } = await getTenant(work)
  const yearBegan = `${businessDate(work.now, zone).year}-01-01`
  const waits = work.scope.accountId ? sql`false` : sql`r.status = 'awaiting_approval'`
  const issued = sql`n.issued_on >= ${yearBegan}::date`
  const { rows } = await sql<Row>`
    select r.currency, coalesce(sum(r.total_minor) filter (where ${waits}), 0)::bigint as waiting, (count(*) filter (where ${waits}))::int as "waitingCount",
           coalesce(sum(n.total_minor) filter (where ${issued}), 0)::bigint as issued, (count(*) filter (where ${issued}))::int as "issuedCount"
      from billing.credit_request r
      left join billing.credit_note n on (n.network_id, n.tenant_id, n.account_id, n.credit_note_id) = (r.network_id, r.tenant_id, r.account_id, r.credit_note_id)
     where r.network_id = ${networkId} and r.tenant_id = ${tenantId} ${accountId ? sql`and r.account_id = ${accountId}` : sql``} and (${waits} or ${issued})
     group by r.currency order by r.currency`.execute(work.db)
  return rows.map(({ waiting, issued: given, ...row }) => ({ ...row, waiting: moneyToJson(moneyOf(waiting, row.currency)), issued: moneyToJson(moneyOf(given, row.currency)) }))
}
