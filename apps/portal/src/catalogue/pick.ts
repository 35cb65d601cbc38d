import { compareQuantities, quantity } from "@entrepot/kernel"
import type { ProductTile } from "@entrepot/domain/storefront"

export type TileUnit = ProductTile["units"][number]

/** The price of one unit when so many are bought, by the tiers that the server sent; the server prices the cart. */
export function priceAt({ price, tiers }: TileUnit, wanted: string | undefined): { unitPrice: string; currency: string } | null {
  if (!price) return null
  const reached = wanted === undefined ? [] : tiers.filter((tier) => compareQuantities(tier.quantity, quantity(wanted)) <= 0)
  return { unitPrice: reached.at(-1)?.unitPrice ?? price.unitPrice, currency: price.currency }
}
