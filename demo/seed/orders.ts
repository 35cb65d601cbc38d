import { scopedUpdate, type Work } from "@entrepot/db"
import { addLines, approveOrder, cancelOrder, changeOrder, orderView, rejectOrder, releaseHold, setCartDetails, submitOrder, type OrderView } from "@entrepot/domain/ordering"
import { quantity, Temporal } from "@entrepot/kernel"
import { factorOf, orderScenario, productBySku, type OrderStory } from "../data/index.ts"
import { asPerson, asWorker, type Member, type Pools } from "./actors.ts"
import type { Seeded } from "./partner.ts"
import { planOrder, shipOrder } from "./ship.ts"

const SEED = 7
/** Older shipped orders are invoiced and paid in books that the demo does not show: they no longer count against credit. */
const SETTLED_AFTER_DAYS = 14
/** Where goods still have to leave, the buyer asked for a day to come; every so many-th did not, and is late. */
const LATE_EACH = 9
const OPEN_STATES: ReadonlySet<OrderStory["outcome"]["state"]> = new Set(["confirmed", "changed", "backordered", "partly_shipped"])

/** The orders of the last months, each through the verbs that a person would use, at the moment that its story tells. */
export async function seedOrders(pools: Pools, seeded: readonly Seeded[], productId: ReadonlyMap<string, string>, today: string): Promise<void> {
  const now = Temporal.Now.instant()
  const stories = orderScenario(SEED, today)
  await Promise.all(seeded.map(async (partner) => {
    for (const [index, story] of stories.entries()) if (story.tenant === partner.partner.code) await new Telling(pools, partner, story, productId, now, index).tell()
  }))
}

/** One story, told from the cart to where it has got to. */
class Telling {
  readonly #pools: Pools
  readonly #seeded: Seeded
  readonly #story: OrderStory
  readonly #productId: ReadonlyMap<string, string>
  readonly #placedAt: Temporal.Instant
  readonly #now: Temporal.Instant
  readonly #buyer: Member
  readonly #accountId: string
  readonly #index: number

  constructor(pools: Pools, seeded: Seeded, story: OrderStory, productId: ReadonlyMap<string, string>, now: Temporal.Instant, index: number) {
    const buyer = seeded.members.get(story.placedBy)
    const accountId = seeded.accountId.get(story.account)
    if (!buyer || !accountId) throw new Error(`${story.key} names somebody who does not exist.`)
    const time = new Temporal.PlainTime(story.hour, story.minute)
    const placedAt = Temporal.PlainDate.from(story.placedOn).toZonedDateTime({ timeZone: seeded.partner.timeZone, plainTime: time }).toInstant()
    this.#pools = pools
    this.#seeded = seeded
    this.#story = story
    this.#productId = productId
    this.#placedAt = Temporal.Instant.compare(placedAt, now) < 0 ? placedAt : now
    this.#now = now
    this.#buyer = buyer
    this.#accountId = accountId
    this.#index = index
  }

  async tell(): Promise<void> {
    const orderId = await this.#collect()
    const { state } = this.#story.outcome
    if (state === "draft") return
    await this.#asBuyer((work) => submitOrder(work, { orderId, acceptUsedPoNumber: true }))
    if (state === "awaiting_approval" || state === "on_hold") return
    await this.#letThrough(orderId)
    await this.#conclude(orderId)
  }

  async #collect(): Promise<string> {
    const lines = this.#story.lines.map(({ sku, unit, quantity: wanted }) => ({ productId: this.#productId.get(sku) ?? "", unit, quantity: wanted }))
    const { orderId } = await this.#asBuyer((work) => addLines(work, { lines }))
    const shipToId = this.#seeded.addressId.get(this.#story.shipTo)
    await this.#asBuyer((work) => setCartDetails(work, { poNumber: this.#story.poNumber ?? "", requestedOn: this.#requestedOn(), ...(shipToId ? { shipToId } : {}) }))
    return orderId
  }

  #requestedOn(): string | null {
    if (!OPEN_STATES.has(this.#story.outcome.state) || this.#index % LATE_EACH === 0) return null
    const day = this.#now.toZonedDateTimeISO(this.#seeded.partner.timeZone).toPlainDate().add({ days: 1 + (this.#index % 8) })
    return day.add({ days: day.dayOfWeek > 5 ? 8 - day.dayOfWeek : 0 }).toString()
  }

  /** Whoever is asked agrees, an hour later each; a hold that the story does not tell of is released. */
  async #letThrough(orderId: string): Promise<void> {
    for (let hours = 1; hours < 8; hours++) {
      const order = await this.#view(orderId)
      if (order.status === "on_hold") {
        await this.#asSomebody("dealer_admin", hours, (work) => releaseHold(work, { orderId, reason: "Checked with the customer" }))
      } else if (order.status === "awaiting_approval") {
        if (this.#story.outcome.state === "rejected") return
        const approver = this.#askedOf(order)
        await asPerson(this.#pools, approver, this.#accountId, (work) => approveOrder(work, { orderId }), { now: this.#after({ hours }) })
      } else return
    }
  }

  async #conclude(orderId: string): Promise<void> {
    const { outcome } = this.#story
    switch (outcome.state) {
      case "rejected": {
        const order = await this.#view(orderId)
        if (order.status !== "awaiting_approval") return
        await asPerson(this.#pools, this.#askedOf(order), this.#accountId, (work) => rejectOrder(work, { orderId, reason: outcome.reason }), { now: this.#after({ hours: outcome.afterHours }) })
        return
      }
      case "cancelled":
        await this.#asBuyer((work) => cancelOrder(work, { orderId, reason: outcome.reason }), { hours: outcome.afterHours })
        return
      case "changed":
        await this.#change(orderId, outcome.changes, outcome.afterHours)
        await this.#letThrough(orderId)
        break
      case "shipped":
        await this.#ship(orderId, outcome.afterDays)
        return
      case "partly_shipped":
        await this.#ship(orderId, outcome.afterDays, outcome.shipped)
        return
    }
    await this.#plan(orderId)
  }

  async #change(orderId: string, changes: readonly { line: number; quantity: string }[], hours: number): Promise<void> {
    const order = await this.#view(orderId)
    const named = changes.map(({ line, quantity: wanted }) => ({ lineId: this.#lineOf(order, line)?.lineId ?? "", quantity: wanted }))
    const remove = named.filter((each) => Number(each.quantity) === 0).map(({ lineId }) => lineId)
    await this.#asBuyer((work) => changeOrder(work, { orderId, expectedVersion: order.version, lines: named.filter((each) => Number(each.quantity) > 0), remove }), { hours })
  }

  /** Plans, picks, packs and ships; with `only`, just those quantities of those lines. */
  async #ship(orderId: string, afterDays: number, only?: readonly { line: number; quantity: string }[]): Promise<void> {
    await this.#plan(orderId)
    const order = await this.#view(orderId)
    const wanted = only && new Map(only.map(({ line, quantity: amount }) => [this.#lineOf(order, line)?.lineId, quantity(String(Number(amount) * this.#factorOf(line)))]))
    await shipOrder(this.#pools, { tenantId: this.#seeded.tenantId, orderId }, { at: this.#after({ hours: afterDays * 24 }), nth: this.#index, ...(wanted && { only: wanted }) })
    if (!only) await this.#settle(orderId)
  }

  async #settle(orderId: string): Promise<void> {
    if (this.#story.daysAgo < SETTLED_AFTER_DAYS) return
    await asWorker(this.#pools, this.#seeded.tenantId, (work) => scopedUpdate(work, "ordering.order").set({ status: "closed", closed_at: this.#after({ hours: 24 * SETTLED_AFTER_DAYS }).toString(), exposure_minor: 0n }).where("order_id", "=", orderId).where("status", "=", "shipped").execute())
  }

  async #plan(orderId: string): Promise<void> {
    await planOrder(this.#pools, { tenantId: this.#seeded.tenantId, orderId }, this.#after({ hours: 8 }))
  }

  #view(orderId: string): Promise<OrderView> {
    return this.#asSomebody("dealer_admin", 0, (work) => orderView(work, { orderId }))
  }

  #lineOf(order: OrderView, index: number) {
    const wanted = this.#story.lines[index]
    return order.lines.find(({ sku, unit }) => sku === wanted?.sku && unit === wanted.unit)
  }

  #factorOf(index: number): number {
    const line = this.#story.lines[index]
    return line ? factorOf(productBySku(line.sku), line.unit) : 1
  }

  #askedOf(order: OrderView): Member {
    const asked = order.approval?.askedNow ?? []
    const approver = [...this.#seeded.members.values()].find((member) => asked.includes(member.name) && member.userId !== this.#buyer.userId)
    if (!approver) throw new Error(`${this.#story.key}: nobody is asked to approve ${order.number} (${asked.join(", ")}).`)
    return approver
  }

  #asBuyer<T>(task: (work: Work) => Promise<T>, later: { hours?: number } = {}): Promise<T> {
    return asPerson(this.#pools, this.#buyer, this.#accountId, task, { now: this.#after(later) })
  }

  #asSomebody<T>(role: Member["role"], hours: number, task: (work: Work) => Promise<T>): Promise<T> {
    const somebody = [...this.#seeded.members.values()].find((member) => member.role === role)
    if (!somebody) throw new Error(`${this.#seeded.partner.code} has no ${role}.`)
    return asPerson(this.#pools, somebody, this.#accountId, task, { now: this.#after({ hours }) })
  }

  /** So much later, but never in the future. */
  #after({ hours = 0 }: { hours?: number }): Temporal.Instant {
    const later = this.#placedAt.add({ minutes: Math.round(hours * 60) })
    return Temporal.Instant.compare(later, this.#now) < 0 ? later : this.#now
  }
}
