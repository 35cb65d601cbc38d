import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { authorize, getAccount } from "../../tenancy/index.ts"
import { AccountChoice, type DunningEntryView } from "../contract.ts"

type Row = DunningEntryView & { readonly accountId: string }

/** What was done about an account that did not pay, the latest first; of all accounts where none is named. */
export async function dunningHistory(work: Work, input: AccountChoice = {}): Promise<readonly Row[]> {
  authorize(work, "dunning.manage")
  const { accountId } = AccountChoice.parse(input)
  if (accountId) await getAccount(work, accountId)
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Row>`
    select e.entry_id as "entryId", e.account_id as "accountId", e.step, e.occurred_on as on, e.currency, e.detail, e.policy_version as "policyVersion", i.number as "invoiceNumber"
      from billing.dunning_entry e
      left join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (e.network_id, e.tenant_id, e.account_id, (e.detail ->> 'invoiceId')::uuid)
     where e.network_id = ${networkId} and e.tenant_id = ${tenantId} ${accountId ? sql`and e.account_id = ${accountId}` : sql``} order by e.occurred_at desc, e.entry_id desc limit 200`.execute(work.db)
  return rows
}
