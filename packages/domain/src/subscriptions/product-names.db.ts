import { sql } from "kysely"
import type { Work } from "@entrepot/db"

export type ProductName = { readonly productId: string; readonly sku: string; readonly name: string }

/** Products by what they are called, in one statement; in the language asked for, else English, else any. */
export async function productNames(work: Work, productIds: readonly string[], locale: string): Promise<ReadonlyMap<string, ProductName>> {
  if (productIds.length === 0) return new Map()
  const { rows } = await sql<{ productId: string; sku: string; names: Record<string, string> }>`
    select p.product_id as "productId", p.sku, p.names from catalog.product p where p.network_id = ${work.scope.networkId} and p.product_id = any (${[...new Set(productIds)]}::uuid[])`.execute(work.db)
  return new Map(rows.map(({ productId, sku, names }) => [productId, { productId, sku, name: names[locale] ?? names.en ?? Object.values(names)[0] ?? sku }]))
}
