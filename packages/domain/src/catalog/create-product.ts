import type { Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { applyProducts } from "./apply-products.ts"
import { CreateProduct } from "./contract.ts"
import { categoriesByCode, lockProductsBySku } from "./product.db.ts"
import { isRowRefusal, mergeProduct, type Product, type ProductChange } from "./product.ts"

/** A new product of the network. Refuses `catalog.sku_is_taken` where the number is known, with or without its dashes. */
export async function createProduct(work: Work, input: CreateProduct): Promise<Product> {
  authorize(work, "network.product.manage")
  const row = CreateProduct.parse(input)
  const [known, categories] = await Promise.all([lockProductsBySku(work, [row.sku]), categoriesByCode(work, [row.category])])
  if (known.size > 0) throw new Refusal("catalog.sku_is_taken", "conflict", { sku: [...known.values()][0]!.sku })
  const after = mergeProduct(undefined, row as ProductChange, categories.get(row.category), newId(work.now.epochMilliseconds))
  if (isRowRefusal(after)) throw new Refusal(`catalog.${after.refused}`, "invalid", after.facts)
  await applyProducts(work, [{ after }], categories)
  return { ...after, version: 1 }
}
