import { randomBytes } from "node:crypto"
import type Stripe from "stripe"
import { missing } from "./api-error.ts"
import type { Card } from "./cards.ts"

/** What an account holds, by the name that Stripe's errors call it. */
export type Objects = {
  customer: Stripe.Customer
  payment_method: Stripe.PaymentMethod
  setup_intent: Stripe.SetupIntent
  payment_intent: Stripe.PaymentIntent
  charge: Stripe.Charge
  refund: Stripe.Refund
  dispute: Stripe.Dispute
  balance_transaction: Stripe.BalanceTransaction
  checkout_session: Stripe.Checkout.Session
  event: Stripe.Event
  webhook_endpoint: Stripe.WebhookEndpoint
}
export type Kind = keyof Objects
const KINDS: readonly Kind[] = ["customer", "payment_method", "setup_intent", "payment_intent", "charge", "refund", "dispute", "balance_transaction", "checkout_session", "event", "webhook_endpoint"]

export type SavedAccount = { readonly id: string; readonly objects: Readonly<Record<string, readonly { id: string }[]>>; readonly cards: readonly (readonly [string, string])[]; readonly authenticated: readonly string[]; readonly connectEndpoints: readonly string[] }

/** One account's objects. No other account can see them: there is no way from one to the next. */
export class Account {
  readonly id: string
  readonly #objects = Object.fromEntries(KINDS.map((kind) => [kind, new Map<string, unknown>()])) as unknown as Record<Kind, Map<string, { id: string }>>
  /** The card behind each payment method; the API never says its number. */
  readonly cards = new Map<string, Card["number"]>()
  /** Payment methods whose holder has agreed to later payments. */
  readonly authenticated = new Set<string>()
  /** Webhook endpoints that hear of the connected accounts instead of this one; the API does not say which they are. */
  readonly connectEndpoints = new Set<string>()

  constructor(id: string) {
    this.id = id
  }

  find<K extends Kind>(kind: K, id: string): Objects[K] | undefined {
    return this.#objects[kind].get(id) as Objects[K] | undefined
  }

  get<K extends Kind>(kind: K, id: string, param?: string): Objects[K] {
    const found = this.find(kind, id)
    if (!found) throw missing(kind.replace("checkout_session", "checkout.session"), id, param ?? (kind === "payment_intent" || kind === "setup_intent" ? "intent" : "id"))
    return found
  }

  put<K extends Kind>(kind: K, object: Objects[K]): Objects[K] {
    this.#objects[kind].set(object.id, object)
    return object
  }

  remove(kind: Kind, id: string): void {
    this.#objects[kind].delete(id)
  }

  /** Newest first, as every list is. */
  list<K extends Kind>(kind: K): Objects[K][] {
    return [...this.#objects[kind].values()].reverse() as Objects[K][]
  }

  save(): SavedAccount {
    return { id: this.id, objects: Object.fromEntries(KINDS.map((kind) => [kind, [...this.#objects[kind].values()]])), cards: [...this.cards], authenticated: [...this.authenticated], connectEndpoints: [...this.connectEndpoints] }
  }

  static restore(saved: SavedAccount): Account {
    const account = new Account(saved.id)
    for (const kind of KINDS) for (const object of saved.objects[kind] ?? []) account.#objects[kind].set(object.id, object)
    for (const [id, number] of saved.cards) account.cards.set(id, number)
    for (const id of saved.authenticated) account.authenticated.add(id)
    for (const id of saved.connectEndpoints) account.connectEndpoints.add(id)
    return account
  }
}

/** An id that nobody can guess, with the prefix that says what it names. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString("base64").replaceAll(/[^A-Za-z0-9]/g, "").slice(0, 24)}`
}
