import { audit, automation, json, record, scopedUpdate, withWork, type Actor, type AudiencePool, type Scope, type Work } from "@entrepot/db"
import { isRefusal, type JsonValue } from "@entrepot/kernel"
import { sql } from "kysely"
import { stampApprovals } from "../approvals/index.ts"
import { stampCatalog } from "../catalog/index.ts"
import { stampLedger } from "../ledger/index.ts"
import { stampOrdering } from "../ordering/index.ts"
import { stampPricing } from "../pricing/index.ts"
import { stampSubscriptions, type TenantOffer } from "../subscriptions/index.ts"
import { keepBrandAsset, stampTenancy, type DrawnAsset } from "../tenancy/index.ts"
import { ReleaseBody, StampParams } from "./contract.ts"
import { stampFailed, tenantStamped } from "./events.ts"
import { itemsOf, planStamp, type TenantPlan } from "./plan-stamp.ts"
import { drawPictures } from "./pictures.ts"
import { refuseProblems } from "./request-stamp.ts"

export type StampKey = { readonly networkId: number; readonly key: string }

/** One step of a stamp as the operator watches it. Mails are outside of the database and settle one by one. */
export type StampStep = { readonly step: "database" | "mail"; readonly status: "waiting" | "done" | "failed"; readonly name: string; readonly at: string | null; readonly detail: JsonValue }

export type RunOptions = { /** Called between the steps; a test ends the process there. */ readonly onStep?: (step: string) => void | Promise<void> }

type StampRow = { tenant_id: number; release_id: string; status: string; request: { params: unknown }; body: unknown; version: number; template: string; requested_by: Actor }

/**
 * Makes the tenant of a queued stamp: one transaction for all of its rows, with the outcome in it, then mails through the outbox. Run it
 * again at any point: what is done is not done twice. A request that can never work fails alone, with its reason; an
 * outage is thrown, for the queue to try again.
 */
export async function runStamp(pool: AudiencePool, { networkId, key }: StampKey, { onStep = () => undefined }: RunOptions = {}): Promise<void> {
  const actor = automation("provisioning")
  const network: Scope = { audience: "worker", networkId }
  const tenantId = await withWork(pool, network, actor, (work) => begin(work, key))
  if (tenantId === undefined) return
  await onStep("begun")
  try {
    await withWork(pool, { ...network, tenantId }, actor, async (work) => {
      await stampTenant(work, key)
      await onStep("written")
    })
  } catch (error) {
    if (!isLasting(error)) throw error
    await withWork(pool, { ...network, tenantId }, actor, (work) => giveUp(work, key, error))
  }
  await onStep("settled")
}

async function begin(work: Work, key: string): Promise<number | undefined> {
  const { rows } = await sql<{ tenant_id: number }>`
    update provisioning.stamp set status = 'running', error = null
     where network_id = ${work.scope.networkId} and idempotency_key = ${key} and status in ('queued', 'running') returning tenant_id`.execute(work.db)
  return rows[0]?.tenant_id
}

async function stampTenant(work: Work, key: string): Promise<void> {
  const { rows } = await sql<StampRow>`
    select s.tenant_id, s.release_id, s.status, s.request, s.requested_by, r.body, r.version, m.code as template
      from provisioning.stamp s join provisioning.template_release r on r.release_id = s.release_id join provisioning.template m on m.template_id = r.template_id
     where s.network_id = ${work.scope.networkId} and s.idempotency_key = ${key} for update of s`.execute(work.db)
  const [stamp] = rows
  if (stamp?.status !== "running") return
  const release = ReleaseBody.parse(stamp.body)
  const plan = planStamp(release, StampParams.parse(stamp.request.params))
  refuseProblems(plan)
  const offer = { template: stamp.template, release: stamp.version, mode: release.plans.mode }
  await writeTenant(work, plan.tenant, { releaseId: stamp.release_id, offer, pictures: await drawPictures(StampParams.parse(stamp.request.params)) })
  const at = work.now.toString()
  const counts: Record<string, number> = {}
  for (const { kind } of itemsOf(plan.tenant)) counts[kind] = (counts[kind] ?? 0) + 1
  const steps: StampStep[] = [
    { step: "database", status: "done", name: plan.tenant.code, at, detail: counts },
    ...plan.tenant.invitations.map(({ email }) => ({ step: "mail" as const, status: "waiting" as const, name: email, at: null, detail: null })),
  ]
  await scopedUpdate(work, "provisioning.stamp").set({ status: "done", steps: json(steps), finished_at: at }).where("idempotency_key", "=", key).execute()
  record(work, tenantStamped, { key, tenantId: stamp.tenant_id, code: plan.tenant.code })
  const { kind, id, name } = stamp.requested_by
  audit(work, { action: "provisioning.tenant_stamped", subjectKind: "tenant", subjectId: String(stamp.tenant_id), after: { code: plan.tenant.code, releaseId: stamp.release_id, requestedBy: { kind, id, name } } })
}

/** Each module writes its own part; together as many statements as a tenant has kinds of rules, never as it has products. */
async function writeTenant(work: Work, plan: TenantPlan, { releaseId, offer, pictures }: { releaseId: string; offer: Pick<TenantOffer, "template" | "release" | "mode">; pictures: readonly DrawnAsset[] }): Promise<void> {
  const brand = { ...plan.brand, ...Object.fromEntries(pictures.map(({ kind, hash }) => [kind, hash])) }
  const { accountId } = await stampTenancy(work, { ...plan, brand, releaseId })
  await Promise.all([...pictures.map((picture) => keepBrandAsset(work, picture)), stampOrdering(work, accountId, plan), stampCatalog(work, plan), stampPricing(work, plan), stampApprovals(work, plan), stampSubscriptions(work, { ...offer, plans: plan.plans }), stampLedger(work)])
}

async function giveUp(work: Work, key: string, error: unknown): Promise<void> {
  const said = describe(error)
  const updated = await scopedUpdate(work, "provisioning.stamp").set({ status: "failed", error: json(said), finished_at: work.now.toString() })
    .where("idempotency_key", "=", key).where("status", "=", "running").returning("tenant_id").executeTakeFirst()
  if (!updated) return
  record(work, stampFailed, { key, tenantId: updated.tenant_id, error: said.code })
  audit(work, { action: "provisioning.stamp_failed", subjectKind: "stamp", subjectId: key, after: said as JsonValue })
}

/** What trying again would not mend: a refusal, or rows that the database will never take (classes 22, 23 and 42). */
function isLasting(error: unknown): boolean {
  if (isRefusal(error) || (error as Error).name === "ZodError") return true
  return /^(22|23|42)/.test((error as { code?: string }).code ?? "")
}

const TAKEN: Readonly<Record<string, string>> = { host_pkey: "provisioning.host_taken", tenant_network_id_code_key: "provisioning.code_taken" }

function describe(error: unknown): { code: string; message: string; facts: Record<string, JsonValue> } {
  if (isRefusal(error)) return { code: error.code, message: error.code, facts: { ...error.facts } }
  const { message, constraint } = error as Error & { constraint?: string }
  return { code: TAKEN[constraint ?? ""] ?? "provisioning.stamp_failed", message: message.slice(0, 1_000), facts: constraint ? { constraint } : {} }
}
