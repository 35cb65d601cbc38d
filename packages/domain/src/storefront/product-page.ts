import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { quantity, quantityVerdict, Refusal, toBase, type Quantity, type QuantityVerdict } from "@entrepot/kernel"
import { entitledProduct, localised, localisedName, visibleProduct } from "../catalog/index.ts"
import type { PromiseDate } from "../inventory/index.ts"
import { answerFrom, buyerCtes, priceHead, priceLadder, publicAnswer, seesMargins, type PriceAnswer, type PriceHead } from "../pricing/index.ts"
import { entitlementOf, type AskedFor } from "./catalogue-page.ts"
import type { AskProduct } from "./contract.ts"
import { productTile, type ProductTile, type Viewer } from "./product-tile.ts"
import { promiseFor, stockByWarehouse, type WarehouseStock } from "./stock-view.ts"
import { storefrontProduct, storefrontRow, warehouseFacts, type StorefrontProduct, type StorefrontRow, type WarehouseFacts } from "./storefront-row.db.ts"

export type ProductPage = ProductTile & {
  readonly gtin: string | null
  readonly description: string
  readonly attributes: Readonly<Record<string, string | number | boolean>>
  readonly origin: string | null
  readonly hsCode: string | null
  readonly weightGrams: number | null
  /** From the root to the product's own category. */
  readonly trail: readonly { readonly path: string; readonly name: string }[]
  /** The price of what was asked for, and why; null is "request a price". */
  readonly asked: { readonly unit: string; readonly quantity: Quantity; readonly verdict: QuantityVerdict; readonly answer: PriceAnswer | null; readonly promise: PromiseDate }
  readonly warehouses: readonly WarehouseStock[]
  readonly successor: ProductTile | null
  readonly replaces: readonly { readonly productId: string; readonly sku: string; readonly name: string }[]
  readonly alternatives: readonly (ProductTile & { readonly reason: string })[]
}

type Sheet = Pick<ProductPage, "gtin" | "description" | "attributes" | "origin" | "hsCode" | "weightGrams" | "trail" | "replaces">
type Answer = {
  readonly head: PriceHead | null
  readonly warehouses: WarehouseFacts[]
  readonly product: { row: StorefrontRow; sheet: Sheet; successor: StorefrontRow | null; alternatives: { reason: string; row: StorefrontRow }[] } | null
}

/**
 * Everything about one product for one account: its own price with the reason, tiers per unit, stock by warehouse and day,
 * alternatives, what replaced it and what it replaced. One round trip. A product outside the account's catalogue and one that
 * never was answer alike: `storefront.product_not_found`.
 */
export async function productPage(work: Work, ask: AskedFor<AskProduct>): Promise<ProductPage> {
  const { head, warehouses, product } = await askProduct(work, ask)
  if (!head) throw new Refusal("storefront.account_not_found", "not_found")
  if (!product) throw new Refusal("storefront.product_not_found", "not_found")
  const viewer = { buyer: head.buyer, seesMargins: seesMargins(work) }
  const own = storefrontProduct(product.row, head)
  const tile = (row: StorefrontRow) => productTile(storefrontProduct(row, head), viewer)
  return {
    ...productTile(own, viewer),
    ...product.sheet,
    asked: askedPrice(own, ask, viewer, warehouses),
    warehouses: stockByWarehouse(product.row.availability, warehouses),
    successor: product.successor && tile(product.successor),
    alternatives: product.alternatives.map(({ reason, row }) => ({ ...tile(row), reason })),
  }
}

function askedPrice({ candidates, availability, sku }: StorefrontProduct, ask: AskedFor<AskProduct>, { buyer, seesMargins: full }: Viewer, warehouses: readonly WarehouseFacts[]): ProductPage["asked"] {
  const sold = candidates.units.filter(({ sellable }) => sellable)
  const unit = ask.unit === undefined ? (sold[0] ?? candidates.units[0]!) : sold.find((facts) => facts.unit === ask.unit)
  if (!unit) throw new Refusal("storefront.unit_unknown", "rule", { sku, unit: ask.unit ?? "" })
  const wanted = quantity(ask.quantity ?? unit.minimum)
  const answer = answerFrom(priceLadder(candidates, unit.unit, buyer)!, wanted, buyer)
  return {
    unit: unit.unit, quantity: wanted, answer: answer && (full ? answer : publicAnswer(answer)),
    verdict: quantityVerdict(wanted, { minimum: quantity(unit.minimum), step: quantity(unit.step) }),
    promise: promiseFor(availability, toBase(wanted, quantity(unit.factor)), buyer.on, warehouses),
  }
}

async function askProduct(work: Work, { accountId, productId, locale, on }: AskedFor<AskProduct>): Promise<Answer> {
  const network = work.scope.networkId
  const entitlement = entitlementOf(work)
  const { rows } = await sql<Answer>`
    with ${buyerCtes(work, { accountId, on })}
    select ${priceHead} as head, ${warehouseFacts(work)} as warehouses, (
      select json_build_object('row', ${storefrontRow(work, "p", locale)}, 'sheet', ${sheetOf(work, locale)},
        'successor', (select ${storefrontRow(work, "s", locale)} from catalog.product s where s.network_id = ${network} and s.product_id = p.successor_id and ${visibleProduct("s", entitlement)}),
        'alternatives', (select coalesce(json_agg(json_build_object('reason', o.reason, 'row', ${storefrontRow(work, "a", locale)}) order by o.rank, a.sku_norm), '[]')
           from catalog.product_alternative o join catalog.product a on a.network_id = ${network} and a.product_id = o.alternative_id
          where o.network_id = ${network} and o.product_id = p.product_id and ${visibleProduct("a", entitlement)}))
        from catalog.product p where p.network_id = ${network} and p.product_id = ${productId}::uuid and p.status <> 'draft' and ${entitledProduct("p", entitlement)}) as product`.execute(work.db)
  return rows[0]!
}

function sheetOf(work: Work, locale: string) {
  const network = work.scope.networkId
  return sql<Sheet>`json_build_object('gtin', p.gtin, 'description', ${localised("p", "descriptions", locale)}, 'attributes', p.attributes, 'origin', p.origin, 'hsCode', p.hs_code, 'weightGrams', p.weight_grams,
    'trail', (select coalesce(json_agg(json_build_object('path', c.path, 'name', ${localisedName("c", locale)}) order by length(c.path)), '[]')
                from catalog.category c where c.network_id = ${network} and c.path = any (${trailOf("p")})),
    'replaces', (select coalesce(json_agg(json_build_object('productId', o.product_id, 'sku', o.sku, 'name', ${localisedName("o", locale)}) order by o.sku_norm), '[]')
                from catalog.product o where o.network_id = ${network} and o.successor_id = p.product_id and o.status = 'discontinued' and ${entitledProduct("o", entitlementOf(work))}))`
}

/** 'a.b.c.' as the paths 'a.', 'a.b.' and 'a.b.c.', so that the categories above are found by equality. */
function trailOf(p: string) {
  const path = sql.ref(`${p}.category_path`)
  return sql`array(select (select string_agg(k.part, '.' order by k.n) || '.' from unnest(string_to_array(trim(trailing '.' from ${path}), '.')) with ordinality as k (part, n) where k.n <= g.n)
    from generate_series(1, cardinality(string_to_array(trim(trailing '.' from ${path}), '.'))) as g (n))`
}
