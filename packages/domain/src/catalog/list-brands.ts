import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { authorize } from "../tenancy/index.ts"

export type ListedBrand = { readonly brand: string; readonly brandNorm: string; readonly products: number }

/** Every brand with something to buy, by name, with how many products that is. */
export async function listBrands(work: Work): Promise<ListedBrand[]> {
  authorize(work, "network.product.view")
  const { rows } = await sql<ListedBrand>`
    select min(brand) as brand, brand_norm as "brandNorm", sum(products)::integer as products from catalog.facet_count
     where network_id = ${work.scope.networkId} and brand_norm <> '' group by brand_norm having sum(products) > 0 order by brand_norm`.execute(work.db)
  return rows
}
