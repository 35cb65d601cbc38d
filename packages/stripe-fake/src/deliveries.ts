import Stripe from "stripe"
import type { Account } from "./account.ts"

export type Endpoint = { readonly url: string; readonly secret: string; readonly enabledEvents: readonly string[]; /** Connect: hears of the connected accounts, not of the platform's own. */ readonly connect: boolean }
type Delivery = { readonly endpoint: Endpoint; readonly event: Stripe.Event; attempt: number }

/** Waits between the tries of one delivery; Stripe's are hours, nobody waits for those in a test. */
const RETRY_MILLIS = [1_000, 5_000, 15_000, 60_000, 300_000, 900_000]

/**
 * Signed webhooks over real HTTP. Whoever drives the fake may hold them and then let them go in any order, twice, or not at
 * all: that is what the network does.
 */
export class Deliveries {
  readonly #held: Delivery[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #running = new Set<Promise<void>>()
  #holding = false
  #stopped = false
  /** Signs as of this moment; a test may sign in the past or the future. */
  signedAt: () => number = () => Math.floor(Date.now() / 1_000)

  announce(account: Account, isPlatform: boolean, event: Stripe.Event, endpoints: readonly Endpoint[]): void {
    for (const endpoint of endpoints) {
      if (endpoint.connect === isPlatform) continue
      if (!endpoint.enabledEvents.includes("*") && !endpoint.enabledEvents.includes(event.type)) continue
      const delivery = { endpoint, event, attempt: 0 }
      if (this.#holding) this.#held.push(delivery)
      else this.#send(delivery)
    }
  }

  /** From now on nothing is delivered until `release`. */
  hold(): void {
    this.#holding = true
  }

  get held(): readonly Stripe.Event[] {
    return this.#held.map((delivery) => delivery.event)
  }

  /** Delivers what is held, after `arrange` has reordered, repeated or dropped some of it, one after the other. */
  async release(arrange: (events: readonly Stripe.Event[]) => readonly Stripe.Event[] = (events) => events): Promise<void> {
    this.#holding = false
    const held = this.#held.splice(0)
    for (const event of arrange(held.map((delivery) => delivery.event))) {
      const delivery = held.find((each) => each.event.id === event.id)
      if (delivery) await this.#post({ ...delivery })
    }
  }

  /** Resolves when everything that is on its way has arrived. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    await this.settled()
  }

  #send(delivery: Delivery): void {
    const run = this.#post(delivery).finally(() => this.#running.delete(run))
    this.#running.add(run)
  }

  async #post(delivery: Delivery): Promise<void> {
    const { endpoint, event } = delivery
    const payload = JSON.stringify(event)
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: endpoint.secret, timestamp: this.signedAt() })
    const arrived = await fetch(endpoint.url, { method: "POST", headers: { "content-type": "application/json; charset=utf-8", "stripe-signature": signature, "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)" }, body: payload, signal: AbortSignal.timeout(10_000) })
      .then((response) => response.body?.cancel().then(() => response.ok) ?? response.ok, () => false)
    const wait = RETRY_MILLIS[delivery.attempt++]
    if (arrived || this.#stopped || wait === undefined) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#send(delivery)
    }, wait)
    timer.unref()
    this.#timers.add(timer)
  }
}
