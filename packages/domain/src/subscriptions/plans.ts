import { sql } from "kysely"
import { audit, json, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { indexBook, requireIndexSeries } from "../pricing/index.ts"
import { authorize } from "../tenancy/index.ts"
import { SavePlan, type PlanMode, type PlanRef } from "./contract.ts"
import { followedBy, seriesOf } from "./index-price.ts"
import { getPlan, planOf } from "./plan.db.ts"
import type { PlanView } from "./views.ts"

/** What the tenant offers, with how many live on each; customers see what is still offered. One statement, and one more where prices follow published series. */
export async function listPlans(work: Work): Promise<readonly PlanView[]> {
  authorize(work, "subscription.view")
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<{ plan_id: string; version: number; status: string; name: string; discount_percent: string; terms: unknown; subscriptions: number; template: PlanView["template"] }>`
    select p.plan_id, p.version, p.status, p.name, p.discount_percent, p.terms, case when t.code is not null then json_build_object('code', t.code, 'release', coalesce(t.taken_release, p.template_release), 'mode', t.mode, 'droppedRelease', t.dropped_release) end as template,
           (select count(*)::int from subscriptions.subscription s where s.network_id = p.network_id and s.tenant_id = p.tenant_id and s.plan_id = p.plan_id and s.status in ('active', 'paused')) as subscriptions
      from subscriptions.plan p left join subscriptions.template_plan t on (t.network_id, t.tenant_id, t.code) = (p.network_id, p.tenant_id, p.template_code)
     where p.network_id = ${networkId} and p.tenant_id = ${tenantId} ${accountId ? sql`and p.status = 'active'` : sql``} order by p.status, p.name, p.plan_id`.execute(work.db)
  const plans = rows.map((row) => ({ ...planOf(row), template: row.template, subscriptions: row.subscriptions }))
  const indices = await indexBook(work, seriesOf(plans.map(({ terms }) => terms.pricePolicy)))
  return plans.map(({ terms, ...plan }) => ({ ...plan, ...terms, termMonths: terms.termMonths ?? null, indexSeries: followedBy(terms.pricePolicy, indices) }))
}

/**
 * Makes a plan, or changes one that is offered; a template's plan that may be changed is the tenant's own from then on. What customers subscribed to keeps
 * its terms. Refuses `subscriptions.plan_not_found`, `changed_meanwhile`, `plan_is_the_templates`, `pricing.index_series_not_found`.
 */
export async function savePlan(work: Work, input: SavePlan): Promise<{ planId: string; version: number }> {
  authorize(work, "plan.manage")
  const { planId, version, plan: { name, discountPercent, ...terms } } = SavePlan.parse(input)
  await requireIndexSeries(work, seriesOf([terms.pricePolicy]))
  const at = work.now.toString()
  const row = { name, discount_percent: discountPercent, terms: json(terms), updated_at: at }
  const mode = await modeOf(work, planId)
  if (mode === "locked" || (planId !== undefined && mode === "bounded")) throw new Refusal("subscriptions.plan_is_the_templates", "rule")
  if (planId === undefined) {
    const made = newId<"plan">(work.now.epochMilliseconds)
    await scopedInsert(work, "subscriptions.plan", { plan_id: made, status: "active", created_at: at, ...row }).execute()
    audit(work, { action: "plan.saved", subjectKind: "plan", subjectId: made, after: { name, discountPercent } })
    return { planId: made, version: 1 }
  }
  const before = await getPlan(work, planId)
  const saved = await scopedUpdate(work, "subscriptions.plan").set({ ...row, template_code: null, template_release: null, version: before.version + 1 }).where("plan_id", "=", planId).where("version", "=", version ?? before.version).returning("version").executeTakeFirst()
  if (!saved) throw new Refusal("subscriptions.changed_meanwhile", "conflict", { version: before.version })
  audit(work, { action: "plan.saved", subjectKind: "plan", subjectId: planId, before: { name: before.name, discountPercent: before.discountPercent }, after: { name, discountPercent } })
  return { planId, version: saved.version }
}

/** How fast the template holds this plan; of a plan yet to be made, how fast it holds its plans. Null is free of it. */
async function modeOf(work: Work, planId: string | undefined): Promise<PlanMode | null> {
  const plan = planId === undefined ? undefined : await scoped(work, "subscriptions.plan").select("template_code").where("plan_id", "=", planId).executeTakeFirst()
  if (plan && plan.template_code === null) return null
  const row = await scoped(work, "subscriptions.template_plan").select("mode").$if(Boolean(plan), (query) => query.where("code", "=", plan?.template_code ?? "")).limit(1).executeTakeFirst()
  return (row?.mode as PlanMode | undefined) ?? null
}

/** Offers a plan no more. Who is on it stays on it. Refuses `subscriptions.plan_not_found`, `plan_is_the_templates`. */
export async function retirePlan(work: Work, { planId }: PlanRef): Promise<void> {
  authorize(work, "plan.manage")
  await getPlan(work, planId)
  if ((await modeOf(work, planId)) === "locked") throw new Refusal("subscriptions.plan_is_the_templates", "rule")
  await scopedUpdate(work, "subscriptions.plan").set({ status: "retired", version: sql`version + 1`, updated_at: work.now.toString() }).where("plan_id", "=", planId).execute()
  audit(work, { action: "plan.retired", subjectKind: "plan", subjectId: planId })
}

/** Offers a plan again that was retired or hidden; not one that a template dropped which holds its plans fast. Refuses `subscriptions.plan_not_found`, `plan_is_the_templates`. */
export async function restorePlan(work: Work, { planId }: PlanRef): Promise<void> {
  authorize(work, "plan.manage")
  await getPlan(work, planId)
  const { dropped_release: dropped } = (await scoped(work, "subscriptions.template_plan").select("dropped_release").where("mode", "=", "locked").where("code", "in", scoped(work, "subscriptions.plan").select("template_code").where("plan_id", "=", planId).$castTo<{ template_code: string }>()).executeTakeFirst()) ?? { dropped_release: null }
  if (dropped !== null) throw new Refusal("subscriptions.plan_is_the_templates", "rule")
  await scopedUpdate(work, "subscriptions.plan").set({ status: "active", version: sql`version + 1`, updated_at: work.now.toString() }).where("plan_id", "=", planId).execute()
  audit(work, { action: "plan.restored", subjectKind: "plan", subjectId: planId })
}
