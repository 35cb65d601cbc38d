import { sql } from "kysely"
import { audit, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { newId, Refusal, Temporal } from "@entrepot/kernel"
import { authorize, may } from "../tenancy/index.ts"
import type { Delegate, RevokeDelegation } from "./contract.ts"

export type Delegation = { readonly delegationId: string; readonly fromName: string; readonly toName: string; readonly mine: boolean; readonly startsAt: string; readonly endsAt: string; readonly reason: string }

const LONGEST_DAYS = 366

/** Whoever is asked about anything may let somebody stand in. */
function authorizeDeciding(work: Work): void {
  if (!may(work, "credit_note.approve")) authorize(work, "order.approve")
}

/**
 * Lets a colleague decide in the actor's place between two moments. Refuses `approvals.delegate_not_found` and
 * `approvals.delegation_is_out_of_range`. A delegate still never decides on a request of their own.
 */
export async function delegate(work: Work, { toUserId, startsAt, endsAt, reason }: Delegate): Promise<{ delegationId: string }> {
  authorizeDeciding(work)
  const [starts, ends] = [Temporal.Instant.from(startsAt), Temporal.Instant.from(endsAt)]
  const days = ends.since(starts).total("hours") / 24
  if (days <= 0 || days > LONGEST_DAYS || Temporal.Instant.compare(ends, work.now) <= 0) throw new Refusal("approvals.delegation_is_out_of_range", "invalid", { mostDays: LONGEST_DAYS })
  const colleague = toUserId === work.actor.id ? undefined : await scoped(work, "tenancy.tenant_user").select("name").where("user_id", "=", toUserId).where("status", "=", "active").executeTakeFirst()
  if (!colleague) throw new Refusal("approvals.delegate_not_found", "not_found")
  const delegationId = newId<"delegation">(work.now.epochMilliseconds)
  await scopedInsert(work, "approvals.delegation", { delegation_id: delegationId, from_user: work.actor.id, to_user: toUserId, starts_at: startsAt, ends_at: endsAt, created_at: work.now.toString(), reason }).execute()
  audit(work, { action: "approval.delegated", subjectKind: "user", subjectId: toUserId, reason, after: { startsAt, endsAt } })
  return { delegationId }
}

/** Ends a delegation at once. Only the person who gave it may take it back. */
export async function revokeDelegation(work: Work, { delegationId }: RevokeDelegation): Promise<void> {
  authorizeDeciding(work)
  const { numUpdatedRows } = await scopedUpdate(work, "approvals.delegation").set({ revoked_at: work.now.toString() })
    .where("delegation_id", "=", delegationId).where("from_user", "=", work.actor.id).where("revoked_at", "is", null).executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Refusal("approvals.delegation_not_found", "not_found")
  audit(work, { action: "approval.delegation_revoked", subjectKind: "delegation", subjectId: delegationId })
}

/** What the actor gave to others and was given, from now on. */
export async function listDelegations(work: Work): Promise<readonly Delegation[]> {
  const { rows } = await sql<{ delegation_id: string; from_name: string; to_name: string; from_user: string; starts_at: Date; ends_at: Date; reason: string }>`
    select d.delegation_id, f.name as from_name, t.name as to_name, d.from_user, d.starts_at, d.ends_at, d.reason
      from approvals.delegation d
      join tenancy.tenant_user f on f.network_id = d.network_id and f.tenant_id = d.tenant_id and f.user_id = d.from_user
      join tenancy.tenant_user t on t.network_id = d.network_id and t.tenant_id = d.tenant_id and t.user_id = d.to_user
     where d.network_id = ${work.scope.networkId} and d.tenant_id = ${work.scope.tenantId} and d.revoked_at is null and d.ends_at > ${work.now.toString()}
       and (d.from_user = ${work.actor.id} or d.to_user = ${work.actor.id})
     order by d.starts_at`.execute(work.db)
  return rows.map((row) => ({ delegationId: row.delegation_id, fromName: row.from_name, toName: row.to_name, mine: row.from_user === work.actor.id, startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(), reason: row.reason }))
}
