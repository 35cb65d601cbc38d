import { portalSecret, readPortalSession, type PortalClaims } from "@entrepot/auth"
import { automation, withWork, type Actor, type AudiencePool, type Scope, type Work, type WorkOptions } from "@entrepot/db"
import { loadActor } from "@entrepot/domain/tenancy"
import { Refusal } from "@entrepot/kernel"
import type { ApiContext, PortalTenant } from "./trpc.ts"

export type PortalRequest = {
  readonly tenant: PortalTenant
  readonly cookie: string | undefined
  readonly address: string
  readonly traceId: string
  readonly idempotencyKey?: string | undefined
  readonly keepSession?: ApiContext["keepSession"] | undefined
}

export type PortalEngine = { readonly pool: AudiencePool; readonly authSecret: string }

/** The secret that sessions of this tenant's host are made with. */
export function secretOf({ authSecret }: PortalEngine, tenant: PortalTenant): string {
  return portalSecret(authSecret, tenant)
}

/** A request's context: whose walls it is in, and how it reaches the database. Reading the session asks the database nothing. */
export async function portalContext(engine: PortalEngine, request: PortalRequest): Promise<ApiContext> {
  const { tenant, traceId, address, idempotencyKey, keepSession } = request
  const claims = await readPortalSession(engine.authSecret, tenant, request.cookie)
  const scope: Scope = { audience: "portal", networkId: tenant.networkId, tenantId: tenant.tenantId }
  return {
    traceId, tenant, address, networkId: tenant.networkId, locale: claims?.locale ?? tenant.locale,
    ...(claims && { claims, actor: claimedActor(claims) }), ...(idempotencyKey && { idempotencyKey }), ...(keepSession && { keepSession }),
    read: (task) => asUser(engine, scope, claims, task, { mode: "read", traceId }),
    work: (task) => asUser(engine, scope, claims, task, { traceId }),
    anonymously: (task) => withWork(engine.pool, scope, automation("visitor"), task, { traceId }),
  }
}

/** The first statement of the transaction asks who this is; whoever was shut out since the last request is out now. */
function asUser<T>({ pool }: PortalEngine, tenantScope: Scope, claims: PortalClaims | undefined, task: (work: Work) => Promise<T>, options: WorkOptions): Promise<T> {
  if (!claims) throw new Refusal("auth.sign_in_first", "forbidden")
  const scope = claims.reach === "account" ? { ...tenantScope, accountId: claims.accountId } : tenantScope
  return withWork(pool, scope, claimedActor(claims), async (work) => {
    const actor = await loadActor(work, { userId: claims.sub, sessionVersion: claims.sessionVersion, accountId: claims.accountId })
    return task(Object.assign(work, { actor })) // the same work: events and audit lines name whom the database knows
  }, options)
}

function claimedActor({ sub, accountId }: PortalClaims): Actor {
  return { kind: "user", id: sub, name: "", permissions: new Set(), roles: [], accountId }
}
