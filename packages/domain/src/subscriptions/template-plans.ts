import { sql } from "kysely"
import { audit, scoped, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { indexBook, type IndexBook } from "../pricing/index.ts"
import { authorize } from "../tenancy/index.ts"
import { DecideDroppedPlan, DecideTemplatePlan, PlanDraft, type PlanMode } from "./contract.ts"
import { followedBy, seriesOf } from "./index-price.ts"
import { planOf } from "./plan.db.ts"
import { takeOver } from "./template.ts"
import type { OfferedPlan, OfferedPlans, PlanTermsView } from "./views.ts"

type Row = {
  code: string; template: string; release: number; mode: PlanMode; draft: unknown; offeredAt: Date; taken: number | null; left: number | null
  plan: { plan_id: string; version: number; status: string; name: string; discount_percent: string; terms: unknown } | null
}

/** What the newest release of the tenant's template has otherwise, plan by plan, until somebody took or left it. One statement, and one more where prices follow published series. */
export async function offeredPlans(work: Work): Promise<OfferedPlans> {
  authorize(work, "plan.manage")
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Row>`
    select t.code, t.template, t.release, t.mode, t.draft, t.offered_at as "offeredAt", t.taken_release as taken, t.left_release as left,
           case when p.plan_id is not null then json_build_object('plan_id', p.plan_id, 'version', p.version, 'status', p.status, 'name', p.name, 'discount_percent', p.discount_percent::text, 'terms', p.terms) end as plan
      from subscriptions.template_plan t left join subscriptions.plan p on (p.network_id, p.tenant_id, p.template_code) = (t.network_id, t.tenant_id, t.code)
     where t.network_id = ${networkId} and t.tenant_id = ${tenantId} and t.dropped_release is null order by t.draft ->> 'name', t.code`.execute(work.db)
  const open = rows.filter((row) => Math.max(row.taken ?? 0, row.left ?? 0) < row.release)
  const found = open.map((row) => ({ row, draft: PlanDraft.parse(row.draft), current: row.plan && planOf(row.plan) }))
  const indices = await indexBook(work, seriesOf(found.flatMap(({ draft, current }) => [draft.pricePolicy, ...(current ? [current.terms.pricePolicy] : [])])))
  return { mode: rows[0]?.mode ?? null, offers: found.map((one) => offerOf(one, indices)) }
}

type Found = { readonly row: Row; readonly draft: ReturnType<typeof PlanDraft.parse>; readonly current: ReturnType<typeof planOf> | null }

function offerOf({ row: { code, template, release, offeredAt }, draft, current }: Found, indices: IndexBook): OfferedPlan {
  return {
    code, template, release, offeredAt: new Date(offeredAt).toISOString(), planId: current?.planId ?? null, draft: { ...termsView(draft), indexSeries: followedBy(draft.pricePolicy, indices) },
    current: current && { ...termsView({ name: current.name, discountPercent: current.discountPercent, ...current.terms }), indexSeries: followedBy(current.terms.pricePolicy, indices) },
  }
}

const termsView = ({ termMonths, ...terms }: ReturnType<typeof PlanDraft.parse>): PlanTermsView => ({ ...terms, termMonths: termMonths ?? null })

/** Makes the plan what the template says now. Who stands on it keeps their terms. Refuses `subscriptions.plan_not_found`, `changed_meanwhile`. */
export async function takeTemplatePlan(work: Work, input: DecideTemplatePlan): Promise<{ planId: string; version: number }> {
  authorize(work, "plan.manage")
  const { code, release } = DecideTemplatePlan.parse(input)
  await lockOffer(work, code, release)
  const [taken] = await takeOver(work, [{ tenantId: work.scope.tenantId!, code }])
  if (!taken) throw new Refusal("subscriptions.plan_not_found", "not_found")
  audit(work, { action: "plan.taken_over", subjectKind: "plan", subjectId: taken.planId, after: { code, release } })
  return { planId: taken.planId, version: taken.version }
}

/** Stays with what there is, until the template says something else. */
export async function leaveTemplatePlan(work: Work, input: DecideTemplatePlan): Promise<void> {
  authorize(work, "plan.manage")
  const { code, release } = DecideTemplatePlan.parse(input)
  await lockOffer(work, code, release)
  await scopedUpdate(work, "subscriptions.template_plan").set({ left_release: release }).where("code", "=", code).execute()
  audit(work, { action: "plan.left", subjectKind: "plan", subjectId: code, after: { code, release } })
}

/**
 * What becomes of a plan that the template no longer has: the tenant's own, to be changed as it likes, or offered no more; free of the template in either case.
 * Who subscribed to it keeps their terms. Refuses `subscriptions.plan_not_found`, `changed_meanwhile`, `plan_is_the_templates`.
 */
export async function decideDroppedPlan(work: Work, input: DecideDroppedPlan): Promise<{ planId: string }> {
  authorize(work, "plan.manage")
  const { code, release, how } = DecideDroppedPlan.parse(input)
  const row = await scoped(work, "subscriptions.template_plan").select(["mode", "dropped_release"]).where("code", "=", code).forUpdate().executeTakeFirst()
  if (!row) throw new Refusal("subscriptions.plan_not_found", "not_found")
  if (row.dropped_release !== release) throw new Refusal("subscriptions.changed_meanwhile", "conflict", { version: row.dropped_release ?? release })
  if (row.mode === "locked") throw new Refusal("subscriptions.plan_is_the_templates", "rule")
  const decided = await scopedUpdate(work, "subscriptions.plan").set({ template_code: null, template_release: null, ...(how === "retire" && { status: "retired" }), version: sql`version + 1`, updated_at: work.now.toString() }).where("template_code", "=", code).returning("plan_id").executeTakeFirst()
  if (!decided) throw new Refusal("subscriptions.changed_meanwhile", "conflict", { version: release })
  audit(work, { action: how === "keep" ? "plan.kept" : "plan.retired", subjectKind: "plan", subjectId: decided.plan_id, after: { code, release } })
  return { planId: decided.plan_id }
}

/** Two who decide at once: one does, and the other is told. */
async function lockOffer(work: Work, code: string, release: number): Promise<void> {
  const row = await scoped(work, "subscriptions.template_plan").select(["release", "taken_release", "left_release", "dropped_release"]).where("code", "=", code).forUpdate().executeTakeFirst()
  if (!row) throw new Refusal("subscriptions.plan_not_found", "not_found")
  if (row.release !== release || row.dropped_release !== null || row.taken_release === release || row.left_release === release) throw new Refusal("subscriptions.changed_meanwhile", "conflict", { version: row.release })
}
