import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { pageOf } from "@entrepot/kernel"
import { authorize } from "./authorize.ts"
import type { Undeliverable } from "./contract.ts"
import { grantable, listRoles, type Role } from "./role.ts"

export type TeamMember = {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly status: "invited" | "active" | "deactivated"
  /** Null where mails arrive, as far as is known. */
  readonly undeliverable: Undeliverable | null
  readonly grants: readonly { readonly accountId: string; readonly accountNumber: string; readonly accountName: string; readonly accountKind: "house" | "customer"; readonly role: string }[]
}

export type PendingInvitation = {
  readonly invitationId: string
  readonly accountId: string
  readonly accountName: string
  readonly email: string
  readonly name: string
  readonly role: string
  readonly createdAt: string
  readonly expiresAt: string
  readonly expired: boolean
  readonly undeliverable: Undeliverable | null
}

/** Why no mail goes to somebody of the address in the column. */
const undeliverableTo = (email: RawBuilder<unknown>, at: string) => sql`(
  select json_build_object('reason', x.reason, 'since', to_char(x.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) from tenancy.undeliverable_address x
   where x.network_id = ${sql.ref(`${at}.network_id`)} and x.tenant_id = ${sql.ref(`${at}.tenant_id`)} and x.email = ${email}) as undeliverable`

export type Team = { readonly members: readonly TeamMember[]; readonly nextCursor: string | null; readonly invitations: readonly PendingInvitation[]; readonly roles: readonly Role[]; readonly grantableRoles: readonly string[] }

/** People by e-mail: the whole tenant for somebody of tenant reach, one account's for somebody who is held to it. Three statements. */
export async function listTeam(work: Work, { cursor = "", limit = 100 }: { cursor?: string | undefined; limit?: number | undefined } = {}): Promise<Team> {
  authorize(work, "team.view")
  const [members, invitations, roles] = await Promise.all([membersOf(work, cursor, limit), invitationsOf(work), listRoles(work)])
  const { page, last } = pageOf(members, limit)
  return {
    members: page.map(({ emailNorm: _key, ...member }) => member), nextCursor: last?.emailNorm ?? null,
    invitations, roles, grantableRoles: grantable(work, roles).map((role) => role.code),
  }
}

async function membersOf(work: Work, cursor: string, limit: number): Promise<(TeamMember & { emailNorm: string })[]> {
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<TeamMember & { emailNorm: string }>`
    select u.user_id as "userId", u.name, u.email, u.email_norm as "emailNorm", u.status, coalesce(g.grants, '[]') as grants, ${undeliverableTo(sql`u.email_norm`, "u")}
      from tenancy.tenant_user u
      left join lateral (
        select json_agg(json_build_object('accountId', a.account_id, 'accountNumber', a.number, 'accountName', a.name, 'accountKind', a.kind, 'role', g.role) order by a.number, g.role) as grants
          from tenancy.role_grant g
          join tenancy.account a on a.network_id = g.network_id and a.tenant_id = g.tenant_id and a.account_id = g.account_id
         where g.network_id = u.network_id and g.tenant_id = u.tenant_id and g.user_id = u.user_id) g on true
     where u.network_id = ${networkId} and u.tenant_id = ${tenantId} and u.email_norm > ${cursor}
       ${accountId === undefined ? sql`` : sql`and g.grants is not null`}
     order by u.email_norm
     limit ${limit + 1}`.execute(work.db)
  return rows
}

async function invitationsOf(work: Work): Promise<PendingInvitation[]> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Omit<PendingInvitation, "createdAt" | "expiresAt" | "expired"> & { createdAt: Date; expiresAt: Date }>`
    select i.invitation_id as "invitationId", i.account_id as "accountId", a.name as "accountName", i.email, i.name, i.role, i.created_at as "createdAt", i.expires_at as "expiresAt", ${undeliverableTo(sql`lower(i.email)`, "i")}
      from tenancy.invitation i
      join tenancy.account a on a.network_id = i.network_id and a.tenant_id = i.tenant_id and a.account_id = i.account_id
     where i.network_id = ${networkId} and i.tenant_id = ${tenantId} and i.accepted_at is null and i.revoked_at is null
     order by i.created_at desc
     limit 200`.execute(work.db)
  return rows.map((row) => ({
    ...row, createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString(), expired: row.expiresAt.getTime() <= work.now.epochMilliseconds,
  }))
}
