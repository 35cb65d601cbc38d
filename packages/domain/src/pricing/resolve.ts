import { compareQuantities, isBelowMargin, marginPercent, quantity, subtractQuantity, type Quantity, type UnitPrice } from "@entrepot/kernel"
import type { LossReason, PriceAnswer, PriceKind, PriceExplanation, PriceFloor, PriceLoser, PriceTier } from "./answer.ts"
import type { BuyerFacts, PriceCandidates, UnitFacts } from "./candidates.ts"
import { mergeOffers, offerAt, offersOf, once, type Offer } from "./offers.ts"

/** The price ladder of one product in one unit for one buyer: worked out once, asked for any quantity. */
export type PriceLadder = {
  readonly unit: UnitFacts
  readonly merged: readonly Offer[]
  /** The tenant's own side; worked out when somebody asks. */
  readonly supply: () => readonly Offer[]
  /** What each source would ask for a quantity, winners and losers. */
  readonly everyAt: (wanted: Quantity) => readonly Offer[]
}

/**
 * Builds the ladder, or nothing when the product is not kept in that unit. A house account buys from the distributor, so its
 * ladder is the supply side; everybody else's is the sale side, where a rule may build on the supply price.
 */
export function priceLadder(candidates: PriceCandidates, unit: string, { accountKind }: Pick<BuyerFacts, "accountKind">): PriceLadder | undefined {
  const asked = candidates.units.find((facts) => facts.unit === unit)
  if (!asked) return undefined
  const supplySide = once(() => offersOf(candidates, asked, "supply", () => []))
  const supply = once(() => mergeOffers(supplySide().decisive))
  if (accountKind === "house") return { unit: asked, everyAt: (wanted) => supplySide().everyAt(wanted), merged: supply(), supply }
  const sale = offersOf(candidates, asked, "sale", supply)
  return { unit: asked, everyAt: sale.everyAt, merged: mergeOffers(sale.decisive), supply }
}

/** The volume tiers that a buyer of this unit can reach; the first one starts at the least orderable quantity. */
export function tiersOf({ unit, merged }: PriceLadder): PriceTier[] {
  const least = quantity(unit.minimum)
  const first = offerAt(merged, least)
  const later = merged.filter((offer) => compareQuantities(offer.min, least) > 0)
  return [...(first ? [{ ...first, min: least }] : []), ...later].map(({ min, unitPrice, source }) => ({ quantity: min, unitPrice, source }))
}

/**
 * THE price: of this product, in this unit, for this quantity, for this buyer, on the buyer's day. Null means that nobody
 * named one ("request a price"); it is never 0. Every door asks here, so the same question has the same answer everywhere.
 */
export function resolvePrice(candidates: PriceCandidates, ask: { readonly unit: string; readonly quantity: string; readonly buyer: BuyerFacts }): PriceAnswer | null {
  const ladder = priceLadder(candidates, ask.unit, ask.buyer)
  return ladder ? answerFrom(ladder, quantity(ask.quantity), ask.buyer) : null
}

/** Only what it costs and who said so, of a ladder that is built already: for lists that explain nothing. */
export function priceAt({ merged }: PriceLadder, wanted: Quantity): { readonly unitPrice: UnitPrice; readonly kind: PriceKind } | null {
  const winner = offerAt(merged, wanted)
  return winner ? { unitPrice: winner.unitPrice, kind: winner.source.kind } : null
}

/** The answer of a ladder that is built already. */
export function answerFrom(ladder: PriceLadder, wanted: Quantity, buyer: BuyerFacts): PriceAnswer | null {
  const answer = unexplained(ladder, wanted, buyer)
  return answer && { ...answer, explanation: explanationOf(ladder, wanted)! }
}

/** The same without its explanation, which is half of the work. */
export function unexplained(ladder: PriceLadder, wanted: Quantity, buyer: BuyerFacts): Omit<PriceAnswer, "explanation"> | null {
  const winner = offerAt(ladder.merged, wanted)
  if (!winner) return null
  const supply = offerAt(ladder.supply(), wanted)
  const margin = supply && buyer.accountKind === "customer" ? marginPercent(winner.unitPrice, supply.unitPrice) : undefined
  return {
    unitPrice: winner.unitPrice,
    currency: buyer.currency,
    source: winner.source,
    tiers: tiersOf(ladder),
    supply: supply ? { unitPrice: supply.unitPrice } : null,
    marginPercent: margin ?? null,
    floor: supply && margin !== undefined ? floorOf(winner.unitPrice, supply.unitPrice, margin, buyer) : null,
  }
}

/** Why a quantity costs what it costs; null where nobody named a price for it. */
export function explanationOf(ladder: PriceLadder, wanted: Quantity): PriceExplanation | null {
  const winner = offerAt(ladder.merged, wanted)
  return winner ? explain(ladder, winner, wanted) : null
}

/** Judged after every discount. A price below the floor needs an approval; it is never refused. */
function floorOf(price: UnitPrice, supply: UnitPrice, margin: string, { minMarginPercent }: BuyerFacts): PriceFloor | null {
  if (minMarginPercent === null) return null
  return { minMarginPercent, marginPercent: margin, below: isBelowMargin(price, supply, minMarginPercent) }
}

function explain(ladder: PriceLadder, winner: Offer, wanted: Quantity): PriceExplanation {
  const next = ladder.merged.find((offer) => compareQuantities(offer.min, wanted) > 0)
  return {
    winner: { ...making(winner), source: winner.source, unitPrice: winner.unitPrice, quantity: winner.min },
    losers: losersTo(winner, ladder, wanted),
    wouldBeat: [
      ...(next ? [{ what: "next_tier" as const, quantity: next.min, missing: subtractQuantity(next.min, wanted), unitPrice: next.unitPrice }] : []),
      ...(winner.endsOn ? [{ what: "ends" as const, on: winner.endsOn }] : []),
    ],
  }
}

/** One line for each source that did not win: what it would have asked for this quantity, or where it starts. */
function losersTo(winner: Offer, { everyAt }: PriceLadder, wanted: Quantity): PriceLoser[] {
  return everyAt(wanted).filter((offer) => offer.rank !== winner.rank).sort((left, right) => left.rank - right.rank)
    .map((offer) => ({ ...making(offer), source: offer.source, unitPrice: offer.unitPrice, quantity: offer.min, why: whyNot(offer, winner, wanted) }))
}

function whyNot(offer: Offer, winner: Offer, wanted: Quantity): LossReason {
  if (compareQuantities(offer.min, wanted) > 0) return "needs_quantity"
  if (offer.rank < winner.rank) return "costs_more"
  return offer.source.kind === winner.source.kind ? "less_exact" : "lower_rung"
}

function making({ convertedFrom, rule }: Offer) {
  return { ...(convertedFrom && { convertedFrom }), ...(rule && { rule }) }
}
