import type { Work } from "@entrepot/db"
import { applyPercent, canonicalJson, compareQuantities, comparePrices, quantity, Refusal, unitPrice, type JsonValue, type UnitPrice } from "@entrepot/kernel"
import type { StandingLine } from "../ordering/index.ts"
import type { LinePrice } from "../pricing/index.ts"
import type { PricePolicy } from "./contract.ts"
import type { DueLine } from "./outlook.ts"
import type { SubscriptionLine } from "./subscription.ts"

/** What everybody of the account pays that day, less the plan's discount. */
export function discounted(current: LinePrice, discountPercent: string): UnitPrice | null {
  const price = current.price?.unitPrice ?? null
  return price === null || Number(discountPercent) === 0 ? price : applyPercent(price, `-${discountPercent}`)
}

/**
 * What a line costs on the day on which it comes. A locked price holds up to and with its last day; an index follows the current price
 * and stops at its cap and its floor; a tier is the current price of the quantity that was agreed for the term. Null asks for a price.
 */
export function policyPrice(policy: PricePolicy, discountPercent: string, on: string, current: LinePrice): UnitPrice | null {
  const now = discounted(current, discountPercent)
  if (policy.policy === "locked" && policy.unitPrice !== undefined && on <= policy.until) return unitPrice(policy.unitPrice)
  if (policy.policy !== "index" || policy.basePrice === undefined || now === null) return now
  const base = unitPrice(policy.basePrice)
  const [floor, cap] = [applyPercent(base, `-${Math.min(Number(policy.floorPercent), 100)}`), applyPercent(base, policy.capPercent)]
  return comparePrices(now, floor) < 0 ? floor : comparePrices(now, cap) > 0 ? cap : now
}

/** A price that was left open when the policy was chosen is today's. */
export function settled(policy: PricePolicy, today: UnitPrice | null): PricePolicy {
  if (today === null) return policy
  if (policy.policy === "locked" && policy.unitPrice === undefined) return { ...policy, unitPrice: today }
  return policy.policy === "index" && policy.basePrice === undefined ? { ...policy, basePrice: today } : policy
}

/**
 * A line whose price is agreed now: what was left open is today's. It was agreed for this product and unit, and from the price step on that the line's
 * quantity has reached: whoever takes fewer than that has another price.
 */
export function agreedLine(line: SubscriptionLine, { productId, unit, quantity: wanted }: Pick<SubscriptionLine, "productId" | "unit" | "quantity">, current: LinePrice, discountPercent: string): SubscriptionLine {
  const reached = (current.price?.tiers ?? []).map((tier) => tier.quantity).filter((from) => compareQuantities(from, quantity(wanted)) <= 0)
  return { ...line, pricePolicy: settled(line.pricePolicy, discounted(current, discountPercent)), termsFor: { productId, unit, from: reached.sort(compareQuantities).at(-1) ?? "0" } }
}

/** A subscription's line as ordering asks for it. */
export function standingLine({ lineId, productId, unit, quantity, pricePolicy }: DueLine): StandingLine {
  return { lineId, productId, unit, quantity, ...(pricePolicy.policy === "contract_tier" && Number(pricePolicy.tierQuantity) > Number(quantity) && { priceQuantity: pricePolicy.tierQuantity }) }
}

/**
 * Whether somebody may have this policy without anybody's agreement to its price: it is the plan's or the line's own already, or it names no price and no
 * tier. Everything else is agreed by whoever sets prices.
 */
export function needsAgreement(policy: PricePolicy, agreed: readonly PricePolicy[]): boolean {
  if (agreed.some((one) => sameTerms(one, policy))) return false
  if (policy.policy === "locked") return policy.unitPrice !== undefined
  if (policy.policy === "index") return policy.basePrice !== undefined
  return policy.policy === "contract_tier"
}

export const sameTerms = (one: PricePolicy, other: PricePolicy) => canonicalJson(one as JsonValue) === canonicalJson(other as JsonValue)

/** Refuses `subscriptions.price_needs_agreement` to whoever may not set prices. */
export function refuseOwnPrices(work: Work, policy: PricePolicy, agreed: readonly PricePolicy[]): void {
  if (!work.actor.permissions.has("price.manage") && needsAgreement(policy, agreed)) throw new Refusal("subscriptions.price_needs_agreement", "forbidden")
}
