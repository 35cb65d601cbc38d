import { createHmac, timingSafeEqual } from "node:crypto"

/** A signature is as good as this long, so that nobody sends an old one again. */
const MOST_SECONDS = 300

/**
 * Whether `t=<seconds>,v1=<hex>` is the HMAC-SHA256 of "<seconds>." and the body under one of the secrets, and of now: several may hold while one is
 * exchanged for another.
 */
export function isSigned(body: Buffer, header: string, secrets: readonly string[], nowMillis: number): boolean {
  const [, seconds = "", given = ""] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? []
  if (!given || Math.abs(nowMillis / 1000 - Number(seconds)) > MOST_SECONDS) return false
  return secrets.some((secret) => timingSafeEqual(createHmac("sha256", secret).update(`${seconds}.`).update(body).digest(), Buffer.from(given, "hex")))
}
