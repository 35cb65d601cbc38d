import { fillBasket, fullShelves, type OrderLine, type Shelves, type Wish } from "./basket.ts"
import type { Currency } from "./family.ts"
import { outcomeOf, type OrderState, type Outcome } from "./outcome.ts"
import type { Account, Partner } from "./partner.ts"
import { partners } from "./partners.ts"
import { random as seeded, type Random } from "./random.ts"

export type OrderStory = {
  readonly key: string
  readonly tenant: string
  readonly account: string
  /** E-mail of the person who placed it. */
  readonly placedBy: string
  readonly shipTo: string
  readonly poNumber: string | null
  readonly currency: Currency
  readonly daysAgo: number
  /** Wall clock in the tenant's time zone. */
  readonly hour: number
  readonly minute: number
  readonly placedOn: string
  readonly lines: readonly OrderLine[]
  /** Net, at base prices and volume tiers, before the partner's own rules. */
  readonly baseTotal: string
  /** Who approved it on the way to a later state; null where no approval was needed or none was given. */
  readonly approvedBy: string | null
  readonly outcome: Outcome
}

type Chapter = { readonly state: OrderState; readonly orders: number; readonly daysAgo: readonly [number, number] }

/** A hundred and forty orders: most of them long shipped, and enough open ones for every desk to have work. */
const chapters: readonly Chapter[] = [
  { state: "shipped", orders: 71, daysAgo: [6, 149] },
  { state: "cancelled", orders: 6, daysAgo: [6, 140] },
  { state: "rejected", orders: 5, daysAgo: [8, 120] },
  { state: "changed", orders: 6, daysAgo: [2, 60] },
  { state: "backordered", orders: 9, daysAgo: [2, 25] },
  { state: "partly_shipped", orders: 9, daysAgo: [4, 20] },
  { state: "on_hold", orders: 6, daysAgo: [1, 9] },
  { state: "awaiting_approval", orders: 9, daysAgo: [1, 4] },
  { state: "confirmed", orders: 12, daysAgo: [1, 4] },
  { state: "draft", orders: 7, daysAgo: [1, 6] },
]

const dayBefore = (today: string, days: number) => new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000)

function workingDay(today: string, [from, to]: readonly [number, number], random: Random): number {
  for (;;) {
    const daysAgo = random.between(from, to)
    const weekday = dayBefore(today, daysAgo).getUTCDay()
    if (weekday !== 0 && weekday !== 6) return daysAgo
  }
}

const isTight = ({ creditLimit }: Account) => creditLimit !== null && Number(creditLimit) <= 1500

function accountFor(state: OrderState, { accounts }: Partner, random: Random): Account {
  if (state === "on_hold") return random.pick(accounts.filter(isTight))
  const needsRoom = state === "awaiting_approval" || state === "rejected" || state === "backordered" || state === "partly_shipped"
  return random.pickWeighted(accounts, (account) => (isTight(account) ? (needsRoom ? 0 : 0.4) : account.kind === "house" ? 0.9 : 1.2))
}

function approverOf({ people }: Account): string | null {
  return people.find(({ role }) => role === "account_approver" || role === "dealer_approver")?.email ?? null
}

/**
 * Totals keep clear of the approval threshold on either side, because a partner's own price rules still move them by
 * a tenth or so and the story must come out the same.
 */
function wishFor(state: OrderState, partner: Partner, account: Account, random: Random): Wish {
  const threshold = partner.approvalThresholds[account.kind === "house" ? "house" : "customers"]
  const limit = Number(account.creditLimit ?? Number.POSITIVE_INFINITY)
  const fewest = account.kind === "house" ? 4 : state === "partly_shipped" || state === "changed" ? 2 : 1
  const lines = fewest + Math.floor(random.share() ** 1.5 * (15 - fewest))
  const short = state === "backordered" ? random.between(1, 2) : 0
  const wish = { partner, account, lines: lines + short, short }
  if (state === "on_hold") return { ...wish, atLeast: limit * 1.2, atMost: threshold * 0.9 }
  const large = state === "awaiting_approval" || state === "rejected" || (!isTight(account) && random.share() < 0.1)
  if (large) return { ...wish, lines: Math.max(5, lines), atLeast: threshold * 1.3, atMost: threshold * 2.4 }
  return { ...wish, atLeast: 0, atMost: Math.min(threshold * 0.8, limit * 0.3) }
}

function draft(chapter: Chapter, today: string, shelves: Shelves, random: Random): Omit<OrderStory, "key" | "poNumber"> {
  const { state } = chapter
  const partner = random.pickWeighted(partners, ({ code }) => ({ zahnwerk: 55, bluepeak: 42, mercure: 43 })[code] ?? 40)
  const account = accountFor(state, partner, random)
  const basket = fillBasket(wishFor(state, partner, account, random), shelves, random)
  const daysAgo = workingDay(today, chapter.daysAgo, random)
  const buyers = account.people.filter(({ role }) => role.endsWith("_buyer") || role.endsWith("_admin"))
  const placedBy = random.pickWeighted(buyers, ({ role }) => (role.endsWith("_buyer") ? 4 : 1))
  const threshold = partner.approvalThresholds[account.kind === "house" ? "house" : "customers"]
  const approver = approverOf(account)
  const decided = state !== "draft" && state !== "awaiting_approval" && state !== "rejected"
  return {
    tenant: partner.code,
    account: account.code,
    placedBy: placedBy.email,
    shipTo: random.pickWeighted(account.shipTos, ({ isDefault }) => (isDefault ? 3 : 1)).code,
    currency: partner.currency,
    daysAgo,
    hour: random.between(7, 17),
    minute: random.between(0, 59),
    placedOn: dayBefore(today, daysAgo).toISOString().slice(0, 10),
    lines: basket.lines,
    baseTotal: basket.total.toFixed(2),
    approvedBy: decided && basket.total > threshold ? approver : null,
    outcome: outcomeOf(state, basket, approver ?? placedBy.email, partner.language, daysAgo, random),
  }
}

/** Each account numbers its purchase orders in its own fashion, upwards in time. */
function poNumberOf(order: Omit<OrderStory, "key" | "poNumber">, account: Account, nth: number, random: Random): string | null {
  if (order.outcome.state === "draft" || (account.poPolicy === "optional" && random.share() < 0.55)) return null
  const start = 100 + [...account.code].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
  const number = start + nth * 3
  if (account.kind === "plant" || account.kind === "clinic") return `45${String(number).padStart(6, "0")}`
  const prefix = { de: "B", en: "PO", fr: "BC" }[account.people[0]?.language ?? "en"]
  return `${prefix}-${order.placedOn.slice(0, 4)}-${String(number).padStart(4, "0")}`
}

/** The same seed and day tell the same story. `today` is a plain date; nothing happens on it or on a weekend. */
export function orderScenario(seed: number, today: string): OrderStory[] {
  const random = seeded(seed)
  const shelves = fullShelves()
  const drafts = chapters.flatMap((chapter) => Array.from({ length: chapter.orders }, () => draft(chapter, today, shelves, random)))
  const clock = (order: (typeof drafts)[number]) => -order.daysAgo * 1440 + order.hour * 60 + order.minute
  const placed = new Map<string, number>()
  return drafts.toSorted((a, b) => clock(a) - clock(b)).map((order, i) => {
    const account = partners.find(({ code }) => code === order.tenant)?.accounts.find(({ code }) => code === order.account)
    if (!account) throw new Error(`The demo has no account ${order.account}.`)
    const nth = (placed.get(order.account) ?? 0) + 1
    placed.set(order.account, nth)
    return { key: `S-${String(i + 1).padStart(3, "0")}`, ...order, poNumber: poNumberOf(order, account, nth, random) }
  })
}
