import { actorRecord, audit, json, scoped, scopedInsert, type Work } from "@entrepot/db"
import { moneyToJson, Refusal } from "@entrepot/kernel"
import { authorize, getTenant } from "../../tenancy/index.ts"
import { SaveDunningPolicy, type DunningPolicyDraft, type DunningPolicyView } from "../contract.ts"
import { moneyOf } from "../payments/shares.ts"
import { USUAL_POLICY, type Policy } from "./dunning.ts"

type Kept = Policy & { readonly savedAt: string | null; readonly by: string }

/** The versions of the policy, the latest first. */
async function versions(work: Work, most: number): Promise<readonly Kept[]> {
  const rows = await scoped(work, "billing.dunning_policy").selectAll().orderBy("version", "desc").limit(most).execute()
  return rows.map((row) => ({
    version: row.version, graceDays: row.grace_days, noticeDays: row.notice_days, retryDays: row.retry_days, restrictDays: row.restrict_days, suspendDays: row.suspend_days, minimumMinor: row.minimum_minor,
    savedAt: row.saved_at.toISOString(), by: String((row.actor as { name?: string }).name ?? ""),
  }))
}

/** The policy in force: the highest version, or the usual one where nobody has saved any. */
export async function policyInForce(work: Work): Promise<Kept> {
  const [latest] = await versions(work, 1)
  return latest ?? { ...USUAL_POLICY, savedAt: null, by: "" }
}

/** Who saved which policy and when, the latest first; empty where the usual one is still in force. */
export async function dunningPolicies(work: Work): Promise<readonly DunningPolicyView[]> {
  authorize(work, "dunning.manage")
  const [kept, tenant] = await Promise.all([versions(work, 100), getTenant(work)])
  return kept.map((policy) => viewOf(policy, tenant.currency))
}

export async function dunningPolicy(work: Work): Promise<DunningPolicyView> {
  authorize(work, "dunning.manage")
  const [policy, tenant] = await Promise.all([policyInForce(work), getTenant(work)])
  return viewOf(policy, tenant.currency)
}

export function viewOf({ minimumMinor, ...policy }: Kept, currency: string): DunningPolicyView {
  return { ...policy, noticeDays: [...policy.noticeDays], retryDays: [...policy.retryDays], minimum: minimumMinor === 0n ? null : moneyToJson(moneyOf(minimumMinor, currency)) }
}

/** A draft as the rules read it; an amount in another currency than the tenant's is refused. */
export function policyOf({ minimum, ...draft }: DunningPolicyDraft, version: number, currency: string): Policy {
  if (minimum && minimum.currency !== currency) throw new Refusal("billing.threshold_is_invalid", "invalid", { currency })
  const once = (days: readonly number[]) => [...new Set(days)].sort((one, other) => one - other)
  return { ...draft, noticeDays: once(draft.noticeDays), retryDays: once(draft.retryDays), version, minimumMinor: minimum ? BigInt(minimum.amount) : 0n }
}

/** Saves a new version; the earlier ones stay, and each step says under which it was taken. Refuses `billing.dunning_policy_changed`. */
export async function saveDunningPolicy(work: Work, input: SaveDunningPolicy): Promise<DunningPolicyView> {
  authorize(work, "dunning.manage")
  const { policy: draft, expectedVersion } = SaveDunningPolicy.parse(input)
  const [before, tenant] = await Promise.all([policyInForce(work), getTenant(work)])
  const policy = policyOf(draft, expectedVersion + 1, tenant.currency)
  const made = await scopedInsert(work, "billing.dunning_policy", {
    version: policy.version, grace_days: policy.graceDays, notice_days: policy.noticeDays, retry_days: policy.retryDays, restrict_days: policy.restrictDays, suspend_days: policy.suspendDays, minimum_minor: policy.minimumMinor,
    actor: json(actorRecord(work.actor)), saved_at: work.now.toString(),
  }).onConflict((conflict) => conflict.doNothing()).returning("version").executeTakeFirst()
  if (!made || before.version !== expectedVersion) throw await changedBy(work)
  audit(work, { action: "dunning.policy_saved", subjectKind: "tenant", subjectId: String(work.scope.tenantId), policyVersion: String(policy.version), before: draftOf(before), after: draftOf(policy) })
  return viewOf({ ...policy, savedAt: work.now.toString(), by: work.actor.name }, tenant.currency)
}

async function changedBy(work: Work): Promise<Refusal> {
  const { by, version } = await policyInForce(work)
  return new Refusal("billing.dunning_policy_changed", "conflict", { by, version })
}

const draftOf = ({ graceDays, noticeDays, retryDays, restrictDays, suspendDays, minimumMinor }: Policy) => ({ graceDays, noticeDays: [...noticeDays], retryDays: [...retryDays], restrictDays, suspendDays, minimumMinor: minimumMinor.toString() })
