import { address, type Address } from "./address.ts"
import type { Product } from "./family.ts"
import { shareOf } from "./random.ts"

export type Warehouse = {
  readonly code: string
  readonly name: string
  readonly address: Address
  readonly latitude: number
  readonly longitude: number
  readonly timeZone: string
  readonly zone: string
  /** Countries that this warehouse serves first. */
  readonly serves: readonly string[]
}

export const warehouses: readonly Warehouse[] = [
  {
    code: "HAM", name: "Hamburg Billbrook", address: address("Halskestieg 14", "22113", "Hamburg", "DE"),
    latitude: 53.5283, longitude: 10.0846, timeZone: "Europe/Berlin", zone: "NORTH", serves: ["DE", "AT", "NL", "DK", "US"],
  },
  {
    code: "LYS", name: "Lyon Saint-Priest", address: address("27 rue des Entreposeurs", "69800", "Saint-Priest", "FR", "Auvergne-Rhône-Alpes"),
    latitude: 45.6964, longitude: 4.9388, timeZone: "Europe/Paris", zone: "SOUTH", serves: ["FR", "BE", "CH", "IT", "ES"],
  },
]

export type StartingStock = {
  readonly warehouse: string
  readonly sku: string
  /** In base units; "0" where nothing is on the shelf. */
  readonly quantity: string
  readonly bin: string
  /** When available stock falls to this many base units, it is time to buy. */
  readonly reorderPoint: string
  /** The lots that make up the quantity; empty where the product is not lot-tracked or nothing is there. */
  readonly lots: readonly { readonly lot: string; readonly quantity: string; readonly expiresInDays: number | null }[]
}

/** The size in which a product is bought and put away: its smallest pack that is more than one, or one. */
function handlingUnit({ packs, orderRule }: Product): number {
  return Number(packs.find(({ factor }) => Number(factor) > 1)?.factor ?? orderRule?.step ?? 1)
}

/** Dear things stand on the shelf in twos and threes, cheap ones by the pallet. */
function depthOf(product: Product): number {
  const price = Number(product.prices[0]?.unitPrice) * handlingUnit(product)
  return price > 1000 ? 4 : price > 200 ? 10 : price > 50 ? 45 : 140
}

function unitsOnShelf(warehouse: string, product: Product): number {
  if (shareOf(`out ${product.sku}`) < 0.04) return 0
  const here = shareOf(`${warehouse} ${product.sku}`)
  if (here < 0.07) return 0
  const usual = depthOf(product) * (0.3 + product.popularity / 60)
  const low = shareOf(`low ${product.sku}`) < 0.12
  return Math.max(1, Math.round(usual * (low ? 0.06 : 0.6 + 0.8 * here) * (warehouse === "HAM" ? 1.3 : 0.8)))
}

function lotsOf(warehouse: string, product: Product, quantity: number): StartingStock["lots"] {
  if (product.tracking !== "lot" || quantity === 0) return []
  const step = handlingUnit(product)
  const older = Math.floor((quantity * 0.35) / step) * step
  const year = 24 + Math.floor(shareOf(`lot ${product.sku}`) * 2)
  const lot = (part: string, of: number, shareOfLife: number) => ({
    lot: `${year}${part}${String(Math.floor(shareOf(`${part}${warehouse}${product.sku}`) * 90_000) + 10_000)}`,
    quantity: String(of),
    expiresInDays: product.shelfLifeDays === null ? null : Math.round(product.shelfLifeDays * shareOfLife),
  })
  return older === 0 ? [lot("B", quantity, 0.8)] : [lot("A", older, 0.35), lot("B", quantity - older, 0.8)]
}

/**
 * What the books open with, 150 days ago. One product in twenty-five is out everywhere, a few more are out at one
 * warehouse and one in eight is scarce, so that backorders and low-stock work have something to show.
 */
export function startingStock(warehouse: Warehouse, product: Product): StartingStock {
  const step = handlingUnit(product)
  const quantity = product.status === "discontinued" ? 0 : unitsOnShelf(warehouse.code, product) * step
  const place = shareOf(`bin ${warehouse.code} ${product.sku}`)
  return {
    warehouse: warehouse.code,
    sku: product.sku,
    quantity: String(quantity),
    bin: `${"ABCDEFGH"[Math.floor(place * 8)]}-${String(Math.floor(place * 997) % 40 + 1).padStart(2, "0")}-${Math.floor(place * 9973) % 6 + 1}`,
    reorderPoint: String(Math.max(1, Math.round((depthOf(product) * product.popularity) / 400)) * step),
    lots: lotsOf(warehouse.code, product, quantity),
  }
}
