import { automation, withWork, type Actor, type AudiencePool, type Audience, type Work, type WorkOptions } from "@entrepot/db"
import { NETWORK_PERMISSIONS, PLATFORM_PERMISSIONS, PORTAL_PERMISSIONS, permissionsOf, STANDARD_ROLES } from "@entrepot/domain/tenancy"
import type { PartnerRole } from "../data/index.ts"

export type Pools = Readonly<Record<Audience, AudiencePool>>
export const NETWORK_ID = 1

/** The demo's own hand: it may do whatever a person of that audience may. */
const demoHand = automation("demo", [...Object.keys(PORTAL_PERMISSIONS), ...Object.keys(NETWORK_PERMISSIONS), ...Object.keys(PLATFORM_PERMISSIONS)])

export function asPlatform<T>(pools: Pools, task: (work: Work) => Promise<T>, options?: WorkOptions): Promise<T> {
  return withWork(pools.platform, { audience: "platform" }, demoHand, task, options)
}

export function asNetwork<T>(pools: Pools, task: (work: Work) => Promise<T>, options?: WorkOptions): Promise<T> {
  return withWork(pools.network, { audience: "network", networkId: NETWORK_ID }, demoHand, task, options)
}

export function asTenant<T>(pools: Pools, tenantId: number, task: (work: Work) => Promise<T>, options?: WorkOptions): Promise<T> {
  return withWork(pools.portal, { audience: "portal", networkId: NETWORK_ID, tenantId }, demoHand, task, options)
}

export function asWorker<T>(pools: Pools, tenantId: number | undefined, task: (work: Work) => Promise<T>, options?: WorkOptions): Promise<T> {
  return withWork(pools.worker, { audience: "worker", networkId: NETWORK_ID, ...(tenantId === undefined ? {} : { tenantId }) }, demoHand, task, options)
}

/** Somebody of the demo, as the seed knows them once they exist. */
export type Member = { readonly userId: string; readonly name: string; readonly role: PartnerRole; readonly tenantId: number; readonly accountId: string }

/** Works as that person would through the portal: their own rights, held to their account unless they are the partner's staff. */
export function asPerson<T>(pools: Pools, member: Member, accountId: string, task: (work: Work) => Promise<T>, options?: WorkOptions): Promise<T> {
  const { userId: id, name, role, tenantId } = member
  const actor: Actor = { kind: "user", id, name, roles: [role], permissions: new Set(permissionsOf(PORTAL_PERMISSIONS, [role])), accountId }
  const held = STANDARD_ROLES.find(({ code }) => code === role)?.reach === "account"
  return withWork(pools.portal, { audience: "portal", networkId: NETWORK_ID, tenantId, ...(held ? { accountId } : {}) }, actor, task, options)
}
