import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { Account, newId, type SavedAccount } from "./account.ts"
import { ApiError } from "./api-error.ts"
import type { Call } from "./call.ts"
import { Deliveries, type Endpoint } from "./deliveries.ts"
import { eventOf } from "./events.ts"
import { IdempotencyKeys } from "./idempotency.ts"

export type PlatformOptions = {
  /** Kept between starts in this file. Without it everything is in memory. */
  readonly file?: string
  /** Connected accounts that exist. */
  readonly accounts?: readonly string[]
  /** A well-formed account id that nobody has named exists as soon as it is used. */
  readonly anyAccount?: boolean
  /** Webhook endpoints that are there from the start, with secrets that both sides know. */
  readonly webhooks?: readonly { readonly url: string; readonly secret: string; readonly connect?: boolean; readonly events?: readonly string[] }[]
}

const OWN = "acct_platform"

/** The platform, the accounts that are connected to it, the clock they share, and what is said when something happens. */
export class Platform {
  readonly #accounts = new Map<string, Account>([[OWN, new Account(OWN)]])
  readonly #options: PlatformOptions
  readonly keys = new IdempotencyKeys()
  readonly deliveries = new Deliveries()
  /** How far the virtual clock is ahead of the real one. */
  aheadSeconds = 0
  #saving: NodeJS.Timeout | undefined

  constructor(options: PlatformOptions) {
    this.#options = options
    for (const id of options.accounts ?? []) this.#accounts.set(id, new Account(id))
    this.#restore()
  }

  get now(): number {
    return Math.floor(Date.now() / 1_000) + this.aheadSeconds
  }

  account(id: string | undefined, key: string): Account {
    const found = this.#accounts.get(id ?? OWN)
    if (found) return found
    if (this.#options.anyAccount && id && /^acct_[A-Za-z0-9]{3,}$/.test(id)) {
      const account = new Account(id)
      this.#accounts.set(id, account)
      return account
    }
    throw new ApiError(403, { type: "invalid_request_error", code: "account_invalid", message: `The provided key '${key.slice(0, 8)}***' does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.` }, false)
  }

  call(account: Account, origin: string, idempotencyKey: string | null = null, requestId = newId("req")): Call {
    const now = this.now
    const emit: Call["emit"] = (type, object) => {
      const event = eventOf(account, account.id !== OWN, { type, object, now, requestId, idempotencyKey })
      account.put("event", event)
      this.deliveries.announce(account, account.id === OWN, event, this.#endpoints())
    }
    return { account, requestId, idempotencyKey, now, origin, emit }
  }

  #endpoints(): Endpoint[] {
    const own = this.#accounts.get(OWN)
    const made = own?.list("webhook_endpoint").map(({ id, url, secret = "", enabled_events }) => ({ url, secret, enabledEvents: enabled_events, connect: own.connectEndpoints.has(id) })) ?? []
    return [...(this.#options.webhooks ?? []).map(({ url, secret, connect = true, events = ["*"] }) => ({ url, secret, enabledEvents: events, connect })), ...made]
  }

  #restore(): void {
    const { file } = this.#options
    if (!file || !existsSync(file)) return
    const saved = JSON.parse(readFileSync(file, "utf8")) as ReturnType<Platform["save"]>
    for (const account of saved.accounts) this.#accounts.set(account.id, Account.restore(account))
    this.keys.restore(saved.keys)
    this.aheadSeconds = saved.aheadSeconds
  }

  save(): { accounts: SavedAccount[]; keys: ReturnType<IdempotencyKeys["save"]>; aheadSeconds: number } {
    return { accounts: [...this.#accounts.values()].map((account) => account.save()), keys: this.keys.save(), aheadSeconds: this.aheadSeconds }
  }

  /** Something has changed: it is written soon, many changes at once. */
  touched(): void {
    if (!this.#options.file || this.#saving) return
    this.#saving = setTimeout(() => this.write(), 100)
  }

  write(): void {
    clearTimeout(this.#saving)
    this.#saving = undefined
    const { file } = this.#options
    if (!file) return
    writeFileSync(`${file}.new`, JSON.stringify(this.save()), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
}
