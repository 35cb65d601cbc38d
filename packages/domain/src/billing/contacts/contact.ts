import { scoped, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize, getAccount, may, undeliverableOf, type Account, type Locale } from "../../tenancy/index.ts"
import { AccountContacts, type Action, type ContactReceives, type ContactsView } from "../contract.ts"

/** An account names this many addresses at most. */
export const MOST_CONTACTS = 20

/** Who sees the account's invoices sees to whom else they go. Refuses `tenancy.account_not_found`. */
export async function listContacts(work: Work, input: AccountContacts): Promise<ContactsView> {
  authorize(work, "invoice.view")
  const { accountId } = AccountContacts.parse(input)
  const [account, rows] = await Promise.all([
    getAccount(work, accountId),
    scoped(work, "billing.contact").select(["contact_id as contactId", "email", "name", "locale", "receives", "failed_at as failedAt"]).where("account_id", "=", accountId).orderBy("email").execute(),
  ])
  const undeliverable = await undeliverableOf(work, rows.map(({ email }) => email))
  const contacts = rows.map((row) => ({ ...row, undeliverable: undeliverable.get(row.email) ?? null, locale: row.locale as Locale, receives: row.receives as ContactReceives, failedAt: row.failedAt?.toISOString() ?? null }))
  return { accountId, contacts, manage: mayManage(work, account) }
}

function mayManage(work: Work, { kind }: Account): Action {
  if (!may(work, "credit.manage") && !may(work, "payment_method.manage")) return { allowed: false, why: "tenancy.not_permitted" }
  return kind === "house" ? { allowed: false, why: "billing.house_account_is_not_invoiced" } : { allowed: true }
}

/**
 * Who says on what terms an account pays, or with what, also says to whom its money mails go. Refuses `tenancy.not_permitted`,
 * `tenancy.account_not_found` and `billing.house_account_is_not_invoiced`.
 */
export async function mustManageContacts(work: Work, accountId: string): Promise<void> {
  authorize(work, may(work, "credit.manage") ? "credit.manage" : "payment_method.manage")
  if ((await getAccount(work, accountId)).kind === "house") throw new Refusal("billing.house_account_is_not_invoiced", "rule")
}
