import { quantity, type Quantity, type UnitPrice } from "@entrepot/kernel"
import { answerFrom, priceAt, priceLadder, tiersOf, type BuyerFacts, type PriceKind, type PriceLadder, type UnitFacts } from "../pricing/index.ts"
import { stockView, type StockView } from "./stock-view.ts"
import type { ProductFace, StorefrontProduct } from "./storefront-row.db.ts"

/** A price as a list shows it; supply and margin are there for the seller's people only. */
export type TilePrice = {
  readonly unitPrice: UnitPrice
  readonly currency: string
  readonly kind: PriceKind
  readonly supplyPrice?: UnitPrice
  readonly marginPercent?: string
  readonly belowFloor?: boolean
}

export type TileUnit = {
  readonly unit: string
  readonly factor: Quantity
  readonly minimum: Quantity
  readonly step: Quantity
  /** For the least quantity that can be ordered. Null is "request a price". */
  readonly price: TilePrice | null
  /** What more of them cost; empty where the price is the same for any quantity. */
  readonly tiers: readonly { readonly quantity: Quantity; readonly unitPrice: UnitPrice }[]
}

export type ProductTile = ProductFace & { readonly units: readonly TileUnit[]; readonly availability: StockView }

/** Whose eyes: the buyer's facts, and whether supply prices and margins may be shown. */
export type Viewer = { readonly buyer: BuyerFacts; readonly seesMargins: boolean }

/** A product in a list: each unit that it is sold in with the buyer's own price, and its stock. */
export function productTile({ candidates, availability, ...face }: StorefrontProduct, viewer: Viewer): ProductTile {
  const units = candidates.units.filter(({ sellable }) => sellable).map((unit) => tileUnit(unit, candidates, viewer))
  return { ...face, units, availability: stockView(availability, candidates.units, viewer.buyer.on) }
}

function tileUnit({ unit, factor, minimum, step }: UnitFacts, candidates: StorefrontProduct["candidates"], viewer: Viewer): TileUnit {
  const ladder = priceLadder(candidates, unit, viewer.buyer)!
  const price = viewer.seesMargins ? sellersPrice(ladder, quantity(minimum), viewer.buyer) : priceAt(ladder, quantity(minimum))
  const tiers = tiersOf(ladder).map((tier) => ({ quantity: tier.quantity, unitPrice: tier.unitPrice }))
  return {
    unit, factor: quantity(factor), minimum: quantity(minimum), step: quantity(step),
    price: price && { ...price, currency: viewer.buyer.currency },
    tiers: tiers.length > 1 || !price ? tiers : [],
  }
}

function sellersPrice(ladder: PriceLadder, wanted: Quantity, buyer: BuyerFacts): Omit<TilePrice, "currency"> | null {
  const answer = answerFrom(ladder, wanted, buyer)
  return answer && {
    unitPrice: answer.unitPrice, kind: answer.source.kind,
    ...(answer.supply && { supplyPrice: answer.supply.unitPrice }), ...(answer.marginPercent !== null && { marginPercent: answer.marginPercent }), ...(answer.floor?.below && { belowFloor: true }),
  }
}
