import { json, record, scopedInsert, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { sql } from "kysely"
import type { Locale } from "./contract.ts"
import { userInvited } from "./events.ts"
import { INVITATION_DAYS } from "./invitation.ts"
import { hashToken, newToken } from "./token.ts"

/** What a template says of tenancy: the tenant, its host, roles, groups, house account and first people. */
export type TenancyPart = {
  readonly code: string; readonly name: string; readonly legalName: string; readonly kind: string; readonly host: string
  readonly locale: Locale; readonly currency: string; readonly zone: string; readonly country: string
  readonly taxId: string | null; readonly mailFrom: string; readonly brand: unknown; readonly settings: unknown; readonly releaseId: string
  readonly roles: readonly { readonly code: string; readonly names: Readonly<Record<string, string>>; readonly reach: string; readonly permissions: readonly string[] }[]
  readonly accountGroups: readonly { readonly code: string; readonly name: string }[]
  readonly account: { readonly number: string; readonly name: string; readonly group: string; readonly taxId: string | null }
  readonly address: { readonly line1: string; readonly line2: string; readonly city: string; readonly region: string; readonly postalCode: string; readonly country: string } | null
  readonly invitations: readonly { readonly email: string; readonly name: string; readonly role: string; readonly locale: Locale }[]
}

/**
 * Writes a new tenant, in the work of a worker that is scoped to it: a fixed number of statements in four round trips. The
 * invitations have no link yet; the mail that carries one makes it.
 */
export async function stampTenancy(work: Work, part: TenancyPart): Promise<{ accountId: string }> {
  const at = work.now.toString()
  await stampTenant(work, part, at)
  await Promise.all([
    scopedInsert(work, "tenancy.host", { host: part.host, is_primary: true, verified_at: at, created_at: at }).execute(),
    scopedInsert(work, "tenancy.role", part.roles.map(({ names, permissions, ...role }) => ({ ...role, names: json(names), permissions: [...permissions] }))).execute(),
    scopedInsert(work, "tenancy.account_group", part.accountGroups).execute(),
  ])
  const accountId = newId(work.now.epochMilliseconds)
  const { number, name, group, taxId } = part.account
  await scopedInsert(work, "tenancy.account", { account_id: accountId, number, name, kind: "house", account_group: group, tax_id: taxId, created_at: at }).execute()
  await Promise.all([...(part.address ? [stampAddress(work, part, part.address, accountId)] : []), stampInvitations(work, part, accountId)])
  return { accountId }
}

async function stampTenant(work: Work, part: TenancyPart, at: string): Promise<void> {
  const { code, name, kind, locale, currency, zone, country } = part
  await scopedInsert(work, "tenancy.tenant", {
    code, name, kind, locale, currency, zone, country, legal_name: part.legalName, status: "active", tax_id: part.taxId, brand: json(part.brand), settings: json(part.settings),
    mail_from: part.mailFrom, release_id: part.releaseId, address: json(part.address ?? {}), created_at: at,
  }).execute()
}

async function stampAddress(work: Work, part: TenancyPart, address: NonNullable<TenancyPart["address"]>, accountId: string): Promise<void> {
  const { postalCode, ...rest } = address
  await scopedInsert(work, "tenancy.address", {
    ...rest, postal_code: postalCode, account_id: accountId, address_id: newId(work.now.epochMilliseconds), label: part.name, recipient: part.legalName, is_default: true, created_at: work.now.toString(),
  }).execute()
}

async function stampInvitations(work: Work, { invitations }: TenancyPart, accountId: string): Promise<void> {
  const rows = invitations.map((invitation) => ({
    ...invitation, account_id: accountId, invitation_id: newId(work.now.epochMilliseconds), token_hash: hashToken(newToken()),
    created_at: work.now.toString(), expires_at: work.now.add({ hours: 24 * INVITATION_DAYS }).toString(),
  }))
  await scopedInsert(work, "tenancy.invitation", rows).execute()
  for (const { invitation_id } of rows) record(work, userInvited, { accountId, invitationId: invitation_id })
}

export type NewNetwork = { readonly networkId: number; readonly code: string; readonly name: string; readonly currency: string; readonly zone: string; readonly locale: Locale }

/** Makes a network, as the platform. Its number is the unit of sharding and is never given out again. */
export async function createNetwork(work: Work, { networkId, ...network }: NewNetwork): Promise<void> {
  await work.db.insertInto("tenancy.network").values({ network_id: networkId, ...network, created_at: work.now.toString() }).execute()
}

/** The next tenant's number, as the platform; the lock on the network's row gives numbers out one at a time. Undefined where there is no such network. */
export async function lockTenantNumbers(work: Work, networkId: number): Promise<{ next: number; status: string } | undefined> {
  return work.db.selectFrom("tenancy.network").select(["next_tenant as next", "status"]).where("network_id", "=", networkId).forUpdate().executeTakeFirst()
}

export async function takeTenantNumber(work: Work, networkId: number, tenantId: number): Promise<void> {
  await work.db.updateTable("tenancy.network").set({ next_tenant: tenantId + 1 }).where("network_id", "=", networkId).execute()
}

/** Where a tenant stands, locked, as the platform. */
export async function lockTenantStatus(work: Work, networkId: number, tenantId: number): Promise<string | undefined> {
  const row = await work.db.selectFrom("tenancy.tenant").select("status").where("network_id", "=", networkId).where("tenant_id", "=", tenantId).forUpdate().executeTakeFirst()
  return row?.status
}

/** Opens or closes a portal; without a reason it is open. What visitors see of it is looked up anew, because the version moves. */
export async function setTenantStatus(work: Work, networkId: number, tenantId: number, suspendedBecause: string | null): Promise<void> {
  await work.db.updateTable("tenancy.tenant")
    .set({ status: suspendedBecause === null ? "active" : "suspended", suspended_reason: suspendedBecause, suspended_at: suspendedBecause === null ? null : work.now.toString(), version: sql`version + 1` })
    .where("network_id", "=", networkId).where("tenant_id", "=", tenantId).execute()
}
