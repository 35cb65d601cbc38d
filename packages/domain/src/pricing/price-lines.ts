import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { quantity, Refusal, type Quantity, type UnitPrice } from "@entrepot/kernel"
import { entitledProduct } from "../catalog/index.ts"
import type { PriceExplanation, PriceFloor, PriceSource, PriceTier } from "./answer.ts"
import type { BuyerFacts } from "./candidates.ts"
import { buyerCtes, buyerGroup, candidatesOf, priceHead, priceRows, type PricedFor, type PriceHead, type PriceRows } from "./price-candidates.ts"
import { explanationOf, priceLadder, unexplained, type PriceLadder } from "./resolve.ts"

export type LineAsk = { readonly productId: string; readonly unit: string; readonly quantity: string }

export type PriceLinesAsk = {
  readonly accountId: string; readonly on?: string | undefined; readonly lines: readonly LineAsk[]
  /** `false`: without explanations, for whoever asks for a hundred prices and shows none of them by itself. */
  readonly explained?: boolean
}

export type PricedProduct = {
  readonly sku: string
  readonly names: Readonly<Record<string, string>>
  readonly categoryPath: string
  readonly brandNorm: string
  readonly taxCategory: string
  readonly baseUnit: string
  readonly status: "draft" | "active" | "run_out" | "discontinued"
  readonly entitled: boolean
  readonly successorId: string | null
  readonly weightGrams: number | null
}

export type LinePrice = {
  readonly productId: string
  readonly unit: string
  readonly quantity: Quantity
  readonly currency: string
  /** Null is "request a price", never 0. */
  readonly price: { readonly unitPrice: UnitPrice; readonly source: PriceSource; readonly tiers: readonly PriceTier[]; readonly explanation: PriceExplanation | null; readonly floor?: PriceFloor } | null
  /** What the tenant pays per unit. For the seller's side only: `publicLine` takes it out. */
  readonly supply: { readonly unitPrice: UnitPrice } | null
  readonly marginPercent: string | null
  /** Needs an approval; it is no refusal. */
  readonly belowFloor: boolean
  readonly product: PricedProduct
  readonly unitFacts: { readonly factor: Quantity; readonly minimum: Quantity; readonly step: Quantity; readonly sellable: boolean }
}

type PricedRow = { readonly productId: string; readonly product: PricedProduct; readonly prices: PriceRows }

export const MOST_LINES = 500

/**
 * Prices up to 500 lines in one round trip, in the order in which they were asked, whoever asks: what a reader may see of the
 * answers is decided by the caller (`publicLine`). `on` is the tenant's business date, today when left out. An id from
 * another network and one that never was get the same refusal, `pricing.product_not_found`.
 */
export async function priceLines(work: Work, { accountId, on, lines, explained }: PriceLinesAsk): Promise<LinePrice[]> {
  return linesFor(work, { accountId, on, lines, ...(explained === false && { explained }) })
}

/** The same, with a draft list treated as published: for simulations and publish diffs. */
export async function linesFor(work: Work, { lines, explained = true, ...pricedFor }: PriceLinesAsk & PricedFor): Promise<LinePrice[]> {
  if (lines.length === 0) return []
  if (lines.length > MOST_LINES) throw new Refusal("pricing.too_many_lines", "invalid", { most: MOST_LINES })
  const productIds = [...new Set(lines.map(({ productId }) => productId))]
  const { rows } = await sql<{ head: PriceHead | null; products: PricedRow[] | null }>`
    with ${buyerCtes(work, pricedFor)}
    select ${priceHead} as head, (select json_agg(q.facts) from (
      select json_build_object('productId', p.product_id, 'product', ${productFacts(work, "p")}, 'prices', ${priceRows(work, "p")}) as facts
        from unnest(${productIds}::uuid[]) as asked (product_id) join catalog.product p on p.network_id = ${work.scope.networkId} and p.product_id = asked.product_id
        cross join buyer b) q) as products`.execute(work.db)
  const { head, products } = rows[0]!
  if (!head) throw new Refusal("pricing.account_not_found", "not_found")
  return linePrices(head, products ?? [], lines, explained)
}

function linePrices(head: PriceHead, products: readonly PricedRow[], lines: readonly LineAsk[], explained: boolean): LinePrice[] {
  const known = new Map(products.map((row) => [row.productId, row]))
  const ladders = new Map<string, PriceLadder | undefined>()
  return lines.map((line) => {
    const row = known.get(line.productId)
    if (!row) throw new Refusal("pricing.product_not_found", "not_found")
    const key = `${line.productId} ${line.unit}`
    if (!ladders.has(key)) ladders.set(key, priceLadder(candidatesOf(row.prices, head), line.unit, head.buyer))
    const ladder = ladders.get(key)
    if (!ladder) throw new Refusal("pricing.unit_unknown", "rule", { sku: row.product.sku, unit: line.unit })
    return linePrice(head.buyer, row.product, ladder, line, explained)
  })
}

function linePrice(buyer: BuyerFacts, product: PricedProduct, ladder: PriceLadder, { productId, unit, quantity: text }: LineAsk, explained: boolean): LinePrice {
  const wanted = quantity(text)
  const answer = unexplained(ladder, wanted, buyer)
  const { factor, minimum, step, sellable } = ladder.unit
  return {
    productId, unit, quantity: wanted, currency: buyer.currency, product,
    price: answer && { unitPrice: answer.unitPrice, source: answer.source, tiers: answer.tiers, explanation: explained ? explanationOf(ladder, wanted) : null, ...(answer.floor && { floor: answer.floor }) },
    supply: answer?.supply ?? null,
    marginPercent: answer?.marginPercent ?? null,
    belowFloor: answer?.floor?.below ?? false,
    unitFacts: { factor: quantity(factor), minimum: quantity(minimum), step: quantity(step), sellable },
  }
}

/** The facts of a product that an order line keeps or is judged by; needs `buyerCtes` in the statement. */
function productFacts(work: Work, p: string) {
  const column = (name: string) => sql.ref(`${p}.${name}`)
  return sql<PricedProduct>`json_build_object('sku', ${column("sku")}, 'names', ${column("names")}, 'categoryPath', ${column("category_path")}, 'brandNorm', ${column("brand_norm")},
    'taxCategory', ${column("tax_category")}, 'baseUnit', ${column("base_unit")}, 'status', ${column("status")}, 'successorId', ${column("successor_id")},
    'weightGrams', ${column("weight_grams")}, 'entitled', ${entitledProduct(p, { accountGroup: buyerGroup, scope: work.scope })})`
}
