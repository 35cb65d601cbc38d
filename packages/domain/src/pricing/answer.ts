import type { Quantity, UnitPrice } from "@entrepot/kernel"

/** The rungs of the ladder, from the top. */
export const PRICE_KINDS = ["contract", "account_list", "group_list", "tenant_list", "rule", "base"] as const
export type PriceKind = (typeof PRICE_KINDS)[number]

/** What gave a price, as an order line keeps it: id and version name it for good. */
export type PriceSource = { readonly kind: PriceKind; readonly id: string; readonly name: string; readonly version: number }

/** From this quantity on, in the unit that was asked for, one unit costs this much. */
export type PriceTier = { readonly quantity: Quantity; readonly unitPrice: UnitPrice; readonly source: PriceSource }

/** How an offer came to its price: straight from a row, from another unit of the product, or by a rule's percentage. */
export type PriceMaking = {
  readonly convertedFrom?: { readonly unit: string; readonly unitPrice: UnitPrice } | undefined
  readonly rule?: { readonly percent: string; readonly basis: "base" | "supply"; readonly basisPrice: UnitPrice } | undefined
}

export type PriceWinner = PriceMaking & { readonly source: PriceSource; readonly unitPrice: UnitPrice; readonly quantity: Quantity }

/**
 * needs_quantity: it starts at a bigger quantity. lower_rung: a source higher on the ladder names this quantity break.
 * less_exact: of two rules or two lists on one rung the other one is more exact, or newer. costs_more: a smaller quantity
 * or another source is cheaper already, and more never costs more.
 */
export const LOSS_REASONS = ["needs_quantity", "lower_rung", "less_exact", "costs_more"] as const
export type LossReason = (typeof LOSS_REASONS)[number]

export type PriceLoser = PriceMaking & { readonly source: PriceSource; readonly unitPrice: UnitPrice; readonly quantity: Quantity; readonly why: LossReason }

/** What would change the price: the next quantity break, or the last day on which the winner holds. */
export type PriceOutlook =
  | { readonly what: "next_tier"; readonly quantity: Quantity; readonly missing: Quantity; readonly unitPrice: UnitPrice }
  | { readonly what: "ends"; readonly on: string }

export type PriceExplanation = { readonly winner: PriceWinner; readonly losers: readonly PriceLoser[]; readonly wouldBeat: readonly PriceOutlook[] }

/** The floor that a price was held against. */
export type PriceFloor = { readonly minMarginPercent: string; readonly marginPercent: string; readonly below: boolean }

/** A whole answer, for the seller's eyes. What a buyer may see of it is `publicAnswer`. */
export type PriceAnswer = {
  readonly unitPrice: UnitPrice
  readonly currency: string
  readonly source: PriceSource
  readonly tiers: readonly PriceTier[]
  readonly explanation: PriceExplanation
  /** What the tenant pays the distributor per unit; null when nobody has said. */
  readonly supply: { readonly unitPrice: UnitPrice } | null
  readonly marginPercent: string | null
  readonly floor: PriceFloor | null
}
