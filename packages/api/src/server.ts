import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import { issuePortalSession, PORTAL_COOKIE, readPortalSession, sessionCookie, type PortalClaims } from "@entrepot/auth"
import { automation, withWork, type AudiencePool } from "@entrepot/db"
import { findBrandAsset, resolveHost, signInUser, type SignInRefused } from "@entrepot/domain/tenancy"
import { originOf, refuseRequest, type Origin, type TrustedProxies } from "./http.ts"
import { createListener } from "./listener.ts"
import { createPortalCaller, portalRouter, type PortalCaller } from "./portal.ts"
import { portalFile, type FileRequest } from "./portal-files.ts"
import { portalContext, secretOf, type PortalEngine, type PortalRequest } from "./portal-context.ts"
import { answerPortalRest } from "./rest/portal.ts"
import { readRequest, sendResponse } from "./rest/request.ts"
import { problem } from "./rest/problem.ts"
import type { FileAnswer } from "./send-file.ts"
import type { PortalTenant } from "./trpc.ts"

export { createConsoleApi, type ConsoleApi, type ConsoleApiOptions } from "./console-server.ts"
export { isLoopback, originOf, readTrustedProxies, type Origin, type TrustedProxies } from "./http.ts"

/** How long a host's tenant is remembered. Sessions ask the database each time; only what a visitor sees may be this old. */
const REMEMBERED_MILLIS = 2_000
const MOST_HOSTS = 5_000

export type PortalApiOptions = { readonly pools: { readonly portal: AudiencePool }; readonly authSecret: string; readonly trustedProxies?: TrustedProxies }

export type PortalApi = {
  /** Answers `/api/trpc/…`. */
  readonly listener: RequestListener
  readonly originOf: (request: IncomingMessage) => Origin
  /** The tenant that answers at a host, whatever its status; nothing for an unknown host. */
  readonly tenantAt: (host: string) => Promise<PortalTenant | undefined>
  /** For the pages: the same procedures without a request over the network. */
  readonly caller: (request: Omit<PortalRequest, "keepSession"> & { keepCookie?: (value: string) => void }) => Promise<PortalCaller>
  readonly secretOf: (tenant: PortalTenant) => string
  /** A picture of the tenant's brand, by the hash of what is in it. */
  readonly brandAsset: (tenant: PortalTenant, hash: string) => Promise<{ bytes: Buffer; type: string } | undefined>
  /** A document to keep: what is asked for at `/files/…`, in the scope of whoever asks. */
  readonly file: (request: FileRequest) => Promise<FileAnswer>
  /** Answers a machine at `/api/v1/…`, inside the walls of its key. */
  readonly rest: (tenant: PortalTenant, request: IncomingMessage, response: ServerResponse, traceId: string) => Promise<void>
  /** What the session in a Cookie header says; the database decides whether it still holds. */
  readonly claimsAt: (tenant: PortalTenant, cookie: string | undefined) => Promise<PortalClaims | undefined>
  readonly signIn: (tenant: PortalTenant, input: { email: string; password: string; address: string; traceId: string }) => Promise<PortalClaims | SignInRefused>
}

/** The portal's API over the portal's own login. One per process. */
export function createPortalApi({ pools, authSecret, trustedProxies = new Set() }: PortalApiOptions): PortalApi {
  const engine: PortalEngine = { pool: pools.portal, authSecret }
  const tenantAt = rememberedTenants(pools.portal)
  const origin = (request: IncomingMessage) => originOf(request, trustedProxies)
  const keeper = (keepCookie: ((value: string) => void) | undefined) => async (claims: unknown) => keepCookie?.(claims ? await issuePortalSession(authSecret, claims as PortalClaims) : "")
  const listener = createListener({ process: "portal", router: portalRouter, originOf: origin },
    async ({ host }, response) => {
      const tenant = await tenantAt(host)
      if (!tenant) refuseRequest(response, 404, "tenancy.tenant_not_found")
      else if (tenant.status !== "active") refuseRequest(response, 503, "tenancy.tenant_closed", { "retry-after": "300" })
      return tenant?.status === "active"
    },
    async (request, response, { host, ...facts }) => {
      const tenant = await tenantAt(host)
      if (!tenant) throw new Error("An admitted request has a tenant.")
      const keepSession = keeper((value) => response.appendHeader("set-cookie", sessionCookie(PORTAL_COOKIE, value)))
      return portalContext(engine, { tenant, cookie: request.headers.cookie, ...facts, keepSession })
    })
  return {
    listener, tenantAt, originOf: origin,
    secretOf: (tenant) => secretOf(engine, tenant),
    brandAsset: ({ networkId, tenantId }, hash) => withWork(pools.portal, { audience: "portal", networkId, tenantId }, automation("visitor"), (work) => findBrandAsset(work, hash), { mode: "read" }),
    file: (request) => portalFile(engine, request),
    rest: async (tenant, request, response, traceId) => {
      const asked = await readRequest(request).catch(() => undefined)
      await sendResponse(response, asked ? await answerPortalRest(pools.portal, tenant, asked, traceId) : problem(413, traceId, { code: "api.too_large" }))
    },
    claimsAt: (tenant, cookie) => readPortalSession(authSecret, tenant, cookie),
    caller: async ({ keepCookie, ...request }) => createPortalCaller(await portalContext(engine, { ...request, keepSession: keeper(keepCookie) })),
    signIn: (tenant, input) => signInAt(engine, tenant, input),
  }
}

async function signInAt({ pool }: PortalEngine, tenant: PortalTenant, { traceId, ...input }: { email: string; password: string; address: string; traceId: string }): Promise<PortalClaims | SignInRefused> {
  const { networkId, tenantId, host, status } = tenant
  if (status !== "active") return { outcome: "refused" }
  const answer = await signInUser((task) => withWork(pool, { audience: "portal", networkId, tenantId }, automation("sign-in"), task, { traceId }), input)
  if (answer.outcome !== "signed_in") return answer
  const { userId: sub, sessionVersion, accountId, reach, locale, severalAccounts } = answer
  return { sub, networkId, tenantId, host, sessionVersion, accountId, reach, locale, ...(severalAccounts && { severalAccounts }) }
}

/** A portal asks for the same host with every request. Unknown hosts are not remembered: a new portal opens at once. */
function rememberedTenants(pool: AudiencePool): (host: string) => Promise<PortalTenant | undefined> {
  const known = new Map<string, { tenant: PortalTenant; until: number }>()
  return async (host) => {
    const hit = known.get(host)
    if (hit && hit.until > Date.now()) return hit.tenant
    const tenant = await resolveHost(pool, host)
    if (known.size >= MOST_HOSTS) known.clear()
    if (tenant) known.set(host, { tenant, until: Date.now() + REMEMBERED_MILLIS })
    else known.delete(host)
    return tenant
  }
}
