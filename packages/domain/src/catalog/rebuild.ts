import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { normalizePartNumber } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { indexed } from "./apply-products.ts"
import { recountFacets } from "./facet-count.db.ts"
import { categoriesByCode, productsAfter } from "./product.db.ts"
import { indexProducts } from "./search-index.db.ts"

const SLICE = 2000

/**
 * Makes search and facet counts anew from the master alone: they are projections, and this proves it. For a repair, or after the
 * master was filled by other means. Answers how many products were read.
 */
export async function rebuildCatalogIndex(work: Work): Promise<number> {
  authorize(work, "network.product.manage")
  const network = work.scope.networkId
  for (const table of ["search_term", "term_variant", "search_word"]) await sql`delete from ${sql.table(`catalog.${table}`)} where network_id = ${network}`.execute(work.db)
  let read = 0
  for (let after = ""; ;) {
    const slice = await productsAfter(work, after, SLICE)
    if (slice.length === 0) break
    const categories = await categoriesByCode(work, [...new Set(slice.map(({ category }) => category))])
    await indexProducts(work, slice.map((product) => ({ ...indexed(product, categories.get(product.category)?.names ?? {}), isNew: true })))
    read += slice.length
    after = normalizePartNumber(slice.at(-1)!.sku)
  }
  await recountFacets(work)
  return read
}
