import type { IncomingMessage, RequestListener } from "node:http"
import { CONSOLE_COOKIE, consoleSecret, issueConsoleSession, sessionCookie, type ConsoleClaims } from "@entrepot/auth"
import { automation, withWork, type AudiencePool } from "@entrepot/db"
import { loadApiKey as knownApiKey } from "@entrepot/domain/provisioning"
import { resolveNetwork, signInOperator, signInStaff, type SignInRefused } from "@entrepot/domain/tenancy"
import { consoleContext, type ConsoleEngine, type ConsoleRequest } from "./console-context.ts"
import { consoleRouter, createConsoleCaller, type ConsoleCaller } from "./console.ts"
import { header, originOf, type Origin, type TrustedProxies } from "./http.ts"
import { createListener } from "./listener.ts"
import { orRefusal, type FileAnswer } from "./send-file.ts"
import { settlementFile } from "./settlement-files.ts"
import type { ApiContext } from "./trpc.ts"

export type ConsoleApiOptions = {
  readonly pools: { readonly network: AudiencePool; readonly platform: AudiencePool }
  readonly authSecret: string
  readonly trustedProxies?: TrustedProxies
  readonly loadApiKey?: ConsoleEngine["loadApiKey"] | undefined
}

export type ConsoleSignIn = { email: string; password: string; address: string; traceId: string; host: string; networkCode?: string | undefined }

export type ConsoleApi = {
  /** Answers `/api/trpc/…`. */
  readonly listener: RequestListener
  readonly originOf: (request: IncomingMessage) => Origin
  readonly caller: (request: Omit<ConsoleRequest, "keepSession"> & { keepCookie?: (value: string) => void }) => Promise<ConsoleCaller>
  /** Whose request this is: for what is no procedure, such as a file that comes or goes. */
  readonly contextOf: (request: IncomingMessage, traceId: string) => Promise<ApiContext>
  /** A document to keep: what is asked for at `/files/…`, in the scope of whoever asks. */
  readonly file: (request: IncomingMessage, path: string, traceId: string) => Promise<FileAnswer>
  readonly secretOf: (host: string) => string
  /** With a network's code the staff's door, without it the operators'. */
  readonly signIn: (input: ConsoleSignIn) => Promise<ConsoleClaims | SignInRefused>
}

/** The console's API over the network's and the platform's logins. One per process. */
export function createConsoleApi({ pools, authSecret, trustedProxies = new Set(), loadApiKey = knownApiKey }: ConsoleApiOptions): ConsoleApi {
  const engine: ConsoleEngine = { pools, authSecret, loadApiKey }
  const origin = (request: IncomingMessage) => originOf(request, trustedProxies)
  const keeper = (keepCookie: ((value: string) => void) | undefined) => async (claims: unknown) => keepCookie?.(claims ? await issueConsoleSession(authSecret, claims as ConsoleClaims) : "")
  const listener = createListener({ process: "console", router: consoleRouter, originOf: origin }, async () => true, (request, response, facts) =>
    consoleContext(engine, {
      ...facts, cookie: request.headers.cookie, authorization: header(request, "authorization"),
      keepSession: keeper((value) => response.appendHeader("set-cookie", sessionCookie(CONSOLE_COOKIE, value))),
    }))
  const contextOf = (request: IncomingMessage, traceId: string) => consoleContext(engine, { ...origin(request), traceId, cookie: request.headers.cookie })
  return {
    listener, originOf: origin, contextOf,
    file: (request, path, traceId) => orRefusal(async () => settlementFile(await contextOf(request, traceId), path)),
    secretOf: (host) => consoleSecret(authSecret, host),
    caller: async ({ keepCookie, ...request }) => createConsoleCaller(await consoleContext(engine, { ...request, keepSession: keeper(keepCookie) })),
    signIn: (input) => (input.networkCode ? staffSignIn(engine, input, input.networkCode) : operatorSignIn(engine, input)),
  }
}

async function operatorSignIn({ pools }: ConsoleEngine, { host, traceId, email, password, address }: ConsoleSignIn): Promise<ConsoleClaims | SignInRefused> {
  const answer = await signInOperator((task) => withWork(pools.platform, { audience: "platform" }, automation("sign-in"), task, { traceId }), { email, password, address })
  if (answer.outcome !== "signed_in") return answer
  return { door: "operator", sub: answer.userId, host, sessionVersion: answer.sessionVersion, locale: answer.locale }
}

/** An unknown network costs as much as a wrong password: it is asked for somebody at network 0, whom nobody is. */
async function staffSignIn({ pools }: ConsoleEngine, { host, traceId, email, password, address }: ConsoleSignIn, networkCode: string): Promise<ConsoleClaims | SignInRefused> {
  const networkId = (await resolveNetwork(pools.network, networkCode))?.networkId ?? 0
  const answer = await signInStaff((task) => withWork(pools.network, { audience: "network", networkId }, automation("sign-in"), task, { traceId }), { email, password, address })
  if (answer.outcome !== "signed_in") return answer
  return { door: "staff", sub: answer.userId, host, sessionVersion: answer.sessionVersion, networkId, locale: answer.locale }
}
