import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { applyProducts } from "./apply-products.ts"
import { SaveProduct, SaveUnits } from "./contract.ts"
import { refuseStale } from "./last-change.db.ts"
import { categoriesByCode, lockProduct } from "./product.db.ts"
import { changesBetween, isRowRefusal, mergeProduct, type Product, type ProductChange } from "./product.ts"

/**
 * Changes a product that somebody had on screen. Refuses `catalog.product_changed` with who changed which fields since, so
 * that nobody's work is overwritten unseen. Saving what is already so changes nothing, not even the version.
 */
export async function saveProduct(work: Work, input: SaveProduct): Promise<Product> {
  authorize(work, "network.product.manage")
  const { productId, version, ...row } = SaveProduct.parse(input)
  const before = await lockProduct(work, productId)
  await refuseStale(work, before, version)
  const categories = await categoriesByCode(work, [...new Set([row.category ?? before.category, before.category])])
  const after = mergeProduct(before, row as ProductChange, row.category === undefined ? undefined : categories.get(row.category), productId)
  if (isRowRefusal(after)) throw new Refusal(`catalog.${after.refused}`, "invalid", after.facts)
  if (!changesBetween(before, after)) return before
  await applyProducts(work, [{ before, after }], categories)
  return { ...after, version: before.version + 1 }
}

/** The units and packs of a product become exactly these. Refuses `catalog.unit_is_in_use` for one that a price still names. */
export async function saveUnits(work: Work, input: SaveUnits): Promise<Product> {
  return saveProduct(work, SaveUnits.parse(input))
}
