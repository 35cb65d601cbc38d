import { initTRPC, TRPCError } from "@trpc/server"
import { isRefusal, Refusal, type RefusalKind } from "@entrepot/kernel"
import type { ConsoleClaims, PortalClaims } from "@entrepot/auth"
import type { Actor, Work } from "@entrepot/db"
import type { Tenant } from "@entrepot/domain/tenancy"
import { commandOf, onceOnly } from "./command.ts"

/** The tenant that answers at the request's host. */
export type PortalTenant = Tenant

/** What a procedure works with. `read` and `work` open one transaction in the caller's own scope. */
export type ApiContext = {
  readonly traceId: string
  readonly locale: "en" | "de" | "fr"
  readonly tenant?: PortalTenant | undefined
  /**
   * Absent before sign-in. In a portal: kind user; in the console: staff, operator or api_key. Who they are comes from the
   * session; what they may do is known inside `read` and `work` alone, as `work.actor`.
   */
  readonly actor?: Actor
  readonly claims?: PortalClaims | ConsoleClaims | undefined
  readonly networkId?: number | undefined
  readonly read: <T>(task: (work: Work) => Promise<T>) => Promise<T>
  /** With an Idempotency-Key header, the same command again answers as the first time and changes nothing. */
  readonly work: <T>(task: (work: Work) => Promise<T>) => Promise<T>
  /** The tenant's scope without a person: sign-in, invitation, password reset. */
  readonly anonymously: <T>(task: (work: Work) => Promise<T>) => Promise<T>
  /** Where the request came from, for limits; behind a trusted proxy, what that says. */
  readonly address?: string | undefined
  /** Given by the caller of a command. What `work` answers must then be JSON: it is kept, and answered again. */
  readonly idempotencyKey?: string | undefined
  /** Issues the session anew with other claims, or ends it. */
  readonly keepSession?: ((claims: PortalClaims | ConsoleClaims | undefined) => Promise<void>) | undefined
}

const STATUS: Readonly<Record<RefusalKind, TRPCError["code"]>> = {
  not_found: "NOT_FOUND", rule: "UNPROCESSABLE_CONTENT", conflict: "CONFLICT", forbidden: "FORBIDDEN", invalid: "BAD_REQUEST", rate_limited: "TOO_MANY_REQUESTS",
}

const t = initTRPC.context<ApiContext>().create({
  errorFormatter({ shape, error, ctx }) {
    const refusal = isRefusal(error.cause) ? error.cause : undefined
    return {
      message: refusal?.code ?? (error.code === "INTERNAL_SERVER_ERROR" ? "defect" : shape.message),
      code: shape.code,
      data: { code: error.code, httpStatus: shape.data.httpStatus, refusal: refusal ? { code: refusal.code, kind: refusal.kind, facts: refusal.facts } : null, traceId: ctx?.traceId ?? null },
    }
  },
})

/** Whoever must sign in is told so, whatever they asked for. */
function statusOf({ code, kind }: Refusal): TRPCError["code"] {
  return code === "auth.session_ended" || code === "auth.sign_in_first" ? "UNAUTHORIZED" : STATUS[kind]
}

/** The one place where a refusal becomes a status. A defect stays a 500 and says nothing but its trace id. */
const mapRefusals = t.middleware(async ({ next }) => {
  const result = await next()
  if (!result.ok && isRefusal(result.error.cause)) throw new TRPCError({ code: statusOf(result.error.cause), cause: result.error.cause, message: result.error.cause.code })
  return result
})

const signedInAs = (...kinds: readonly Actor["kind"][]) =>
  t.middleware(({ ctx, next }) => {
    if (!ctx.actor || !kinds.includes(ctx.actor.kind)) throw new TRPCError({ code: "UNAUTHORIZED", message: "sign_in_first", cause: new Refusal("auth.sign_in_first", "forbidden") })
    return next({ ctx: { actor: ctx.actor } })
  })

/** A command with a key happens once: its work answers from `work.command` when the key is known. */
const commandsOnce = t.middleware(async ({ ctx, type, path, getRawInput, next }) => {
  if (type !== "mutation" || !ctx.idempotencyKey) return next()
  const keyed = commandOf(ctx.idempotencyKey, path, await getRawInput())
  return next({ ctx: { ...ctx, work: (task: (work: Work) => Promise<unknown>) => ctx.work((work) => onceOnly(work, keyed(), () => task(work))) } as ApiContext })
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory
/** Anyone who reaches the host. */
export const anyone = t.procedure.use(mapRefusals)
/** A user of the portal's tenant. */
export const signedIn = anyone.use(commandsOnce).use(signedInAs("user"))
/** The distributor's staff. */
export const staff = anyone.use(commandsOnce).use(signedInAs("staff"))
/** A platform operator, or a machine with an API key. */
export const operator = anyone.use(commandsOnce).use(signedInAs("operator", "api_key"))
