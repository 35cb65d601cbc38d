import { compareQuantities, moneyToJson } from "@entrepot/kernel"
import { type StandingAsk, type StandingLine, type StandingQuote, type StandingQuoteLine } from "../ordering/index.ts"
import type { PricePolicy } from "./contract.ts"
import type { DueLine } from "./outlook.ts"
import { policyPrice, standingLine } from "./policy-price.ts"
import type { Subscription } from "./subscription.ts"
import type { AvailabilityHint, MarginView } from "./views.ts"

/** One occurrence as ordering is asked about it. */
export function askFor(subscription: Subscription, key: string, on: string, lines: readonly DueLine[]): StandingAsk {
  const { asked, policies } = standingOf(lines)
  return {
    key, on, accountId: subscription.accountId, userId: subscription.ownerId, shipToId: subscription.shipToId, lines: asked, source: sourceOf(subscription),
    priceOf: (line, current) => policyPrice(policies.get(line.lineId) ?? { policy: "current" }, subscription.discountPercent, on, current),
  }
}

type Standing = { readonly asked: readonly StandingLine[]; readonly policies: ReadonlyMap<string, PricePolicy> }
const kept = new WeakMap<readonly DueLine[], Standing>()

/** Dates with the same lines ask with the same list: ordering prices it once. */
function standingOf(lines: readonly DueLine[]): Standing {
  const known = kept.get(lines)
  if (known) return known
  const made = { asked: lines.map(standingLine), policies: new Map(lines.map((line) => [line.lineId, line.pricePolicy])) }
  kept.set(lines, made)
  return made
}

export const sourceOf = ({ subscriptionId, number, schedule }: Pick<Subscription, "subscriptionId" | "number" | "schedule">) => ({ id: subscriptionId, name: number, version: schedule.version })


export function hintOf({ wanted, now, byThen }: Pick<StandingQuoteLine, "wanted" | "now" | "byThen">): AvailabilityHint {
  if (compareQuantities(now, wanted) >= 0) return "in_stock"
  return compareQuantities(byThen, wanted) >= 0 ? "expected" : "short"
}

const WORST: readonly AvailabilityHint[] = ["short", "expected", "in_stock"]
export const worstOf = (hints: readonly AvailabilityHint[]): AvailabilityHint => WORST.find((hint) => hints.includes(hint)) ?? "in_stock"

/** What is kept of an occurrence; a house account sells to nobody and keeps nothing. */
export function marginOf({ net, supply, house }: StandingQuote): MarginView | null {
  if (house) return null
  const kept = { ...net, amount: net.amount - supply.amount }
  return { net: moneyToJson(net), supply: moneyToJson(supply), margin: moneyToJson(kept), marginPercent: net.amount === 0n ? 0 : Number((kept.amount * 10_000n) / net.amount) / 100 }
}
