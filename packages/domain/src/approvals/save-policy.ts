import { sql } from "kysely"
import { audit, json, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { actorRecord } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { checkCondition } from "./condition.ts"
import { conditionOf, type PolicyDraft, type RetirePolicy, type SavePolicy, type SetPolicyActive } from "./contract.ts"
import { lockPolicy, type PolicyRow } from "./policy.db.ts"
import { strandedBy, type PolicyWarning } from "./stranded.ts"

/**
 * Writes a new version of a policy; earlier versions stay, because requests were judged under them. Answers warnings where
 * the policy could leave a buyer without anybody to ask. Refuses `approvals.condition_is_invalid`, `role_cannot_approve`,
 * `policy_not_found` and `policy_changed_meanwhile`.
 */
export async function savePolicy(work: Work, { policyId = newId<"policy">(work.now.epochMilliseconds), expectedVersion, ...draft }: SavePolicy): Promise<{ policyId: string; version: number; warnings: readonly PolicyWarning[] }> {
  authorize(work, "policy.manage")
  const condition = conditionTextOf(draft)
  checkCondition(condition)
  await mustBeApprovers(work, draft)
  const before = await lockPolicy(work, policyId)
  if (!before && expectedVersion !== undefined) throw new Refusal("approvals.policy_not_found", "not_found")
  if (before && before.version !== expectedVersion) throw new Refusal("approvals.policy_changed_meanwhile", "conflict", { version: before.version })
  const version = (before?.version ?? 0) + 1
  if (before) await retire(work, before)
  await scopedInsert(work, "approvals.policy", {
    policy_id: policyId, version, name: draft.name, condition, form: typeof draft.condition === "string" ? null : json(draft.condition), levels: json(draft.levels),
    position: draft.position, active: before?.active ?? true, valid_from: work.now.toString(), created_by: json(actorRecord(work.actor)),
  }).execute()
  audit(work, { action: before ? "policy.changed" : "policy.created", subjectKind: "policy", subjectId: policyId, ...(before && { before: summary(before) }), after: { name: draft.name, condition, levels: draft.levels, version } })
  return { policyId, version, warnings: await strandedBy(work, draft.levels) }
}

/** Switches a policy on or off without a new version: what it says does not change. */
export async function setPolicyActive(work: Work, { policyId, active }: SetPolicyActive): Promise<{ warnings: readonly PolicyWarning[] }> {
  authorize(work, "policy.manage")
  const policy = await getLocked(work, policyId)
  await scopedUpdate(work, "approvals.policy").set({ active }).where("policy_id", "=", policyId).where("version", "=", policy.version).execute()
  audit(work, { action: active ? "policy.switched_on" : "policy.switched_off", subjectKind: "policy", subjectId: policyId, policyVersion: String(policy.version) })
  return { warnings: active ? await strandedBy(work, policy.levels) : [] }
}

/** Takes a policy out of force for good. Requests that it asked for go on. */
export async function retirePolicy(work: Work, { policyId, reason }: RetirePolicy): Promise<void> {
  authorize(work, "policy.manage")
  const policy = await getLocked(work, policyId)
  await retire(work, policy)
  audit(work, { action: "policy.retired", subjectKind: "policy", subjectId: policyId, reason, before: summary(policy) })
}

/** The condition as CEL, whichever way it was written. */
export function conditionTextOf({ condition }: Pick<PolicyDraft, "condition">): string {
  return typeof condition === "string" ? condition : conditionOf(condition)
}

async function getLocked(work: Work, policyId: string): Promise<PolicyRow> {
  const policy = await lockPolicy(work, policyId)
  if (!policy) throw new Refusal("approvals.policy_not_found", "not_found")
  return policy
}

async function retire(work: Work, { policyId, version }: PolicyRow): Promise<void> {
  await scopedUpdate(work, "approvals.policy").set({ retired_at: work.now.toString() }).where("policy_id", "=", policyId).where("version", "=", version).execute()
}

/** A role that may not approve would never find the request in its inbox. */
async function mustBeApprovers(work: Work, { levels }: Pick<PolicyDraft, "levels">): Promise<void> {
  const rows = await scoped(work, "tenancy.role").select("code").where(sql<boolean>`'order.approve' = any (permissions)`).execute()
  const known = new Set(rows.map((row) => row.code))
  const role = levels.flatMap((level) => level.roles).find((code) => !known.has(code))
  if (role !== undefined) throw new Refusal("approvals.role_cannot_approve", "invalid", { role })
}

const summary = ({ name, condition, levels, version }: PolicyRow) => ({ name, condition, levels: levels.map(({ name: level, mode, roles }) => ({ name: level, mode, roles: [...roles] })), version })
