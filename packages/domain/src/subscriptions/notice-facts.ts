import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { Collect } from "./contract.ts"
import { heldFor } from "./entries.ts"
import { dueAt } from "./outlook.ts"
import { productNames } from "./product-names.db.ts"
import { readSubscriptions, recurringOf } from "./subscription.db.ts"
import type { HeldFor } from "./views.ts"

/** What a mail about one date says: to its owner, in their language. Amounts are minor units of the currency. */
export type NoticeFacts = {
  readonly subscriptionId: string; readonly number: string; readonly name: string; readonly account: string; readonly on: string; readonly cutOffAt: string; readonly zone: string; readonly currency: string
  readonly expectedMinor: bigint | null; readonly ceilingMinor: bigint | null; readonly held: HeldFor | null; readonly failed: boolean; readonly collect: Collect
  readonly owner: { readonly email: string; readonly name: string; readonly locale: "en" | "de" | "fr" }
  readonly lines: readonly { readonly quantity: string; readonly unit: string; readonly name: string }[]
}

/** Three statements; undefined when it is not there, or its owner has left. */
export async function noticeFacts(work: Work, occurrenceId: string): Promise<NoticeFacts | undefined> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<{ subscriptionId: string; owner: NoticeFacts["owner"] }>`
    select s.subscription_id as "subscriptionId", json_build_object('email', u.email, 'name', u.name, 'locale', u.locale) as owner
      from subscriptions.occurrence o
      join subscriptions.subscription s on (s.network_id, s.tenant_id, s.account_id, s.subscription_id) = (o.network_id, o.tenant_id, o.account_id, o.subscription_id)
      join tenancy.tenant_user u on (u.network_id, u.tenant_id, u.user_id) = (s.network_id, s.tenant_id, s.owner_id) and u.status = 'active'
     where o.network_id = ${networkId} and o.tenant_id = ${tenantId} and o.occurrence_id = ${occurrenceId}`.execute(work.db)
  const found = rows[0]
  if (!found) return undefined
  const [recurring, [one]] = await Promise.all([recurringOf(work), readSubscriptions(work, { where: sql`s.subscription_id = ${found.subscriptionId}`, occurrences: sql`o.occurrence_id = ${occurrenceId}` })])
  const row = one?.occurrences.find((each) => each.occurrenceId === occurrenceId)
  if (!one || !row) return undefined
  const due = dueAt(one, row)
  const names = await productNames(work, due.map((line) => line.productId), found.owner.locale)
  return {
    subscriptionId: one.subscriptionId, number: one.number, name: one.name, account: one.accountName, on: row.dueOn, cutOffAt: row.orderAt ?? "", zone: recurring.calendar.zone, currency: one.currency,
    expectedMinor: row.expectedMinor === null ? null : BigInt(row.expectedMinor), ceilingMinor: row.ceilingMinor === null ? null : BigInt(row.ceilingMinor), held: heldFor(row, one.currency), failed: row.status === "failed", collect: one.collect, owner: found.owner,
    lines: due.map((line) => ({ quantity: line.quantity, unit: line.unit, name: names.get(line.productId)?.name ?? "" })),
  }
}

/** What a mail about a whole subscription says: to its owner, in their language. `endsOn`: the last day of its term, where it has one. */
export type OwnerFacts = Pick<NoticeFacts, "subscriptionId" | "number" | "name" | "account" | "owner"> & { readonly endsOn: string | null }

/** One statement; undefined when it is not there, or its owner has left. */
export async function ownerFacts(work: Work, subscriptionId: string): Promise<OwnerFacts | undefined> {
  const { rows } = await sql<OwnerFacts>`
    select s.subscription_id as "subscriptionId", s.number, s.name, a.name as account, s.ends_on as "endsOn", json_build_object('email', u.email, 'name', u.name, 'locale', u.locale) as owner
      from subscriptions.subscription s
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (s.network_id, s.tenant_id, s.account_id)
      join tenancy.tenant_user u on (u.network_id, u.tenant_id, u.user_id) = (s.network_id, s.tenant_id, s.owner_id) and u.status = 'active'
     where s.network_id = ${work.scope.networkId} and s.tenant_id = ${work.scope.tenantId} and s.subscription_id = ${subscriptionId}`.execute(work.db)
  return rows[0]
}
