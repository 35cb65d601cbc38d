import { adopt, audit, record, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize, lockTenantStatus, setTenantStatus } from "../tenancy/index.ts"
import type { SuspendTenant, TenantRef } from "./contract.ts"
import { tenantResumed, tenantSuspended } from "./events.ts"

/**
 * Closes a portal to its people: the host answers with a page that says so, and nobody signs in. Nothing is lost. Suspending
 * twice changes nothing. Throws provisioning.tenant_not_found, provisioning.tenant_not_suspendable.
 */
export async function suspendTenant(work: Work, { networkId, tenantId, reason }: SuspendTenant): Promise<{ status: "suspended" }> {
  authorize(work, "platform.tenant.suspend")
  const inside = await adopt(work, networkId, tenantId)
  const status = await lockStatus(inside, networkId, tenantId)
  if (status === "suspended") return { status }
  if (status !== "active") throw new Refusal("provisioning.tenant_not_suspendable", "conflict", { status })
  await setTenantStatus(inside, networkId, tenantId, reason)
  record(inside, tenantSuspended, { tenantId, reason })
  audit(inside, { action: "provisioning.tenant_suspended", subjectKind: "tenant", subjectId: String(tenantId), reason })
  return { status: "suspended" }
}

/** Opens a suspended portal again. Throws provisioning.tenant_not_found, provisioning.tenant_not_suspended. */
export async function resumeTenant(work: Work, { networkId, tenantId }: TenantRef): Promise<{ status: "active" }> {
  authorize(work, "platform.tenant.suspend")
  const inside = await adopt(work, networkId, tenantId)
  const status = await lockStatus(inside, networkId, tenantId)
  if (status === "active") return { status }
  if (status !== "suspended") throw new Refusal("provisioning.tenant_not_suspended", "conflict", { status })
  await setTenantStatus(inside, networkId, tenantId, null)
  record(inside, tenantResumed, { tenantId })
  audit(inside, { action: "provisioning.tenant_resumed", subjectKind: "tenant", subjectId: String(tenantId) })
  return { status: "active" }
}

async function lockStatus(work: Work, networkId: number, tenantId: number): Promise<string> {
  const status = await lockTenantStatus(work, networkId, tenantId)
  if (!status) throw new Refusal("provisioning.tenant_not_found", "not_found")
  return status
}
