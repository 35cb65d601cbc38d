import { sql } from "kysely"
import { scoped, type Work } from "@entrepot/db"
import { moneyToJson } from "@entrepot/kernel"
import { actingAccount, authorize, getAccount } from "../../tenancy/index.ts"
import { AccountChoice, type CreditBalanceView } from "../contract.ts"
import { moneyOf } from "../payments/shares.ts"

/** What an account has to its credit, and where it came from and went to, the latest first. */
export async function creditBalance(work: Work, input: AccountChoice = {}): Promise<CreditBalanceView> {
  authorize(work, "invoice.view")
  const accountId = work.scope.accountId ?? AccountChoice.parse(input).accountId ?? actingAccount(work)
  const [, balances, { rows: entries }] = await Promise.all([
    getAccount(work, accountId),
    scoped(work, "billing.credit_balance").select(["currency", "balance_minor"]).where("account_id", "=", accountId).orderBy("currency").execute(),
    sql<{ on: string; kind: CreditBalanceView["entries"][number]["kind"]; currency: string; minor: bigint; invoiceNumber: string | null }>`
      select e.occurred_on as on, e.kind, e.currency, e.amount_minor as minor, i.number as "invoiceNumber"
        from billing.credit_entry e left join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (e.network_id, e.tenant_id, e.account_id, e.invoice_id)
       where e.network_id = ${work.scope.networkId} and e.tenant_id = ${work.scope.tenantId} and e.account_id = ${accountId} order by e.occurred_at desc, e.entry_id desc limit 200`.execute(work.db),
  ])
  return { accountId, balances: balances.map((row) => moneyToJson(moneyOf(row.balance_minor, row.currency))), entries: entries.map(({ currency, minor, ...entry }) => ({ ...entry, amount: moneyToJson(moneyOf(minor, currency)) })) }
}
