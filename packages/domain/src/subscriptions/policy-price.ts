import type { Work } from "@entrepot/db"
import { applyPercent, canonicalJson, compareQuantities, comparePrices, quantity, Refusal, unitPrice, type JsonValue, type UnitPrice } from "@entrepot/kernel"
import type { StandingLine } from "../ordering/index.ts"
import type { IndexBook, LinePrice } from "../pricing/index.ts"
import type { PricePolicy } from "./contract.ts"
import { indexBaseOf, indexPriceOn } from "./index-price.ts"
import type { DueLine } from "./outlook.ts"
import type { SubscriptionLine } from "./subscription.ts"

/** What everybody of the account pays that day, less the plan's discount. */
export function discounted(current: LinePrice, discountPercent: string): UnitPrice | null {
  const price = current.price?.unitPrice ?? null
  return price === null || Number(discountPercent) === 0 ? price : applyPercent(price, `-${discountPercent}`)
}

/**
 * What a line costs on the day on which it comes. A locked price holds up to and with its last day; one within bounds follows the current price
 * and stops at its cap and its floor; an index price follows its series alone, whatever the list says; a tier is the current price of the quantity that was agreed for
 * the term. Null asks for a price.
 */
export function policyPrice(policy: PricePolicy, discountPercent: string, on: string, current: LinePrice, indices: IndexBook): UnitPrice | null {
  const now = discounted(current, discountPercent)
  if (policy.policy === "locked" && policy.unitPrice !== undefined && on <= policy.until) return unitPrice(policy.unitPrice)
  if (policy.policy === "index") return indexPriceOn(policy, on, indices)?.price ?? now
  if (policy.policy !== "current_within" || policy.basePrice === undefined || now === null) return now
  const base = unitPrice(policy.basePrice)
  const [floor, cap] = [applyPercent(base, `-${Math.min(Number(policy.floorPercent), 100)}`), applyPercent(base, policy.capPercent)]
  return comparePrices(now, floor) < 0 ? floor : comparePrices(now, cap) > 0 ? cap : now
}

/** The day on which something is agreed, and the series that a price may follow from it on. */
export type Agreement = { readonly today: string; readonly indices: IndexBook }

/** A price that was left open when the policy was chosen is today's, and so is the index that it follows. Refuses `subscriptions.index_has_no_value`. */
export function settled(policy: PricePolicy, now: UnitPrice | null, code: string, { today, indices }: Agreement): PricePolicy {
  if (now === null) return policy
  if (policy.policy === "locked" && policy.unitPrice === undefined) return { ...policy, unitPrice: now }
  if (policy.policy === "index") return indexed(policy, now, code, { today, indices })
  return policy.policy === "current_within" && policy.basePrice === undefined ? { ...policy, basePrice: now } : policy
}

function indexed(policy: Extract<PricePolicy, { policy: "index" }>, now: UnitPrice, code: string, { today, indices }: Agreement): PricePolicy {
  const basePrice = policy.basePrice === undefined ? now : unitPrice(policy.basePrice)
  const base = policy.base ?? indexBaseOf(policy, basePrice, code, today, indices)
  if (!base) throw new Refusal("subscriptions.index_has_no_value", "rule", { series: indices.get(policy.seriesId)?.name ?? "" })
  return { ...policy, basePrice, base }
}

/**
 * A line whose price is agreed now: what was left open is today's. It was agreed for this product and unit, and from the price step on that the line's
 * quantity has reached: whoever takes fewer than that has another price.
 */
export function agreedLine(line: SubscriptionLine, { productId, unit, quantity: wanted }: Pick<SubscriptionLine, "productId" | "unit" | "quantity">, current: LinePrice, discountPercent: string, agreement: Agreement): SubscriptionLine {
  const reached = (current.price?.tiers ?? []).map((tier) => tier.quantity).filter((from) => compareQuantities(from, quantity(wanted)) <= 0)
  return { ...line, pricePolicy: settled(line.pricePolicy, discounted(current, discountPercent), current.currency, agreement), termsFor: { productId, unit, from: reached.sort(compareQuantities).at(-1) ?? "0" } }
}

/** A subscription's line as ordering asks for it. */
export function standingLine({ lineId, productId, unit, quantity, pricePolicy }: DueLine): StandingLine {
  return { lineId, productId, unit, quantity, ...(pricePolicy.policy === "contract_tier" && Number(pricePolicy.tierQuantity) > Number(quantity) && { priceQuantity: pricePolicy.tierQuantity }) }
}

/**
 * Whether somebody may have this policy without anybody's agreement to its price: it is the plan's or the line's own already, or it names no price, no tier and no
 * index. Everything else is agreed by whoever sets prices.
 */
export function needsAgreement(policy: PricePolicy, agreed: readonly PricePolicy[]): boolean {
  if (agreed.some((one) => sameTerms(one, policy))) return false
  if (policy.policy === "locked") return policy.unitPrice !== undefined
  if (policy.policy === "current_within") return policy.basePrice !== undefined
  return policy.policy === "contract_tier" || policy.policy === "index"
}

export const sameTerms = (one: PricePolicy, other: PricePolicy) => canonicalJson(one as JsonValue) === canonicalJson(other as JsonValue)

/** Refuses `subscriptions.price_needs_agreement` to whoever may not set prices. */
export function refuseOwnPrices(work: Work, policy: PricePolicy, agreed: readonly PricePolicy[]): void {
  if (!work.actor.permissions.has("price.manage") && needsAgreement(policy, agreed)) throw new Refusal("subscriptions.price_needs_agreement", "forbidden")
}
