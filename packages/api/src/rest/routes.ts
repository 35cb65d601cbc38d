import type { Work } from "@entrepot/db"
import { findNetworkByCode, findTenantByCode, getStamp, listNetworks, listStampsByKey, listTenants, requestStamp, resumeTenant, suspendTenant, type Stamp } from "@entrepot/domain/provisioning"
import { RequestStamp } from "@entrepot/domain/provisioning/contract"
import { Refusal } from "@entrepot/kernel"
import * as contract from "./contract.ts"
import type { Described } from "./described.ts"
import { readQuery } from "./request.ts"

/** A request after its key, body and path have been read. */
export type RestCall = { readonly work: Work; readonly params: Readonly<Record<string, string>>; readonly query: URLSearchParams; readonly body: unknown; readonly idempotencyKey: string | undefined }
export type RestAnswer = { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }

export type Route = Described & { readonly answers: NonNullable<Described["answers"]>; readonly handle: (call: RestCall) => Promise<RestAnswer> }

async function createTenant({ work, body, idempotencyKey }: RestCall): Promise<RestAnswer> {
  const { network, template, releaseId, ...params } = contract.CreateTenant.parse(body)
  if (!idempotencyKey) throw new Refusal("provisioning.stamp_key_missing", "invalid")
  const networkId = await findNetworkByCode(work, network)
  const requested = await requestStamp(work, RequestStamp.parse({ key: idempotencyKey, networkId, templateCode: template, releaseId, params }))
  const stamp = await getStamp(work, requested)
  return { status: requested.created ? 202 : 200, body: shownStamp(stamp, network), headers: { location: `/api/v1/stamps/${encodeURIComponent(stamp.key)}?network=${network}` } }
}

async function tenantList({ work, query }: RestCall): Promise<RestAnswer> {
  const { network, after, ...rest } = readQuery(contract.ListTenantsQuery, query)
  const networkId = network === undefined ? undefined : await findNetworkByCode(work, network)
  const [afterNetwork = 0, afterTenant = 0] = (after ?? "").split(".").map(Number)
  const page = await listTenants(work, { ...rest, networkId, after: after === undefined ? undefined : { networkId: afterNetwork, tenantId: afterTenant } })
  const codes = new Map((await listNetworks(work)).map((each) => [each.networkId, each.code]))
  const tenants = page.rows.map(({ networkId: id, network: _name, ...tenant }) => ({ ...tenant, network: codes.get(id) ?? "" }))
  return { status: 200, body: { tenants, next: page.next ? `${page.next.networkId}.${page.next.tenantId}` : null } }
}

async function showStamp({ work, params, query }: RestCall): Promise<RestAnswer> {
  const { network } = readQuery(contract.StampQuery, query)
  const networkId = network === undefined ? undefined : await findNetworkByCode(work, network)
  const [stamp, another] = await listStampsByKey(work, params["key"] ?? "", networkId)
  if (!stamp) throw new Refusal("provisioning.stamp_not_found", "not_found")
  if (another) throw new Refusal("provisioning.network_missing", "invalid")
  const code = network ?? (await listNetworks(work)).find((each) => each.networkId === stamp.networkId)?.code ?? ""
  return { status: 200, body: shownStamp(stamp, code) }
}

function changeStatus(change: "suspend" | "resume") {
  return async ({ work, params, body }: RestCall): Promise<RestAnswer> => {
    const { network, reason = "" } = change === "suspend" ? contract.SuspendBody.parse(body) : { ...contract.ResumeBody.parse(body), reason: "" }
    const ref = await findTenantByCode(work, await findNetworkByCode(work, network), params["code"] ?? "")
    const { status } = change === "suspend" ? await suspendTenant(work, { ...ref, reason }) : await resumeTenant(work, ref)
    return { status: 200, body: { network, code: params["code"], status } }
  }
}

function shownStamp({ networkId: _id, requestedBy: _who, ...stamp }: Stamp, network: string): unknown {
  return { ...stamp, network }
}

const tenantStatus = { 200: { description: "The tenant's status", schema: contract.TenantStatus } }

/** Everything that the public API answers; the OpenAPI document is made from this list. */
export const ROUTES: readonly Route[] = [
  { method: "POST", path: "/api/v1/tenants", id: "createTenant", summary: "Stamp a tenant", needsKey: true, body: contract.CreateTenant, handle: createTenant,
    description: "Asks for a tenant. The same Idempotency-Key with the same body answers the stamp that stands; with another body it is a conflict (409). The work is done in seconds; follow `Location`.",
    answers: { 202: { description: "The stamp was queued", schema: contract.Stamp }, 200: { description: "The stamp of an earlier request with this key", schema: contract.Stamp } } },
  { method: "GET", path: "/api/v1/tenants", id: "listTenants", summary: "List tenants with their health", query: contract.ListTenantsQuery, handle: tenantList, answers: { 200: { description: "A page of tenants", schema: contract.TenantPage } } },
  { method: "GET", path: "/api/v1/stamps/{key}", id: "getStamp", summary: "How far a stamp is", query: contract.StampQuery, handle: showStamp, description: "`network` is needed only where two networks used the same key.", answers: { 200: { description: "The stamp", schema: contract.Stamp } } },
  { method: "POST", path: "/api/v1/tenants/{code}/suspend", id: "suspendTenant", summary: "Close a portal to its people", body: contract.SuspendBody, handle: changeStatus("suspend"), answers: tenantStatus },
  { method: "POST", path: "/api/v1/tenants/{code}/resume", id: "resumeTenant", summary: "Open a suspended portal again", body: contract.ResumeBody, handle: changeStatus("resume"), answers: tenantStatus },
]
