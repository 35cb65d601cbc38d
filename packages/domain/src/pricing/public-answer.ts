import type { Work } from "@entrepot/db"
import { may } from "../tenancy/index.ts"
import type { PriceAnswer, PriceExplanation, PriceKind, PriceSource, PriceTier } from "./answer.ts"
import type { LinePrice } from "./price-lines.ts"

/** The name of the buyer's own contract or list may be said; a rule's or a group's name tells how the seller thinks. */
const NAMED_TO_BUYERS: ReadonlySet<PriceKind> = new Set(["contract", "account_list"])

/** Whether the actor may see what the tenant pays, what it keeps, and why it asks what it asks. */
export function seesMargins(work: Work): boolean {
  return may(work, "margin.view") || may(work, "network.price.manage")
}

/**
 * What a buyer may see of an answer: their price, its tiers, what kind of source it came from and what would change it.
 * Everything from which the supply price, a margin or another buyer's terms could be worked out stays behind.
 */
export function publicAnswer(answer: PriceAnswer): PriceAnswer {
  return { ...answer, source: publicSource(answer.source), tiers: publicTiers(answer.tiers), explanation: publicExplanation(answer.explanation), supply: null, marginPercent: null, floor: null }
}

/** The same for a line of `priceLines`. */
export function publicLine(line: LinePrice): LinePrice {
  return { ...line, supply: null, marginPercent: null, belowFloor: false, price: line.price && publicPrice(line.price) }
}

function publicPrice({ unitPrice, source, tiers, explanation }: NonNullable<LinePrice["price"]>): LinePrice["price"] {
  return { unitPrice, source: publicSource(source), tiers: publicTiers(tiers), explanation: explanation && publicExplanation(explanation) }
}

/** Only the winner, without the percentage and basis of a rule, and what would change the price. */
export function publicExplanation({ winner, wouldBeat }: PriceExplanation): PriceExplanation {
  const { source, unitPrice, quantity, convertedFrom } = winner
  return { winner: { source: publicSource(source), unitPrice, quantity, ...(convertedFrom && !winner.rule && { convertedFrom }) }, losers: [], wouldBeat }
}

export function publicSource(source: PriceSource): PriceSource {
  return NAMED_TO_BUYERS.has(source.kind) ? source : { ...source, name: "" }
}

function publicTiers(tiers: readonly PriceTier[]): PriceTier[] {
  return tiers.map((tier) => ({ ...tier, source: publicSource(tier.source) }))
}
