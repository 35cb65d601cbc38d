import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { AccountRef } from "./contract.ts"
import { entityOf } from "./entity.ts"
import { accountColumns, accountOf, type AccountColumns } from "./trial-balance.ts"

/** What a tax account moved, in minor units of the books' currency: what is owed counts up on an account of tax that is payable, what is due back on one of tax that is recoverable. */
export type TaxMoved = { readonly account: AccountRef; readonly minor: bigint }

/** What the accounts of tax moved from a day to a day in the work's own books. One statement, along the index of each account's lines. */
export async function taxAccountsMoved(work: Work, { from, until }: { readonly from: string; readonly until: string }): Promise<readonly TaxMoved[]> {
  const { rows } = await sql<AccountColumns & { minor: string }>`
    select ${accountColumns}, (case a.role when 'tax_payable' then -m.base else m.base end)::text as minor
      from ledger.account a
      cross join lateral (select sum(l.base_minor) as base from ledger.journal_line l where l.network_id = a.network_id and l.tenant_id = a.tenant_id and l.account_key = a.account_key and l.posted_on between ${from}::date and ${until}::date) m
     where a.network_id = ${work.scope.networkId} and a.tenant_id = ${entityOf(work)} and a.role in ('tax_payable', 'tax_recoverable') and m.base is not null
     order by a.code, a.account_key`.execute(work.db)
  return rows.map((row) => ({ account: accountOf(row), minor: BigInt(row.minor) }))
}
