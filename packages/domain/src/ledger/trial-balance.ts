import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { AccountKind, AccountRef, LedgerRole, TaxOf, TrialBalance, TrialBalanceOf } from "./contract.ts"
import { authorizeBooks, currentMonth, entityOf, findEntity, firstDay, jsonOf, lastDay } from "./entity.ts"

export type AccountColumns = { readonly accountKey: string; readonly code: string; readonly role: LedgerRole; readonly kind: AccountKind; readonly tax: TaxOf | null }

/** The columns of an account `a`, as pages know it. */
export const accountColumns = sql`a.account_key as "accountKey", a.code, a.role, a.kind,
  case when a.tax_country is null then null else json_build_object('country', a.tax_country, 'region', coalesce(a.tax_region, ''), 'percent', trim_scale(a.tax_percent)::text) end as tax`

export function accountOf({ accountKey, code, role, kind, tax }: AccountColumns): AccountRef {
  return { accountKey, code, role, kind, tax }
}

/**
 * What every account of the entity stood at before a month, moved in it and stands at after it, in the books' currency, from the
 * balances alone. Accounts that never moved are left out. Two statements; the month is the current one unless said otherwise.
 */
export async function trialBalance(work: Work, { period }: TrialBalanceOf = {}): Promise<TrialBalance> {
  authorizeBooks(work, "view")
  const entity = await findEntity(work)
  const month = period ?? currentMonth(work, entity)
  const rows = await movedAccounts(work, month)
  const sum = (of: (row: MovedRow) => string) => rows.reduce((total, row) => total + BigInt(of(row)), 0n)
  return {
    entity: entity.tenantId, period: month, status: entity.closedThrough !== null && entity.closedThrough >= lastDay(month) ? "closed" : "open", currency: entity.currency,
    rows: rows.map((row) => ({
      ...accountOf(row), opening: jsonOf(row.opening, entity.currency), debit: jsonOf(row.debit, entity.currency), credit: jsonOf(row.credit, entity.currency),
      closing: jsonOf(BigInt(row.opening) + BigInt(row.debit) - BigInt(row.credit), entity.currency),
    })),
    debit: jsonOf(sum((row) => row.debit), entity.currency), credit: jsonOf(sum((row) => row.credit), entity.currency),
  }
}

type MovedRow = AccountColumns & { readonly opening: string; readonly debit: string; readonly credit: string }

async function movedAccounts(work: Work, month: string): Promise<readonly MovedRow[]> {
  const first = firstDay(month)
  const { rows } = await sql<MovedRow>`
    select ${accountColumns}, m.opening::text, m.debit::text, m.credit::text
      from (select account_key, coalesce(sum(debit_base - credit_base) filter (where period < ${first}), 0) as opening,
                   coalesce(sum(debit_base) filter (where period = ${first}), 0) as debit, coalesce(sum(credit_base) filter (where period = ${first}), 0) as credit
              from ledger.balance where network_id = ${work.scope.networkId} and tenant_id = ${entityOf(work)} and period <= ${first} group by account_key) m
      join ledger.account a on a.network_id = ${work.scope.networkId} and a.tenant_id = ${entityOf(work)} and a.account_key = m.account_key
     order by a.code`.execute(work.db)
  return rows
}
