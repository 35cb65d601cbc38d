import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { findProduct } from "./product.db.ts"
import type { Localised, Product } from "./product.ts"

type Related = { readonly productId: string; readonly sku: string; readonly names: Localised; readonly status: string }

/** A product as the steward's page shows it: with what replaced it, what it replaced, and what may be offered instead. */
export type ProductDetail = Product & {
  readonly successor: Related | null
  readonly predecessors: readonly Related[]
  readonly alternatives: readonly (Related & { readonly reason: string })[]
}

/** Refuses `catalog.product_not_found`. One round trip. */
export async function getProduct(work: Work, productId: string): Promise<ProductDetail> {
  authorize(work, "network.product.view")
  const [product, related] = await Promise.all([findProduct(work, productId), relatedTo(work, productId)])
  if (!product) throw new Refusal("catalog.product_not_found", "not_found", { productId })
  return { ...product, ...related }
}

async function relatedTo(work: Work, productId: string): Promise<Pick<ProductDetail, "successor" | "predecessors" | "alternatives">> {
  const network = work.scope.networkId
  const brief = sql`'productId', r.product_id, 'sku', r.sku, 'names', r.names, 'status', r.status`
  const { rows: [row] } = await sql<Pick<ProductDetail, "successor" | "predecessors" | "alternatives">>`
    select (select json_build_object(${brief}) from catalog.product p join catalog.product r on r.network_id = p.network_id and r.product_id = p.successor_id
             where p.network_id = ${network} and p.product_id = ${productId}) as successor,
           (select coalesce(json_agg(json_build_object(${brief}) order by r.sku_norm), '[]') from catalog.product r where r.network_id = ${network} and r.successor_id = ${productId}) as predecessors,
           (select coalesce(json_agg(json_build_object(${brief}, 'reason', a.reason) order by a.rank), '[]') from catalog.product_alternative a
              join catalog.product r on r.network_id = a.network_id and r.product_id = a.alternative_id
             where a.network_id = ${network} and a.product_id = ${productId}) as alternatives`.execute(work.db)
  return row!
}
