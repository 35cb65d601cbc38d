import { createHash, randomBytes } from "node:crypto"

/** 256 random bits for a link in a mail; never stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url")
}

/** What the database keeps of a token. A token is random, so an unsalted hash gives nothing away. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url")
}
