import { sql } from "kysely"
import { Temporal } from "@entrepot/kernel"
import type { Work } from "@entrepot/db"
import { feesOf } from "./service-fee.db.ts"
import { feeOn, feeView } from "./service-fee.ts"
import type { NoticeFacts } from "./notice-facts.ts"
import type { ServiceFeeView } from "./views.ts"

/** What a mail about a fee says: to the subscription's owner, in their language. Without a fee there is none before, or none any more. */
export type FeeNotice = Pick<NoticeFacts, "subscriptionId" | "number" | "name" | "account"> & {
  readonly owner: NoticeFacts["owner"] & { readonly userId: string }
  readonly from: string; readonly before: ServiceFeeView | null; readonly after: ServiceFeeView | null }

/** Two statements; undefined when it is not there, or its owner has left. */
export async function feeNotice(work: Work, { subscriptionId, version }: { readonly subscriptionId: string; readonly version: number }): Promise<FeeNotice | undefined> {
  const { rows } = await sql<Omit<FeeNotice, "from" | "before" | "after"> & { currency: string; startsOn: string }>`
    select s.subscription_id as "subscriptionId", s.number, s.name, a.name as account, s.currency, s.starts_on as "startsOn", json_build_object('userId', u.user_id, 'email', u.email, 'name', u.name, 'locale', u.locale) as owner
      from subscriptions.subscription s
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (s.network_id, s.tenant_id, s.account_id)
      join tenancy.tenant_user u on (u.network_id, u.tenant_id, u.user_id) = (s.network_id, s.tenant_id, s.owner_id) and u.status = 'active'
     where s.network_id = ${work.scope.networkId} and s.tenant_id = ${work.scope.tenantId} and s.subscription_id = ${subscriptionId}`.execute(work.db)
  const [found] = rows
  const fees = (await feesOf(work, subscriptionId)).filter((one) => one.version <= version)
  const decided = fees.find((one) => one.version === version)
  if (!found || !decided) return undefined
  const { currency, startsOn, ...facts } = found
  const from = decided.from ?? startsOn
  const earlier = fees.filter((one) => one.version < version)
  return { ...facts, from, before: feeView(feeOn(earlier, Temporal.PlainDate.from(from).subtract({ days: 1 }).toString()), currency), after: feeView(feeOn([decided], from), currency) }
}
