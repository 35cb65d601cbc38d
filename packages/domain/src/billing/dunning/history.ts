import { scoped, type Work } from "@entrepot/db"
import { authorize, getAccount } from "../../tenancy/index.ts"
import { AccountChoice, type DunningEntryView, type DunningStep } from "../contract.ts"

/** What was done about an account that did not pay, the latest first; of all accounts where none is named. */
export async function dunningHistory(work: Work, input: AccountChoice = {}): Promise<readonly (DunningEntryView & { readonly accountId: string })[]> {
  authorize(work, "dunning.manage")
  const { accountId } = AccountChoice.parse(input)
  if (accountId) await getAccount(work, accountId)
  const rows = await scoped(work, "billing.dunning_entry").select(["account_id as accountId", "step", "occurred_on as on", "currency", "detail", "policy_version as policyVersion"])
    .$if(accountId !== undefined, (query) => query.where("account_id", "=", accountId ?? "")).orderBy("occurred_at", "desc").orderBy("entry_id", "desc").limit(200).execute()
  return rows.map((row) => ({ ...row, step: row.step as DunningStep, detail: row.detail as Record<string, string> }))
}
