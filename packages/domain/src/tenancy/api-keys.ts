import { createHash, randomBytes } from "node:crypto"
import { sql } from "kysely"
import { actorRecord, audit, json, scoped, scopedInsert, scopedUpdate, type Actor, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { actingAccount, getAccount } from "./account.ts"
import { authorize, may } from "./authorize.ts"
import { KEY_PERMISSIONS, mintKey as MintKey, type MintKey as MintKeyInput } from "./contract.ts"
import type { Reach } from "./permission.ts"

export type TenantKey = {
  readonly keyId: string; readonly prefix: string; readonly name: string; readonly reach: Reach; readonly accountId: string; readonly accountName: string; readonly permissions: readonly string[]
  readonly createdBy: string; readonly createdAt: string; readonly lastUsedAt: string | null; readonly revokedAt: string | null
}
/** A machine, and whose walls it is in: those of one account, or of the tenant where it is held to none. */
export type KeyActor = { readonly actor: Actor; readonly heldTo: string | undefined }

const PREFIX_LENGTH = 12

/** 256 random bits need no slow hash: there is nothing to guess. */
function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex")
}

/**
 * Makes a key for a machine: a colleague without a password. It reaches one account, or, where no account is named and its maker
 * reaches the tenant, the tenant. The token is answered once and never again. Nobody mints beyond what they hold.
 *
 * Refuses `tenancy.account_not_found`, `tenancy.key_beyond_own_rights`.
 */
export async function mintKey(work: Work, input: MintKeyInput): Promise<{ readonly keyId: string; readonly token: string }> {
  authorize(work, "team.manage")
  const { name, accountId, permissions } = MintKey.parse(input)
  const beyond = permissions.filter((permission) => !may(work, permission))
  if (beyond.length > 0) throw new Refusal("tenancy.key_beyond_own_rights", "forbidden", { permissions: beyond.join(", ") })
  const account = await getAccount(work, work.scope.accountId ?? accountId ?? actingAccount(work))
  const reach: Reach = account.kind === "house" && !work.scope.accountId ? "tenant" : "account"
  const [keyId, token] = [newId(work.now.epochMilliseconds), `et_${randomBytes(32).toString("base64url")}`]
  await scopedInsert(work, "tenancy.api_key", {
    account_id: account.accountId, key_id: keyId, reach, prefix: token.slice(0, PREFIX_LENGTH), key_hash: hashOf(token), name, permissions: [...new Set(permissions)].sort(), created_by: json(actorRecord(work.actor)), created_at: work.now.toString(),
  }).execute()
  audit(work, { action: "team.key_minted", subjectKind: "api_key", subjectId: keyId, after: { name, account: account.number, permissions } })
  return { keyId, token }
}

/** The keys inside the actor's walls, the living first. One statement. */
export async function listKeys(work: Work): Promise<{ readonly keys: readonly TenantKey[]; readonly grantable: readonly (typeof KEY_PERMISSIONS)[number][] }> {
  authorize(work, "team.view")
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Omit<TenantKey, "createdAt" | "lastUsedAt" | "revokedAt"> & { createdAt: Date; lastUsedAt: Date | null; revokedAt: Date | null }>`
    select k.key_id as "keyId", k.prefix, k.name, k.reach, k.account_id as "accountId", a.name as "accountName", k.permissions, k.created_by ->> 'name' as "createdBy", k.created_at as "createdAt", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt"
      from tenancy.api_key k
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (k.network_id, k.tenant_id, k.account_id)
     where k.network_id = ${networkId} and k.tenant_id = ${tenantId}
     order by k.revoked_at desc nulls first, k.created_at desc limit 200`.execute(work.db)
  const keys = rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), lastUsedAt: row.lastUsedAt?.toISOString() ?? null, revokedAt: row.revokedAt?.toISOString() ?? null }))
  return { keys, grantable: may(work, "team.manage") ? KEY_PERMISSIONS.filter((permission) => may(work, permission)) : [] }
}

/** Ends a key at once and for ever; revoking twice changes nothing. Refuses `tenancy.key_not_found`. */
export async function revokeKey(work: Work, { keyId }: { readonly keyId: string }): Promise<void> {
  authorize(work, "team.manage")
  const row = await scoped(work, "tenancy.api_key").select(["name", "revoked_at"]).where("key_id", "=", keyId).forUpdate().executeTakeFirst()
  if (!row) throw new Refusal("tenancy.key_not_found", "not_found")
  if (row.revoked_at) return
  await scopedUpdate(work, "tenancy.api_key").set({ revoked_at: work.now.toString() }).where("key_id", "=", keyId).execute()
  audit(work, { action: "team.key_revoked", subjectKind: "api_key", subjectId: keyId, after: { name: row.name } })
}

/**
 * Who a token belongs to, at this tenant and no other. When it was used is noted to the minute, so that a busy machine does not write with
 * every request. Refuses `tenancy.key_invalid`, also where the tenant is closed.
 */
export async function loadKey(work: Work, token: string): Promise<KeyActor> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<{ keyId: string; accountId: string; reach: Reach; name: string; permissions: string[]; lastUsedAt: Date | null }>`
    select k.key_id as "keyId", k.account_id as "accountId", k.reach, k.name, k.permissions, k.last_used_at as "lastUsedAt"
      from tenancy.api_key k
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (k.network_id, k.tenant_id) and t.status = 'active'
     where k.network_id = ${networkId} and k.tenant_id = ${tenantId} and k.key_hash = ${hashOf(token)} and k.revoked_at is null`.execute(work.db)
  const row = rows[0]
  if (!row) throw new Refusal("tenancy.key_invalid", "forbidden")
  if (work.now.epochMilliseconds - (row.lastUsedAt?.getTime() ?? 0) > 60_000) await scopedUpdate(work, "tenancy.api_key").set({ last_used_at: work.now.toString() }).where("key_id", "=", row.keyId).execute()
  return {
    actor: { kind: "api_key", id: row.keyId, name: row.name, permissions: new Set(row.permissions), roles: [], accountId: row.accountId },
    heldTo: row.reach === "account" ? row.accountId : undefined,
  }
}
