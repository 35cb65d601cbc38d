import { actorRecord, adopt, audit, enqueue, json, type Work } from "@entrepot/db"
import { Refusal, type JsonValue } from "@entrepot/kernel"
import { sql } from "kysely"
import { authorize, lockTenantNumbers, takeTenantNumber } from "../tenancy/index.ts"
import type { PreviewStamp, RequestStamp } from "./contract.ts"
import { itemsOf, planStamp, type PlanItem, type StampPlan } from "./plan-stamp.ts"
import { drawPictures } from "./pictures.ts"
import { getRelease, hashOf, type Release } from "./templates.ts"

export type RequestedStamp = { readonly networkId: number; readonly key: string; readonly tenantId: number; readonly status: "queued" | "running" | "done" | "failed"; readonly created: boolean }

/**
 * Asks for a tenant. The same key with the same request answers the stamp that stands, whatever became of it; with another
 * request it is a conflict. Throws provisioning.stamp_key_taken, provisioning.code_taken, provisioning.host_taken,
 * provisioning.network_not_found, provisioning.release_not_found and the problems of the plan.
 */
export async function requestStamp(work: Work, request: RequestStamp): Promise<RequestedStamp> {
  authorize(work, "platform.tenant.stamp")
  const inside = await adopt(work, request.networkId)
  const nextTenant = await lockNetwork(inside, request.networkId)
  const requestHash = hashOf({ params: request.params, template: request.templateCode ?? null, release: request.releaseId ?? null } as JsonValue)
  const standing = await findStanding(inside, request)
  if (standing) {
    if (standing.request_hash !== requestHash) throw new Refusal("provisioning.stamp_key_taken", "conflict", { key: request.key, code: standing.code })
    return { networkId: request.networkId, key: request.key, tenantId: standing.tenant_id, status: standing.status, created: false }
  }
  const release = await getRelease(inside, request)
  refuseProblems(planStamp(release.body, request.params))
  await drawPictures(request.params) // what cannot be drawn is refused now, not by the worker
  await refuseTaken(inside, request)
  await saveStamp(inside, request, release, { tenantId: nextTenant, requestHash })
  return { networkId: request.networkId, key: request.key, tenantId: nextTenant, status: "queued", created: true }
}

/** What a request would create, and what is wrong with it; writes nothing. The wizard asks this as it is filled in. */
export async function previewStamp(work: Work, request: PreviewStamp): Promise<{ release: Omit<Release, "body">; tenant: StampPlan["tenant"]; items: PlanItem[]; problems: StampPlan["problems"]; taken: { code: boolean; host: boolean } }> {
  authorize(work, "platform.tenant.stamp")
  const { body, ...release } = await getRelease(work, request)
  const plan = planStamp(body, request.params)
  return { release, tenant: plan.tenant, items: itemsOf(plan.tenant), problems: plan.problems, taken: await findTaken(work, request) }
}

async function lockNetwork(work: Work, networkId: number): Promise<number> {
  const numbers = await lockTenantNumbers(work, networkId)
  if (!numbers) throw new Refusal("provisioning.network_not_found", "not_found")
  if (numbers.status !== "active") throw new Refusal("provisioning.network_suspended", "rule")
  return numbers.next
}

type Standing = { request_hash: string; tenant_id: number; status: RequestedStamp["status"]; code: string }

async function findStanding(work: Work, { networkId, key }: RequestStamp): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select request_hash, tenant_id, status, request #>> '{params,code}' as code from provisioning.stamp where network_id = ${networkId} and idempotency_key = ${key}`.execute(work.db)
  return rows[0]
}

/** The first problem is the answer; the preview lists all of them. */
export function refuseProblems({ problems }: StampPlan): void {
  const [first] = problems
  if (first) throw new Refusal(first.code, "invalid", { field: first.field, allowed: (first.allowed ?? []).join(", ") })
}

async function refuseTaken(work: Work, request: RequestStamp): Promise<void> {
  const taken = await findTaken(work, request)
  if (taken.code) throw new Refusal("provisioning.code_taken", "conflict", { code: request.params.code })
  if (taken.host) throw new Refusal("provisioning.host_taken", "conflict", { host: request.params.host })
}

/** A stamp that waits has spoken for its code and host already; a failed one has not. */
async function findTaken(work: Work, { networkId, params }: PreviewStamp): Promise<{ code: boolean; host: boolean }> {
  const { rows } = await sql<{ code: boolean; host: boolean }>`
    select exists (select 1 from tenancy.tenant where network_id = ${networkId} and code = ${params.code})
        or exists (select 1 from provisioning.stamp where network_id = ${networkId} and status in ('queued', 'running') and request #>> '{params,code}' = ${params.code}) as code,
           exists (select 1 from tenancy.host where host = ${params.host})
        or exists (select 1 from provisioning.stamp where status in ('queued', 'running') and request #>> '{params,host}' = ${params.host}) as host`.execute(work.db)
  return rows[0] ?? { code: false, host: false }
}

async function saveStamp(work: Work, request: RequestStamp, release: Release, { tenantId, requestHash }: { tenantId: number; requestHash: string }): Promise<void> {
  const { networkId, key, params } = request
  await takeTenantNumber(work, networkId, tenantId)
  await work.db.insertInto("provisioning.stamp").values({
    network_id: networkId, idempotency_key: key, request_hash: requestHash, request: json({ params, template: release.templateCode, version: release.version }), release_id: release.releaseId,
    tenant_id: tenantId, status: "queued", steps: json([]), requested_by: json(actorRecord(work.actor)), requested_at: work.now.toString(),
  }).execute()
  queueStamp(work, { tenantId, key })
  audit(work, { action: "provisioning.stamp_requested", subjectKind: "stamp", subjectId: key, tenantId, after: { code: params.code, template: release.templateCode, version: release.version } })
}

export function queueStamp(work: Work, { tenantId, key }: { tenantId: number; key: string }): void {
  enqueue(work, { task: "run_stamp", payload: { tenantId, key }, key: `stamp:${work.scope.networkId}:${key}` })
}
