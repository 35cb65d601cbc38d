import { scoped, type Work } from "@entrepot/db"
import { Refusal, pageOf } from "@entrepot/kernel"
import { authorize } from "./authorize.ts"

/** One company that buys through the portal; `house` is the dealer's own. */
export type Account = {
  readonly accountId: string
  readonly number: string
  readonly name: string
  readonly kind: "house" | "customer"
  readonly accountGroup: string
  readonly taxId: string | null
  readonly taxExempt: boolean
  readonly deliveryTerms: "dap" | "ddp" | null
  readonly poPolicy: "optional" | "required" | "unique"
  readonly prepaid: boolean
  readonly status: "active" | "blocked"
}

const COLUMNS = [
  "account_id as accountId", "number", "name", "kind", "account_group as accountGroup", "tax_id as taxId", "tax_exempt as taxExempt", "delivery_terms as deliveryTerms",
  "po_policy as poPolicy", "prepaid", "status",
] as const

/** Throws tenancy.account_not_found, for a foreign id as for one that never was. */
export async function getAccount(work: Work, accountId: string): Promise<Account> {
  const row = await scoped(work, "tenancy.account").select(COLUMNS).where("account_id", "=", accountId).executeTakeFirst()
  if (!row) throw new Refusal("tenancy.account_not_found", "not_found")
  return row as Account
}

/** The account that the actor acts for: the one that they are held to, or the one that they chose. */
export function actingAccount(work: Work): string {
  const accountId = work.scope.accountId ?? work.actor.accountId
  if (!accountId) throw new Refusal("tenancy.no_account_chosen", "rule")
  return accountId
}

export type AccountPage = { readonly rows: readonly Account[]; readonly nextCursor: string | null }

/** The tenant's accounts by number. `search` matches the start of a number or any part of a name. */
export async function listAccounts(work: Work, { search = "", cursor, limit = 50 }: { search?: string | undefined; cursor?: string | undefined; limit?: number | undefined }): Promise<AccountPage> {
  authorize(work, "account.view")
  const text = search.trim()
  const rows = await scoped(work, "tenancy.account")
    .select(COLUMNS)
    .$if(text !== "", (query) => query.where((where) => where.or([where("number", "ilike", `${escaped(text)}%`), where("name", "ilike", `%${escaped(text)}%`)])))
    .$if(cursor !== undefined, (query) => query.where("number", ">", cursor ?? ""))
    .orderBy("number")
    .limit(limit + 1)
    .execute()
  const { page, last } = pageOf(rows as Account[], limit)
  return { rows: page, nextCursor: last?.number ?? null }
}

/** What a person typed is text to find, not a pattern. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}

export type AccountGroup = { readonly code: string; readonly name: string }

/** The groups that prices and catalogue segments may name. */
export async function listAccountGroups(work: Work): Promise<AccountGroup[]> {
  return scoped(work, "tenancy.account_group").select(["code", "name"]).orderBy("code").execute()
}
