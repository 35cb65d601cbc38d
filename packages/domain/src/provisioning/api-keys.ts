import { createHash, randomBytes } from "node:crypto"
import { actorRecord, audit, json, type Actor, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { MintApiKey } from "./contract.ts"

export type ApiKey = { readonly keyId: string; readonly prefix: string; readonly name: string; readonly permissions: readonly string[]; readonly createdBy: { readonly name: string }; readonly createdAt: string; readonly lastUsedAt: string | null; readonly revokedAt: string | null }

const PREFIX_LENGTH = 12

/** 256 random bits need no slow hash: there is nothing to guess. */
function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex")
}

/**
 * Makes a key for a machine. The token is answered once and never again; only its hash is kept. Nobody mints beyond what they
 * hold themselves. Throws provisioning.key_beyond_own_rights.
 */
export async function mintApiKey(work: Work, { name, permissions }: MintApiKey): Promise<{ keyId: string; prefix: string; token: string }> {
  authorize(work, "platform.api_key.manage")
  const beyond = permissions.filter((permission) => !permission.startsWith("platform.") || !work.actor.permissions.has(permission))
  if (beyond.length > 0) throw new Refusal("provisioning.key_beyond_own_rights", "forbidden", { permissions: beyond.join(", ") })
  const token = `ek_${randomBytes(32).toString("base64url")}`
  const key = { keyId: newId(work.now.epochMilliseconds), prefix: token.slice(0, PREFIX_LENGTH) }
  await work.db.insertInto("provisioning.api_key").values({
    key_id: key.keyId, prefix: key.prefix, key_hash: hashOf(token), name, permissions: [...new Set(permissions)].sort(), created_by: json(actorRecord(work.actor)), created_at: work.now.toString(),
  }).execute()
  audit(work, { action: "provisioning.api_key_minted", subjectKind: "api_key", subjectId: key.keyId, after: { name, permissions } })
  return { ...key, token }
}

/** All keys, the living first. */
export async function listApiKeys(work: Work): Promise<ApiKey[]> {
  authorize(work, "platform.api_key.manage")
  const rows = await work.db.selectFrom("provisioning.api_key").select(["key_id", "prefix", "name", "permissions", "created_by", "created_at", "last_used_at", "revoked_at"])
    .orderBy("revoked_at", (order) => order.desc().nullsFirst()).orderBy("created_at", "desc").execute()
  return rows.map((row) => ({
    keyId: row.key_id, prefix: row.prefix, name: row.name, permissions: row.permissions, createdBy: row.created_by as { name: string },
    createdAt: (row.created_at as Date).toISOString(), lastUsedAt: (row.last_used_at as Date | null)?.toISOString() ?? null, revokedAt: (row.revoked_at as Date | null)?.toISOString() ?? null,
  }))
}

/** Ends a key at once and for ever; revoking twice changes nothing. Throws provisioning.key_not_found. */
export async function revokeApiKey(work: Work, { keyId }: { keyId: string }): Promise<void> {
  authorize(work, "platform.api_key.manage")
  const row = await work.db.selectFrom("provisioning.api_key").select(["name", "revoked_at"]).where("key_id", "=", keyId).forUpdate().executeTakeFirst()
  if (!row) throw new Refusal("provisioning.key_not_found", "not_found")
  if (row.revoked_at) return
  await work.db.updateTable("provisioning.api_key").set({ revoked_at: work.now.toString() }).where("key_id", "=", keyId).execute()
  audit(work, { action: "provisioning.api_key_revoked", subjectKind: "api_key", subjectId: keyId, after: { name: row.name } })
}

/** Whose key this is, or nobody. When it was used is noted to the minute, so that a busy key does not write on every request. */
export async function findApiKeyActor(work: Work, token: string): Promise<Actor | undefined> {
  if (!token.startsWith("ek_")) return undefined
  const row = await work.db.selectFrom("provisioning.api_key").select(["key_id", "name", "permissions", "last_used_at"]).where("key_hash", "=", hashOf(token)).where("revoked_at", "is", null).executeTakeFirst()
  if (!row) return undefined
  const lastUsed = (row.last_used_at as Date | null)?.getTime() ?? 0
  if (work.now.epochMilliseconds - lastUsed > 60_000) await work.db.updateTable("provisioning.api_key").set({ last_used_at: work.now.toString() }).where("key_id", "=", row.key_id).execute()
  return { kind: "api_key", id: row.key_id, name: row.name, permissions: new Set(row.permissions), roles: [] }
}

/** The same for a door that is closed to strangers. Throws provisioning.key_invalid. */
export async function loadApiKey(work: Work, token: string): Promise<Actor> {
  const actor = await findApiKeyActor(work, token)
  if (!actor) throw new Refusal("provisioning.key_invalid", "forbidden")
  return actor
}
