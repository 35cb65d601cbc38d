import { sql } from "kysely"
import { audit, json, record, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { distributorsSeries } from "../pricing/index.ts"
import type { PlanDraft, PlanMode, PlanOffer } from "./contract.ts"
import { plansDropped } from "./events.ts"

/** What a release says of plans, to one tenant. */
export type TenantOffer = { readonly tenantId: number; readonly template: string; readonly release: number; readonly mode: PlanMode; readonly plans: readonly PlanOffer[] }

/** Writes a new tenant's plans: two statements, however many plans there are, and one more where some follow a published series. */
export async function stampSubscriptions(work: Work, offer: Omit<TenantOffer, "tenantId">): Promise<void> {
  const tenantId = work.scope.tenantId!
  const kept = await inNetwork(work, [{ ...offer, tenantId }])
  await saveOffers(work, kept)
  await takeOver(work, kept.flatMap(({ plans }) => plans.map(({ code }) => ({ tenantId, code }))))
}

type KeptOffer = Omit<TenantOffer, "plans"> & { readonly plans: readonly { readonly code: string; readonly draft: PlanDraft }[] }

/**
 * Offers as they can stand in this network: a plan whose prices follow a series has the distributor's of that code. Where the distributor keeps none, the plan is
 * not offered until it does: another price than the template's would be another plan.
 */
async function inNetwork(work: Work, offers: readonly TenantOffer[]): Promise<readonly KeptOffer[]> {
  const codes = offers.flatMap(({ plans }) => plans.flatMap(({ draft: { pricePolicy } }) => (pricePolicy.policy === "index" ? [pricePolicy.seriesCode] : [])))
  const ids = await distributorsSeries(work, codes)
  return offers.map(({ plans, ...offer }) => ({ ...offer, plans: plans.flatMap(({ code, draft: { pricePolicy, ...draft } }): KeptOffer["plans"] => {
    if (pricePolicy.policy !== "index") return [{ code, draft: { ...draft, pricePolicy } }]
    const { seriesCode, ...clause } = pricePolicy
    const seriesId = ids.get(seriesCode)
    return seriesId ? [{ code, draft: { ...draft, pricePolicy: { ...clause, seriesId } } }] : []
  }) }))
}

/**
 * Says to tenants what a newer release holds for them. It is an offer, which the partner takes or leaves; where the template holds its plans fast, it is
 * done. What is the same in the newer release is as taken or left as it was, and what it no longer has is dropped. The same offer again changes nothing. Three statements, whatever the number, and one more where plans follow a series.
 */
export async function offerPlans(work: Work, offers: readonly TenantOffer[]): Promise<number> {
  const saved = await saveOffers(work, await inNetwork(work, offers))
  const fast = saved.filter((row) => row.mode === "locked" && row.takenRelease !== row.release)
  for (const { tenantId, code, release } of fast) audit(work, { action: "plan.taken_over", subjectKind: "plan", subjectId: code, tenantId, after: { code, release } })
  await takeOver(work, fast)
  const dropped = await dropPlans(work, offers)
  return saved.length + dropped
}

/**
 * Marks what a newer release no longer has. Its partner is told, and decides what becomes of it; where the template holds its plans fast, it is offered no more. Who
 * subscribed keeps their terms. The same again changes nothing. One statement.
 */
async function dropPlans(work: Work, offers: readonly TenantOffer[]): Promise<number> {
  const rows = offers.map(({ tenantId, template, release, mode, plans }) => ({ tenant_id: tenantId, template, release, mode, codes: plans.map(({ code }) => code) }))
  if (rows.length === 0) return 0
  const { rows: dropped } = await sql<{ tenantId: number; code: string; release: number; planId: string | null; retired: boolean; mode: PlanMode }>`
    with o as (select * from jsonb_to_recordset(${json(rows)}::jsonb) o (tenant_id integer, template text, release integer, mode text, codes jsonb)),
    gone as (
      update subscriptions.template_plan p set dropped_release = o.release, mode = o.mode from o
       where p.network_id = ${work.scope.networkId} and (p.tenant_id, p.template) = (o.tenant_id, o.template) and p.release < o.release and p.dropped_release is null and not o.codes ? p.code
      returning p.tenant_id, p.code, o.release, o.mode),
    retired as (
      update subscriptions.plan p set status = 'retired', version = p.version + 1, updated_at = ${work.now.toString()} from gone g
       where p.network_id = ${work.scope.networkId} and (p.tenant_id, p.template_code) = (g.tenant_id, g.code) and g.mode = 'locked' and p.status = 'active' returning p.tenant_id, p.plan_id)
    select g.tenant_id as "tenantId", g.code, g.release, g.mode, p.plan_id as "planId", exists (select from retired r where (r.tenant_id, r.plan_id) = (p.tenant_id, p.plan_id)) as retired
      from gone g left join subscriptions.plan p on p.network_id = ${work.scope.networkId} and (p.tenant_id, p.template_code) = (g.tenant_id, g.code) order by g.tenant_id, g.code`.execute(work.db)
  for (const { tenantId, code, release, planId, retired } of dropped) if (planId) audit(work, { action: retired ? "plan.retired" : "plan.dropped", subjectKind: "plan", subjectId: planId, tenantId, after: { code, release } })
  tellDropped(work, dropped)
  return dropped.length
}

/** One event for each tenant, however many of its plans were dropped. */
function tellDropped(work: Work, dropped: readonly { readonly tenantId: number; readonly release: number; readonly mode: PlanMode; readonly planId: string | null }[]): void {
  const told = new Map<number, { planIds: string[]; release: number; decides: boolean }>()
  for (const { tenantId, release, mode, planId } of dropped) {
    if (planId) told.set(tenantId, { planIds: [...(told.get(tenantId)?.planIds ?? []), planId], release, decides: mode !== "locked" })
  }
  for (const [tenantId, payload] of told) record(work, plansDropped, payload, tenantId)
}

type Saved = { readonly tenantId: number; readonly code: string; readonly mode: PlanMode; readonly release: number; readonly takenRelease: number | null }

async function saveOffers(work: Work, offers: readonly KeptOffer[]): Promise<readonly Saved[]> {
  const rows = offers.flatMap(({ tenantId, template, release, mode, plans }) => plans.map(({ code, draft }) => ({ tenant_id: tenantId, code, template, release, mode, draft })))
  if (rows.length === 0) return []
  const saved = await sql<Saved>`
    insert into subscriptions.template_plan as p (network_id, tenant_id, code, template, release, mode, draft, offered_at)
    select ${work.scope.networkId}, o.tenant_id, o.code, o.template, o.release, o.mode, o.draft, ${work.now.toString()}
      from jsonb_to_recordset(${json(rows)}::jsonb) o (tenant_id integer, code text, template text, release integer, mode text, draft jsonb)
        on conflict (network_id, tenant_id, code) do update set template = excluded.template, release = excluded.release, mode = excluded.mode, draft = excluded.draft, offered_at = excluded.offered_at, dropped_release = null,
           taken_release = case when p.draft = excluded.draft and p.taken_release = p.release then excluded.release else p.taken_release end,
           left_release = case when p.draft = excluded.draft and p.left_release = p.release then excluded.release else p.left_release end
         where p.release < excluded.release
    returning p.tenant_id as "tenantId", p.code, p.mode, p.release, p.taken_release as "takenRelease"`.execute(work.db)
  return saved.rows
}

export type TakenPlan = { readonly tenantId: number; readonly code: string; readonly planId: string; readonly version: number; readonly release: number }

/** Makes plans what their template says of them now. Who subscribed to one keeps its terms; a hidden one stays hidden. One statement. */
export async function takeOver(work: Work, plans: readonly { readonly tenantId: number; readonly code: string }[]): Promise<readonly TakenPlan[]> {
  if (plans.length === 0) return []
  const wanted = plans.map(({ tenantId, code }) => ({ tenant_id: tenantId, code, plan_id: newId<"plan">(work.now.epochMilliseconds) }))
  const at = work.now.toString()
  const { rows } = await sql<TakenPlan>`
    with taken as (
      update subscriptions.template_plan p set taken_release = p.release
        from jsonb_to_recordset(${json(wanted)}::jsonb) w (tenant_id integer, code text, plan_id uuid)
       where p.network_id = ${work.scope.networkId} and (p.tenant_id, p.code) = (w.tenant_id, w.code) returning p.network_id, p.tenant_id, p.code, p.release, p.draft, w.plan_id)
    insert into subscriptions.plan as o (network_id, tenant_id, plan_id, status, name, terms, discount_percent, template_code, template_release, created_at, updated_at)
    select t.network_id, t.tenant_id, t.plan_id, 'active', t.draft ->> 'name', t.draft - 'name' - 'discountPercent', (t.draft ->> 'discountPercent')::numeric, t.code, t.release, ${at}, ${at} from taken t
        on conflict (network_id, tenant_id, template_code) where template_code is not null do update set name = excluded.name, terms = excluded.terms, discount_percent = excluded.discount_percent,
           template_release = excluded.template_release, version = o.version + 1, updated_at = excluded.updated_at
    returning o.tenant_id as "tenantId", o.template_code as code, o.plan_id as "planId", o.version, o.template_release as release`.execute(work.db)
  return rows
}
