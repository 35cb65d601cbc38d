import { scoped, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { Product } from "./product.ts"

/** Refuses `catalog.product_changed` unless the product is still as it was read: says who changed what, and when. */
export async function refuseStale(work: Work, product: Product, version: number): Promise<void> {
  if (product.version === version) return
  const since = await scoped(work, "work.audit_entry")
    .select(["actor", "after", "occurred_at as at"])
    .where("tenant_id", "=", 0)
    .where("subject_kind", "=", "product")
    .where("subject_id", "=", product.productId)
    .orderBy("occurred_at", "desc")
    .limit(Math.min(Math.max(product.version - version, 1), 20))
    .execute()
  const fields = [...new Set(since.flatMap(({ after }) => Object.keys((after ?? {}) as object)))]
  throw new Refusal("catalog.product_changed", "conflict", {
    sku: product.sku, version: product.version, fields: fields.join(", "),
    by: (since[0]?.actor as { name?: string } | undefined)?.name ?? "", at: since[0]?.at.toISOString() ?? "",
  })
}
