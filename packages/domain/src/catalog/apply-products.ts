import { audit, record, type Work } from "@entrepot/db"
import type { JsonValue } from "@entrepot/kernel"
import { productsSaved } from "./events.ts"
import { countFacets } from "./facet-count.db.ts"
import { changesBetween, type Category, type Localised, type Product } from "./product.ts"
import { indexProducts } from "./search-index.db.ts"
import { writeProducts, type Change } from "./write-products.db.ts"

/**
 * Writes changes with all that follows from them: units, search, facet counts, the audit trail, one event. The same few
 * statements for one product or two thousand. `categories` names the categories of what changed, by code.
 */
export async function applyProducts(work: Work, changes: readonly Change[], categories: ReadonlyMap<string, Pick<Category, "names">>, reason?: string): Promise<void> {
  if (changes.length === 0) return
  await writeProducts(work, changes)
  await Promise.all([
    indexProducts(work, changes.filter(isFoundDifferently).map(({ before, after }) => ({ ...indexed(after, categories.get(after.category)?.names ?? {}), isNew: !before }))),
    countFacets(work, changes),
  ])
  for (const { before, after } of changes) auditChange(work, before, after, reason)
  record(work, productsSaved, { productIds: changes.map(({ after }) => after.productId) })
}

export function indexed(product: Product, categoryNames: Localised) {
  return { ...product, categoryNames, gtins: [product.gtin, ...product.units.map(({ gtin }) => gtin)].filter((gtin) => gtin !== null) }
}

const FOUND_BY: readonly (keyof Product)[] = ["sku", "mpn", "gtin", "brand", "names", "categoryId", "attributes", "popularity", "units"]

function isFoundDifferently({ before, after }: Change): boolean {
  return !before || FOUND_BY.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
}

function auditChange(work: Work, before: Product | undefined, after: Product, reason?: string): void {
  const changed = before && changesBetween(before, after)
  if (before && !changed) return
  audit(work, {
    action: before ? "catalog.product_changed" : "catalog.product_created",
    subjectKind: "product", subjectId: after.productId, tenantId: 0,
    ...(reason ? { reason } : {}),
    ...(changed ? { before: changed.before as JsonValue, after: changed.after as JsonValue } : { after: after as unknown as JsonValue }),
  })
}
