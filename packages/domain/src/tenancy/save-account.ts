import { audit, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { getAccount } from "./account.ts"
import { authorize } from "./authorize.ts"
import type { CreateAccount, SaveAccount, SaveAccountGroup } from "./contract.ts"

/** Opens an account for a customer. Throws tenancy.account_number_taken, tenancy.account_group_not_found. */
export async function createAccount(work: Work, input: CreateAccount): Promise<{ accountId: string }> {
  authorize(work, "account.manage")
  await refuseUnknownGroup(work, input.accountGroup)
  const accountId = newId(work.now.epochMilliseconds)
  const made = await scopedInsert(work, "tenancy.account", { account_id: accountId, kind: "customer", created_at: work.now.toString(), number: input.number, ...columnsOf(input) })
    .onConflict((conflict) => conflict.columns(["network_id", "tenant_id", "number"]).doNothing())
    .returning("account_id")
    .executeTakeFirst()
  if (!made) throw new Refusal("tenancy.account_number_taken", "conflict", { number: input.number })
  audit(work, { action: "account.created", subjectKind: "account", subjectId: accountId, after: { number: input.number, ...columnsOf(input) } })
  return { accountId }
}

/** Changes an account's terms; its number and kind stay. Throws tenancy.account_not_found, tenancy.account_group_not_found. */
export async function saveAccount(work: Work, { accountId, ...input }: SaveAccount): Promise<void> {
  authorize(work, "account.manage")
  const before = await getAccount(work, accountId)
  if (before.accountGroup !== input.accountGroup) await refuseUnknownGroup(work, input.accountGroup)
  const after = { ...columnsOf(input), status: input.status }
  await scopedUpdate(work, "tenancy.account").set(after).where("account_id", "=", accountId).execute()
  audit(work, { action: "account.changed", subjectKind: "account", subjectId: accountId, before, after })
}

/** Adds a group or renames it; the code is what prices and segments point to. */
export async function saveAccountGroup(work: Work, { code, name }: SaveAccountGroup): Promise<void> {
  authorize(work, "account.manage")
  await scopedInsert(work, "tenancy.account_group", { code, name })
    .onConflict((conflict) => conflict.columns(["network_id", "tenant_id", "code"]).doUpdateSet({ name }))
    .execute()
  audit(work, { action: "account_group.saved", subjectKind: "account_group", subjectId: code, after: { name } })
}

async function refuseUnknownGroup(work: Work, code: string): Promise<void> {
  const known = await scoped(work, "tenancy.account_group").select("code").where("code", "=", code).executeTakeFirst()
  if (!known) throw new Refusal("tenancy.account_group_not_found", "not_found", { code })
}

function columnsOf({ name, accountGroup, taxId, taxExempt, deliveryTerms, poPolicy, prepaid }: Omit<CreateAccount, "number">) {
  return { name, account_group: accountGroup, tax_id: taxId || null, tax_exempt: taxExempt, delivery_terms: deliveryTerms, po_policy: poPolicy, prepaid }
}
