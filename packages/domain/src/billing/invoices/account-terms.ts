import { sql } from "kysely"
import { audit, scopedDelete, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize, getAccount, may } from "../../tenancy/index.ts"
import { AccountTermsRef, SaveAccountTerms, type AccountTermsView, type TermsView } from "../contract.ts"
import { plainPercent } from "./percent.ts"

type Row = { readonly own: boolean; readonly netDays: number; readonly discountPercent: string; readonly discountDays: number; readonly tenantNetDays: number; readonly tenantPercent: string; readonly tenantDiscountDays: number }

/** What an account pays by: what it agreed to, or else what holds for everybody. Two statements. Refuses `tenancy.account_not_found`. */
export async function accountTerms(work: Work, input: AccountTermsRef): Promise<AccountTermsView> {
  authorize(work, "account.view")
  const { accountId } = AccountTermsRef.parse(input)
  const [account, row] = await Promise.all([getAccount(work, accountId), termsOf(work, accountId)])
  const tenant: TermsView = { netDays: row?.tenantNetDays ?? 30, discountPercent: plainPercent(row?.tenantPercent ?? "0"), discountDays: row?.tenantDiscountDays ?? 0, origin: "tenant" }
  const terms: TermsView = row?.own ? { netDays: row.netDays, discountPercent: plainPercent(row.discountPercent), discountDays: row.discountDays, origin: "account" } : tenant
  const why = !may(work, "credit.manage") ? "tenancy.not_permitted" : account.kind === "house" ? "billing.house_account_is_not_invoiced" : undefined
  return { accountId, terms, tenant, save: why ? { allowed: false, why } : { allowed: true } }
}

async function termsOf(work: Work, accountId: string): Promise<Row | undefined> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Row>`
    select a.account_id is not null as own, a.net_days as "netDays", a.discount_percent as "discountPercent", a.discount_days as "discountDays",
           coalesce(p.net_days, 30) as "tenantNetDays", coalesce(p.discount_percent, 0) as "tenantPercent", coalesce(p.discount_days, 0) as "tenantDiscountDays"
      from (select ${networkId}::int as network_id, ${tenantId}::int as tenant_id) t
      left join billing.profile p on (p.network_id, p.tenant_id) = (t.network_id, t.tenant_id)
      left join billing.account_terms a on (a.network_id, a.tenant_id) = (t.network_id, t.tenant_id) and a.account_id = ${accountId}`.execute(work.db)
  return rows[0]
}

/** What one account agreed to instead of the tenant's terms; invoices that are out keep theirs. Refuses `billing.house_account_is_not_invoiced`. */
export async function saveAccountTerms(work: Work, input: SaveAccountTerms): Promise<void> {
  authorize(work, "credit.manage")
  const { accountId, netDays, discountPercent, discountDays } = SaveAccountTerms.parse(input)
  await mustBeCustomer(work, accountId)
  await sql`
    insert into billing.account_terms (network_id, tenant_id, account_id, net_days, discount_percent, discount_days, updated_at)
    values (${work.scope.networkId}, ${work.scope.tenantId}, ${accountId}, ${netDays}, ${discountPercent}, ${discountDays}, ${work.now.toString()})
    on conflict (network_id, tenant_id, account_id) do update set net_days = excluded.net_days, discount_percent = excluded.discount_percent, discount_days = excluded.discount_days, updated_at = excluded.updated_at`.execute(work.db)
  audit(work, { action: "billing.terms_saved", subjectKind: "account", subjectId: accountId, after: { netDays, discountPercent, discountDays } })
}

/** Goes back to what holds for everybody. Without terms of its own there is nothing to do. */
export async function resetAccountTerms(work: Work, input: AccountTermsRef): Promise<void> {
  authorize(work, "credit.manage")
  const { accountId } = AccountTermsRef.parse(input)
  await mustBeCustomer(work, accountId)
  const { numDeletedRows } = await scopedDelete(work, "billing.account_terms").where("account_id", "=", accountId).executeTakeFirstOrThrow()
  if (numDeletedRows > 0n) audit(work, { action: "billing.terms_reset", subjectKind: "account", subjectId: accountId })
}

async function mustBeCustomer(work: Work, accountId: string): Promise<void> {
  if ((await getAccount(work, accountId)).kind === "house") throw new Refusal("billing.house_account_is_not_invoiced", "rule")
}
