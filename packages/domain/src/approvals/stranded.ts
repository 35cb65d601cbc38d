import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { PolicyLevel } from "./contract.ts"

/**
 * nobody_left: somebody who may order at these accounts would have nobody to ask; their orders will be refused.
 * bubbles_up: at some accounts nobody holds the role; the tenant's own approvers will be asked instead.
 */
export type PolicyWarning =
  | { readonly code: "nobody_left"; readonly role: string; readonly accounts: readonly string[]; readonly people: readonly string[] }
  | { readonly code: "bubbles_up"; readonly role: string; readonly accounts: number }

const MOST_NAMES = 5

/** Whom these levels could strand, over all accounts and everybody who may order there. One round trip. */
export async function strandedBy(work: Work, levels: readonly PolicyLevel[]): Promise<readonly PolicyWarning[]> {
  const roles = [...new Set(levels.flatMap((level) => level.roles))]
  const { rows } = await sql<{ role: string; account: string; buyer: string; deciders: number; own: number }>`
    with role_of as (
      select code, reach, permissions from tenancy.role where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId}
    ), held as (
      select g.account_id, g.user_id, u.name, g.role, r.reach, 'order.approve' = any (r.permissions) as approves, 'order.place' = any (r.permissions) as places
        from tenancy.role_grant g join role_of r on r.code = g.role
        join tenancy.tenant_user u on u.network_id = g.network_id and u.tenant_id = g.tenant_id and u.user_id = g.user_id and u.status = 'active'
       where g.network_id = ${work.scope.networkId} and g.tenant_id = ${work.scope.tenantId}
    ), account as (
      select account_id, name from tenancy.account where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and status = 'active'
    ), buyer as (
      select distinct a.account_id, a.name as account, h.user_id, h.name from account a join held h on h.places and (h.account_id = a.account_id or h.reach = 'tenant')
    )
    select asked.role, b.account, b.name as buyer,
           (select count(distinct h.user_id)::int from held h where h.approves and h.user_id <> b.user_id and (h.reach = 'tenant' or (h.account_id = b.account_id and h.role = asked.role))) as deciders,
           (select count(*)::int from held h where h.role = asked.role and h.approves and h.user_id <> b.user_id and (h.account_id = b.account_id or h.reach = 'tenant')) as own
      from unnest(${roles}::text[]) asked (role) cross join buyer b`.execute(work.db)
  return roles.flatMap((role) => {
    const of = rows.filter((row) => row.role === role)
    const nobody = of.filter((row) => row.deciders === 0)
    const bubbling = new Set(of.filter((row) => row.deciders > 0 && row.own === 0).map((row) => row.account))
    const warnings: PolicyWarning[] = []
    if (nobody.length > 0) warnings.push({ code: "nobody_left", role, accounts: some(nobody.map((row) => row.account)), people: some(nobody.map((row) => row.buyer)) })
    if (bubbling.size > 0) warnings.push({ code: "bubbles_up", role, accounts: bubbling.size })
    return warnings
  })
}

const some = (names: readonly string[]) => [...new Set(names)].slice(0, MOST_NAMES)
