import { audit, record, scoped, scopedDelete, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { DeleteSegmentRule, SaveSegmentRule } from "./contract.ts"
import { segmentsChanged } from "./events.ts"
import { authorizeSegments, refuseDangling, segmentRuleOf, type SegmentRule, type StoredSegmentRule } from "./segment-rule.ts"

/**
 * Adds a rule to a tenant's catalogue or changes one that was on screen. Refuses a rule that names what does not exist,
 * `catalog.segment_rule_is_twice` and, where somebody else saved first, `catalog.segment_rule_changed`.
 */
export async function saveSegmentRule(work: Work, input: SaveSegmentRule): Promise<StoredSegmentRule> {
  authorizeSegments(work)
  const { ruleId, version, rule: asked } = SaveSegmentRule.parse(input)
  const rule = segmentRuleOf(asked)
  await refuseDangling(work, [rule])
  const before = ruleId === undefined ? undefined : await lockRule(work, ruleId, version)
  const saved = { ...rule, ruleId: before?.ruleId ?? newId(work.now.epochMilliseconds), version: (before?.version ?? 0) + 1 }
  await refusingTwins(rule, () => (before ? scopedUpdate(work, "catalog.segment_rule").set({ ...columns(rule), version: saved.version }).where("rule_id", "=", before.ruleId).execute() : insert(work, saved)))
  announce(work, before ? "catalog.segment_rule_changed" : "catalog.segment_rule_added", saved.ruleId, before, saved)
  return saved
}

/** Takes a rule away. Refuses as `saveSegmentRule` does when it is gone or was changed. */
export async function deleteSegmentRule(work: Work, input: DeleteSegmentRule): Promise<void> {
  authorizeSegments(work)
  const { ruleId, version } = DeleteSegmentRule.parse(input)
  const before = await lockRule(work, ruleId, version)
  await scopedDelete(work, "catalog.segment_rule").where("rule_id", "=", ruleId).execute()
  announce(work, "catalog.segment_rule_deleted", ruleId, before, undefined)
}

function columns(rule: SegmentRule) {
  return { effect: rule.effect, target: rule.target, category_path: rule.categoryPath, brand_norm: rule.brandNorm, product_id: rule.productId, account_group: rule.accountGroup }
}

function insert(work: Work, rule: StoredSegmentRule) {
  return scopedInsert(work, "catalog.segment_rule", { rule_id: rule.ruleId, ...columns(rule), created_at: work.now.toString() }).execute()
}

async function lockRule(work: Work, ruleId: string, version: number | undefined): Promise<StoredSegmentRule> {
  const found = await scoped(work, "catalog.segment_rule")
    .select(["rule_id as ruleId", "effect", "target", "category_path as categoryPath", "brand_norm as brandNorm", "product_id as productId", "account_group as accountGroup", "version"])
    .where("rule_id", "=", ruleId).forUpdate().executeTakeFirst()
  if (!found) throw new Refusal("catalog.segment_rule_not_found", "not_found", { ruleId })
  if (found.version !== version) throw new Refusal("catalog.segment_rule_changed", "conflict", { version: found.version, by: await whoChanged(work, ruleId) })
  return found as StoredSegmentRule
}

async function whoChanged(work: Work, ruleId: string): Promise<string> {
  const last = await scoped(work, "work.audit_entry").select("actor").where("subject_kind", "=", "segment_rule").where("subject_id", "=", ruleId).orderBy("occurred_at", "desc").limit(1).executeTakeFirst()
  return (last?.actor as { name?: string } | undefined)?.name ?? ""
}

async function refusingTwins(rule: SegmentRule, write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== "segment_rule_once") throw error
    throw new Refusal("catalog.segment_rule_is_twice", "conflict", { effect: rule.effect, target: rule.target, value: rule.categoryPath ?? rule.brandNorm ?? rule.productId ?? "" })
  }
}

function announce(work: Work, action: string, ruleId: string, before: StoredSegmentRule | undefined, after: StoredSegmentRule | undefined): void {
  const tenantId = work.scope.tenantId!
  audit(work, { action, subjectKind: "segment_rule", subjectId: ruleId, tenantId, ...(before ? { before } : {}), ...(after ? { after, policyVersion: String(after.version) } : {}) })
  record(work, segmentsChanged, { ruleId }, tenantId)
}
