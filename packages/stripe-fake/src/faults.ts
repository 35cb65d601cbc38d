/** What goes wrong with the next request that matches. */
export type Fault = {
  readonly method?: string
  /** Part of the path, such as "payment_intents". */
  readonly path?: string
  readonly times?: number
} & (
  /** The effect happens, then the connection breaks: the caller does not know. */
  | { readonly what: "lost_after_effect" }
  /** The connection breaks and nothing has happened: the caller does not know either. */
  | { readonly what: "lost_before_effect" }
  /** The effect happens, the answer takes this long. A second request with the same key meanwhile is a conflict. */
  | { readonly what: "slow"; readonly millis: number }
  /** Stripe's own failure. `effect` says whether it happened nevertheless; the answer is kept for the key. */
  | { readonly what: "server_error"; readonly effect: boolean }
  | { readonly what: "rate_limit" }
)

export class Faults {
  readonly #waiting: { fault: Fault; left: number }[] = []

  next(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 })
  }

  clear(): void {
    this.#waiting.length = 0
  }

  take(method: string, path: string): Fault | undefined {
    const index = this.#waiting.findIndex(({ fault }) => (fault.method ?? method) === method && path.includes(fault.path ?? ""))
    const found = this.#waiting[index]
    if (found && --found.left === 0) this.#waiting.splice(index, 1)
    return found?.fault
  }
}
