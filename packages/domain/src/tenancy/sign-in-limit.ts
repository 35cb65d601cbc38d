import { createHash } from "node:crypto"
import { sql } from "kysely"
import { scopedInsert, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"

/** Failures that are counted, and how many of them close the door. A success forgets a person's failures, not an address's. */
export const LIMITS = { windowMinutes: 15, perSubject: 8, perAddress: 60 } as const

export type Tries = { readonly bySubject: number; readonly byAddress: number }

/** Whether another try is let through. */
export function decideTry(tries: Tries, limits: { perSubject: number; perAddress: number } = LIMITS): "try" | "limited" {
  return tries.bySubject >= limits.perSubject || tries.byAddress >= limits.perAddress ? "limited" : "try"
}

/** Mails and addresses are counted by hash, so that the table names nobody. */
export function subjectHash(kind: string, text: string): string {
  return createHash("sha256").update(`${kind}:${text.trim().toLowerCase()}`).digest("base64url")
}

export type Attempt = { readonly subject: string; readonly address: string; readonly limits?: { readonly perSubject: number; readonly perAddress: number; readonly windowMinutes: number } }

/**
 * Counts a try before it is made, so that a hundred at once are a hundred tries: the lock lets them past one by one, and each
 * is a failure until `recordSuccess` says otherwise. Commit it before the password is looked at.
 */
export async function countTry(work: Work, { subject, address, limits = LIMITS }: Attempt): Promise<"try" | "limited"> {
  const { networkId = 0, tenantId = 0 } = work.scope
  await sql`select pg_advisory_xact_lock(hashtextextended(${subject}, ${networkId * 100_000 + tenantId}))`.execute(work.db)
  const since = work.now.subtract({ minutes: limits.windowMinutes }).toString()
  const { rows } = await sql<{ bySubject: number; byAddress: number }>`
    select count(*) filter (where a.subject_hash = ${subject} and not a.succeeded
             and a.attempted_at > coalesce((select max(s.attempted_at) from tenancy.sign_in_attempt s
               where s.network_id = ${networkId} and s.tenant_id = ${tenantId} and s.subject_hash = ${subject} and s.attempted_at > ${since} and s.succeeded), ${since}))::integer as "bySubject",
           count(*) filter (where a.subject_hash = ${address} and not a.succeeded)::integer as "byAddress"
      from tenancy.sign_in_attempt a
     where a.network_id = ${networkId} and a.tenant_id = ${tenantId} and a.subject_hash in (${subject}, ${address}) and a.attempted_at > ${since}`.execute(work.db)
  const verdict = decideTry(rows[0] ?? { bySubject: 0, byAddress: 0 }, limits)
  if (verdict === "try") await remember(work, [subject, address], false)
  return verdict
}

/** The try that was just counted was the right person. */
export async function recordSuccess(work: Work, subject: string): Promise<void> {
  await remember(work, [subject], true)
}

async function remember(work: Work, subjects: readonly string[], succeeded: boolean): Promise<void> {
  const { networkId = 0, tenantId = 0 } = work.scope
  await scopedInsert(work, "tenancy.sign_in_attempt", subjects.map((subject_hash) => (
    { network_id: networkId, tenant_id: tenantId, attempt_id: newId(), subject_hash, succeeded, attempted_at: work.now.toString() }
  ))).execute()
}
