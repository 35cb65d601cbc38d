import { createHash } from "node:crypto"
import { sql } from "kysely"
import { json, type Work } from "@entrepot/db"
import { canonicalJson, Refusal, type JsonValue } from "@entrepot/kernel"

export type Command = { readonly key: string; readonly name: string; readonly requestHash: string }

/** The commands of one request: a procedure that opens several works gets a key for each. */
export function commandOf(key: string, name: string, input: unknown): () => Command {
  const requestHash = createHash("sha256").update(canonicalJson([name, (input ?? null) as JsonValue])).digest("base64url")
  let opened = 0
  return () => ({ key: opened++ === 0 ? key : `${key}#${opened}`, name, requestHash })
}

/**
 * Runs a command once per key and actor. The row is written first, so that the same key at the same time waits for this
 * transaction; the answer is kept in it, so that either both are there or neither. Another request under a used key is a
 * conflict: tenancy.command_key_reused.
 */
export async function onceOnly<T>(work: Work, { key, name, requestHash }: Command, task: () => Promise<T>): Promise<T> {
  const { networkId = 0, tenantId = 0 } = work.scope
  const where = sql`network_id = ${networkId} and tenant_id = ${tenantId} and actor_id = ${work.actor.id} and key = ${key}`
  const { rows: begun } = await sql`
    insert into work.command (network_id, tenant_id, actor_id, key, name, request_hash, received_at)
    values (${networkId}, ${tenantId}, ${work.actor.id}, ${key}, ${name}, ${requestHash}, ${work.now.toString()})
    on conflict do nothing returning key`.execute(work.db)
  if (begun.length === 0) {
    const { rows } = await sql<{ request_hash: string; response: { value?: T } | null }>`select request_hash, response from work.command where ${where}`.execute(work.db)
    if (rows[0]?.request_hash !== requestHash) throw new Refusal("tenancy.command_key_reused", "conflict")
    return rows[0].response?.value as T
  }
  const value = await task()
  await sql`update work.command set response = ${json({ value })}::jsonb where ${where}`.execute(work.db)
  return value
}
