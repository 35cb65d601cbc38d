import { createHash } from "node:crypto"
import { ApiError, invalid } from "./api-error.ts"

type Kept = { readonly fingerprint: string; readonly at: number; answer?: { readonly status: number; readonly body: string; readonly requestId: string } }
const KEPT_SECONDS = 24 * 3600

/**
 * The answer of each key, for a day. The same key with the same request gets the same answer, whatever it was; with another
 * request it is an error; while the first is still being answered it is a conflict.
 */
export class IdempotencyKeys {
  readonly #kept = new Map<string, Kept>()

  /** Answers what was answered before, or undefined when the key is this request's to use. */
  begin(account: string, key: string, request: string, now: number): Kept["answer"] {
    if (key.length > 255) throw invalid("Idempotency keys may be at most 255 characters long.")
    const id = `${account}:${key}`
    const fingerprint = createHash("sha256").update(request).digest("hex")
    const kept = this.#kept.get(id)
    if (!kept || kept.at + KEPT_SECONDS <= now) {
      this.#kept.set(id, { fingerprint, at: now })
      return undefined
    }
    if (kept.fingerprint !== fingerprint) {
      throw new ApiError(400, { type: "idempotency_error", message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.` }, false)
    }
    if (!kept.answer) {
      throw new ApiError(409, { type: "idempotency_error", code: "idempotency_key_in_use", message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}.` }, false)
    }
    return kept.answer
  }

  keep(account: string, key: string, answer: NonNullable<Kept["answer"]>): void {
    const kept = this.#kept.get(`${account}:${key}`)
    if (kept) kept.answer = answer
  }

  /** The request never started: its key is free again. */
  release(account: string, key: string): void {
    this.#kept.delete(`${account}:${key}`)
  }

  save(): readonly (readonly [string, Kept])[] {
    return [...this.#kept].filter(([, kept]) => kept.answer !== undefined)
  }

  restore(saved: ReturnType<IdempotencyKeys["save"]>): void {
    for (const [key, kept] of saved) this.#kept.set(key, kept)
  }
}
