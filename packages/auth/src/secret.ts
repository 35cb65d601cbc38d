import { hkdfSync } from "node:crypto"

const MOST_KEPT = 5_000
const kept = new Map<string, string>()

/**
 * A secret of its own for each door, so that a cookie of one host cannot even be read at another: HKDF-SHA-256 of AUTH_SECRET
 * with the door as its context.
 */
export function secretFor(authSecret: string, door: string): string {
  if (authSecret.length < 32) throw new Error("AUTH_SECRET is shorter than 32 characters. Make one with `openssl rand -base64 32`.")
  const key = `${authSecret}\n${door}`
  const known = kept.get(key)
  if (known) return known
  const secret = Buffer.from(hkdfSync("sha256", authSecret, "", `entrepot session ${door}`, 48)).toString("base64url")
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, secret)
  return secret
}

export type PortalDoor = { readonly networkId: number; readonly tenantId: number; readonly host: string }

export const portalSecret = (authSecret: string, { networkId, tenantId, host }: PortalDoor): string => secretFor(authSecret, `portal ${networkId}:${tenantId}:${host}`)
export const consoleSecret = (authSecret: string, host: string): string => secretFor(authSecret, `console ${host}`)
