import { decode, encode } from "next-auth/jwt"
import { z } from "zod"
import { consoleSecret, portalSecret, type PortalDoor } from "./secret.ts"

/**
 * `__Host-`: the browser takes it over a secure connection only, sends it to this very host only, and no sub-domain can plant
 * one. Browsers count http://*.localhost as secure; a plain-http host of another name needs TLS in front of it.
 */
export const PORTAL_COOKIE = "__Host-entrepot-portal"
export const CONSOLE_COOKIE = "__Host-entrepot-console"
export const SESSION_SECONDS = 12 * 60 * 60
export const COOKIE_OPTIONS = { httpOnly: true, sameSite: "lax", secure: true, path: "/" } as const

const locale = z.enum(["en", "de", "fr"])

const portalClaims = z.object({
  sub: z.uuid(), networkId: z.number().int(), tenantId: z.number().int(), host: z.string(), sessionVersion: z.number().int(),
  accountId: z.uuid(), reach: z.enum(["tenant", "account"]), locale,
  /** Somebody who is held to an account, and holds roles at others. */
  severalAccounts: z.boolean().optional(),
})
/** What a portal's session says: who, at which tenant and host, for which account, how far they reach, and in which language they read. */
export type PortalClaims = z.infer<typeof portalClaims>

const consoleClaims = z.discriminatedUnion("door", [
  z.object({ door: z.literal("operator"), sub: z.uuid(), host: z.string(), sessionVersion: z.number().int(), locale }),
  z.object({ door: z.literal("staff"), sub: z.uuid(), host: z.string(), sessionVersion: z.number().int(), networkId: z.number().int(), locale }),
])
/** The console has two doors: the platform's operators, and the staff of one network. */
export type ConsoleClaims = z.infer<typeof consoleClaims>

/** Issues the value of a portal's cookie. */
export function issuePortalSession(authSecret: string, claims: PortalClaims): Promise<string> {
  return encode({ token: claims, secret: portalSecret(authSecret, claims), salt: PORTAL_COOKIE, maxAge: SESSION_SECONDS })
}

/** Issues the value of the console's cookie. */
export function issueConsoleSession(authSecret: string, claims: ConsoleClaims): Promise<string> {
  return encode({ token: claims, secret: consoleSecret(authSecret, claims.host), salt: CONSOLE_COOKIE, maxAge: SESSION_SECONDS })
}

/**
 * Reads a portal's session from the Cookie header, as Next and as the API's own handler. A session of another host or tenant is
 * no session: it cannot be decrypted, and if it could its claims would not fit.
 */
export async function readPortalSession(authSecret: string, door: PortalDoor, cookieHeader: string | undefined): Promise<PortalClaims | undefined> {
  const payload = await decoded(cookieHeader, PORTAL_COOKIE, portalSecret(authSecret, door))
  const claims = portalClaims.safeParse(payload)
  if (!claims.success) return undefined
  const { networkId, tenantId, host } = claims.data
  return networkId === door.networkId && tenantId === door.tenantId && host === door.host ? claims.data : undefined
}

/** Reads the console's session from the Cookie header. */
export async function readConsoleSession(authSecret: string, host: string, cookieHeader: string | undefined): Promise<ConsoleClaims | undefined> {
  const claims = consoleClaims.safeParse(await decoded(cookieHeader, CONSOLE_COOKIE, consoleSecret(authSecret, host)))
  return claims.success && claims.data.host === host ? claims.data : undefined
}

const MOST_READ = 10_000
const read = new Map<string, { payload: unknown; until: number }>()

/** Decrypting takes a millisecond, so what was read is kept until it expires; the database still decides with each request. */
async function decoded(cookieHeader: string | undefined, name: string, secret: string): Promise<unknown> {
  const token = cookieValue(cookieHeader, name)
  if (!token) return undefined
  const key = `${secret}\n${token}`
  const known = read.get(key)
  if (known && known.until > Date.now()) return known.payload
  try {
    const payload = await decode({ token, secret, salt: name })
    if (read.size >= MOST_READ) read.clear()
    read.set(key, { payload, until: Number(payload?.exp ?? 0) * 1000 })
    return payload
  } catch {
    return undefined // expired, forged, or from another door
  }
}

/** The value of one cookie of a Cookie header. */
export function cookieValue(cookieHeader: string | undefined, name: string): string | undefined {
  for (const part of cookieHeader?.split(";") ?? []) {
    const at = part.indexOf("=")
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

/** A Set-Cookie header that keeps a session, or ends it when the value is empty. */
export function sessionCookie(name: typeof PORTAL_COOKIE | typeof CONSOLE_COOKIE, value: string): string {
  return `${name}=${value}; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=${value ? SESSION_SECONDS : 0}`
}

/** Tells a portal's claims from the console's. */
export function isPortalClaims(claims: PortalClaims | ConsoleClaims | undefined): claims is PortalClaims {
  return claims !== undefined && "tenantId" in claims
}
