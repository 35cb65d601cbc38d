import { actorRecord, audit, json, scoped, scopedInsert, type Work } from "@entrepot/db"
import { moneyToJson, Refusal } from "@entrepot/kernel"
import { authorize, getTenant } from "../../tenancy/index.ts"
import { SaveDunningPolicy, type DunningPolicyDraft, type DunningPolicyView } from "../contract.ts"
import { moneyOf } from "../payments/shares.ts"
import { USUAL_POLICY, type Policy } from "./dunning.ts"

type Kept = Policy & { readonly savedAt: string | null; readonly by: string }

/** The policy in force: the highest version, or the usual one where nobody has saved any. */
export async function policyInForce(work: Work): Promise<Kept> {
  const row = await scoped(work, "billing.dunning_policy").selectAll().orderBy("version", "desc").limit(1).executeTakeFirst()
  if (!row) return { ...USUAL_POLICY, savedAt: null, by: "" }
  return {
    version: row.version, graceDays: row.grace_days, noticeDays: row.notice_days, retryDays: row.retry_days, restrictDays: row.restrict_days, suspendDays: row.suspend_days, minimumMinor: row.minimum_minor,
    savedAt: row.saved_at.toISOString(), by: String((row.actor as { name?: string }).name ?? ""),
  }
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
  return { ...draft, version, minimumMinor: minimum ? BigInt(minimum.amount) : 0n }
}

/** Saves a new version; the earlier ones stay, and each step says under which it was taken. Refuses `billing.settings_changed_meanwhile`. */
export async function saveDunningPolicy(work: Work, input: SaveDunningPolicy): Promise<DunningPolicyView> {
  authorize(work, "dunning.manage")
  const { policy: draft, expectedVersion } = SaveDunningPolicy.parse(input)
  const [before, tenant] = await Promise.all([policyInForce(work), getTenant(work)])
  const policy = policyOf(draft, expectedVersion + 1, tenant.currency)
  const made = await scopedInsert(work, "billing.dunning_policy", {
    version: policy.version, grace_days: policy.graceDays, notice_days: policy.noticeDays, retry_days: policy.retryDays, restrict_days: policy.restrictDays, suspend_days: policy.suspendDays, minimum_minor: policy.minimumMinor,
    actor: json(actorRecord(work.actor)), saved_at: work.now.toString(),
  }).onConflict((conflict) => conflict.doNothing()).returning("version").executeTakeFirst()
  if (!made || before.version !== expectedVersion) throw new Refusal("billing.settings_changed_meanwhile", "conflict")
  audit(work, { action: "dunning.policy_saved", subjectKind: "tenant", subjectId: String(work.scope.tenantId), policyVersion: String(policy.version), before: draftOf(before), after: draftOf(policy) })
  return viewOf({ ...policy, savedAt: work.now.toString(), by: work.actor.name }, tenant.currency)
}

const draftOf = ({ graceDays, noticeDays, retryDays, restrictDays, suspendDays }: Policy) => ({ graceDays, noticeDays: [...noticeDays], retryDays: [...retryDays], restrictDays, suspendDays })
