import { compareQuantities, moneyToJson, type Money, type UnitPrice } from "@entrepot/kernel"
import { type StandingAsk, type StandingBasket, type StandingPrice, type StandingQuote, type StandingQuoteLine } from "../ordering/index.ts"
import type { IndexBook, LinePrice } from "../pricing/index.ts"
import { indexSteps } from "./index-price.ts"
import type { DueLine } from "./outlook.ts"
import { policyPrice, standingLine } from "./policy-price.ts"
import type { Subscription } from "./subscription.ts"
import type { AvailabilityHint, MarginView } from "./views.ts"

/** One occurrence as ordering is asked about it. */
export function askFor(subscription: Subscription, key: string, on: string, lines: readonly DueLine[]): StandingAsk {
  const { basket } = standingOf(subscription, lines)
  return { key, on, ...basket }
}

/** All occurrences with these lines as ordering is asked about them. */
export const basketFor = (subscription: Subscription, lines: readonly DueLine[]): StandingBasket => standingOf(subscription, lines).basket

const kept = new WeakMap<readonly DueLine[], { readonly of: Subscription; readonly basket: StandingBasket }>()

/** Dates with the same lines ask with the same list: ordering prices it once. */
function standingOf(subscription: Subscription, lines: readonly DueLine[]) {
  const known = kept.get(lines)
  if (known?.of === subscription) return known
  const { accountId, ownerId: userId, shipToId, discountPercent, indices } = subscription
  const lastDays = lines.flatMap(({ pricePolicy: policy }) => (policy.policy === "locked" ? [policy.until] : []))
  const firstDays = lines.flatMap(({ pricePolicy: policy }) => (policy.policy === "index" ? indexSteps(policy, indices).slice(1).map(({ from }) => from) : []))
  const basket = { accountId, userId, shipToId, lines: lines.map(standingLine), priceOf: pricing(lines, discountPercent, indices), firstDays: [...new Set(firstDays)], lastDays: [...new Set(lastDays)], source: sourceOf(subscription) }
  const made = { of: subscription, basket }
  kept.set(lines, made)
  return made
}

/** Prices the dates of some lines. Only a locked and an index price know the day; every other is worked out once. */
function pricing(lines: readonly DueLine[], discountPercent: string, indices: IndexBook): StandingPrice {
  const policies = new Map(lines.map((line) => [line.lineId, line.pricePolicy]))
  const known = new Map<string, { readonly current: LinePrice; readonly price: UnitPrice | null }>()
  return (line, current, on) => {
    const policy = policies.get(line.lineId) ?? { policy: "current" }
    if (policy.policy === "locked" || policy.policy === "index") return policyPrice(policy, discountPercent, on, current, indices)
    const before = known.get(line.lineId)
    if (before?.current === current) return before.price
    const price = policyPrice(policy, discountPercent, on, current, indices)
    known.set(line.lineId, { current, price })
    return price
  }
}

export const sourceOf = ({ subscriptionId, number, schedule }: Pick<Subscription, "subscriptionId" | "number" | "schedule">) => ({ id: subscriptionId, name: number, version: schedule.version })

export function hintOf({ wanted, now, byThen }: Pick<StandingQuoteLine, "wanted" | "now" | "byThen">): AvailabilityHint {
  if (compareQuantities(now, wanted) >= 0) return "in_stock"
  return compareQuantities(byThen, wanted) >= 0 ? "expected" : "short"
}

const WORST: readonly AvailabilityHint[] = ["short", "expected", "in_stock"]
export const worstOf = (hints: readonly AvailabilityHint[]): AvailabilityHint => WORST.find((hint) => hints.includes(hint)) ?? "in_stock"

/** What is kept of an occurrence, where both prices of every line are known; a house account sells to nobody and keeps nothing. */
export function marginOf({ net, supply, house, unpriced, lines }: StandingQuote): MarginView | null {
  return house || unpriced || lines.some(({ line }) => line.supplyPrice === null) ? null : keptOf(net, supply)
}

export function keptOf(net: Money, supply: Money): MarginView {
  const kept = { ...net, amount: net.amount - supply.amount }
  return { net: moneyToJson(net), supply: moneyToJson(supply), margin: moneyToJson(kept), marginPercent: net.amount === 0n ? 0 : Number((kept.amount * 10_000n) / net.amount) / 100 }
}
