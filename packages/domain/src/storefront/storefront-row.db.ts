import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { localisedName } from "../catalog/index.ts"
import { availabilityOf, type Availability } from "../inventory/index.ts"
import { candidatesOf, priceRows, type PriceCandidates, type PriceHead, type PriceRows } from "../pricing/index.ts"

/** What a buyer sees of a product wherever it stands. */
export type ProductFace = {
  readonly productId: string
  readonly sku: string
  readonly mpn: string | null
  readonly name: string
  readonly brand: string
  readonly category: { readonly path: string; readonly name: string }
  readonly status: "active" | "run_out" | "discontinued"
  readonly baseUnit: string
}

/** What one row of SQL brings of a product: its face, everything that could decide its price, and its stock. */
export type StorefrontRow = ProductFace & { readonly prices: PriceRows; readonly availability: Availability }

/** A row whose price candidates are put together. */
export type StorefrontProduct = Omit<StorefrontRow, "prices"> & { readonly candidates: PriceCandidates }

export function storefrontProduct({ prices, ...row }: StorefrontRow, head: PriceHead): StorefrontProduct {
  return { ...row, candidates: candidatesOf(prices, head) }
}

export type WarehouseFacts = { readonly warehouseId: string; readonly code: string; readonly name: string; readonly country: string; readonly handlingDays: number }

/** The row of the product under this alias of catalog.product; needs `buyerCtes` in the same statement. */
export function storefrontRow(work: Work, p: string, locale: string): RawBuilder<StorefrontRow> {
  const column = (name: string) => sql.ref(`${p}.${name}`)
  return sql<StorefrontRow>`json_build_object('productId', ${column("product_id")}, 'sku', ${column("sku")}, 'mpn', ${column("mpn")}, 'name', ${localisedName(p, locale)}, 'brand', ${column("brand")},
    'category', (select json_build_object('path', c.path, 'name', ${localisedName("c", locale)}) from catalog.category c where c.network_id = ${work.scope.networkId} and c.category_id = ${column("category_id")}),
    'status', ${column("status")}, 'baseUnit', ${column("base_unit")}, 'prices', ${priceRows(work, p)}, 'availability', ${availabilityOf(p)})`
}

/** The network's open warehouses as json: where stock stands, and how long they take to let it go. */
export function warehouseFacts(work: Work): RawBuilder<WarehouseFacts[]> {
  return sql<WarehouseFacts[]>`(select coalesce(json_agg(json_build_object('warehouseId', w.warehouse_id, 'code', w.code, 'name', w.name, 'country', w.country, 'handlingDays', w.handling_days) order by w.code), '[]')
    from inventory.warehouse w where w.network_id = ${work.scope.networkId} and w.active)`
}
