import { cookieValue, readConsoleSession, type ConsoleClaims } from "@entrepot/auth"
import { automation, withWork, type Actor, type AudiencePool, type Scope, type Work, type WorkOptions } from "@entrepot/db"
import { loadOperator, loadStaff } from "@entrepot/domain/tenancy"
import { Refusal } from "@entrepot/kernel"
import type { ApiContext } from "./trpc.ts"

export type ConsoleEngine = {
  readonly pools: { readonly network: AudiencePool; readonly platform: AudiencePool }
  readonly authSecret: string
  /** Finds out who a machine is by its API key; throws a refusal for one that is unknown or was revoked. */
  readonly loadApiKey?: ((work: Work, key: string) => Promise<Actor>) | undefined
}

export type ConsoleRequest = {
  readonly host: string
  readonly cookie: string | undefined
  readonly authorization?: string | undefined
  readonly address: string
  readonly traceId: string
  readonly idempotencyKey?: string | undefined
  readonly keepSession?: ApiContext["keepSession"] | undefined
}

type Caller = { readonly claims: ConsoleClaims } | { readonly apiKey: string } | undefined

/** A console request's context: an operator or a machine works as the platform, staff work in their network. */
export async function consoleContext(engine: ConsoleEngine, request: ConsoleRequest): Promise<ApiContext> {
  const { traceId, address, idempotencyKey, keepSession } = request
  const apiKey = engine.loadApiKey && /^Bearer (\S{20,200})$/.exec(request.authorization ?? "")?.[1]
  const claims = apiKey ? undefined : await readConsoleSession(engine.authSecret, request.host, request.cookie)
  const caller: Caller = apiKey ? { apiKey } : claims && { claims }
  return {
    traceId, address, locale: chosenLocale(request.cookie) ?? claims?.locale ?? "en",
    ...(caller && { actor: claimedActor(caller) }), ...(claims && { claims }), ...(claims?.door === "staff" && { networkId: claims.networkId }),
    ...(idempotencyKey && { idempotencyKey }), ...(keepSession && { keepSession }),
    read: (task) => asCaller(engine, caller, task, { mode: caller && "apiKey" in caller ? "write" : "read", traceId }),
    work: (task) => asCaller(engine, caller, task, { traceId }),
    anonymously: (task) => withWork(engine.pools.platform, { audience: "platform" }, automation("visitor"), task, { traceId }),
  }
}

/** What the reader chose in the console comes before what their profile says: names in answers are in the page's language. */
function chosenLocale(cookie: string | undefined): "en" | "de" | "fr" | undefined {
  const chosen = cookieValue(cookie, "locale")
  return chosen === "en" || chosen === "de" || chosen === "fr" ? chosen : undefined
}

function asCaller<T>(engine: ConsoleEngine, caller: Caller, task: (work: Work) => Promise<T>, options: WorkOptions): Promise<T> {
  if (!caller) throw new Refusal("auth.sign_in_first", "forbidden")
  const claims = "claims" in caller ? caller.claims : undefined
  const scope: Scope = claims?.door === "staff" ? { audience: "network", networkId: claims.networkId } : { audience: "platform" }
  const pool = claims?.door === "staff" ? engine.pools.network : engine.pools.platform
  return withWork(pool, scope, claimedActor(caller), async (work) => {
    const actor = await actorOf(engine, work, caller)
    return task(Object.assign(work, { actor }))
  }, options)
}

function actorOf({ loadApiKey }: ConsoleEngine, work: Work, caller: NonNullable<Caller>): Promise<Actor> {
  if ("apiKey" in caller) {
    if (!loadApiKey) throw new Refusal("auth.sign_in_first", "forbidden")
    return loadApiKey(work, caller.apiKey)
  }
  const { sub: userId, sessionVersion, door } = caller.claims
  return door === "staff" ? loadStaff(work, { userId, sessionVersion }) : loadOperator(work, { userId, sessionVersion })
}

function claimedActor(caller: NonNullable<Caller>): Actor {
  const nobody = { name: "", permissions: new Set<string>(), roles: [] }
  if ("apiKey" in caller) return { kind: "api_key", id: "api_key", ...nobody }
  return { kind: caller.claims.door, id: caller.claims.sub, ...nobody }
}
