import type { Work } from "@entrepot/db"
import { newId, normalizePartNumber } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { applyProducts } from "./apply-products.ts"
import { ProductRow } from "./contract.ts"
import { categoriesByCode, lockProductsBySku } from "./product.db.ts"
import { changesBetween, isRowRefusal, mergeProduct, type Category, type Product, type ProductChange } from "./product.ts"
import type { Change } from "./write-products.db.ts"

/** What became of one row, in the order of the rows. A refused row changes nothing; the others are not held up by it. */
export type RowOutcome =
  | { readonly outcome: "created" | "updated" | "unchanged"; readonly productId: string; readonly sku: string }
  | { readonly outcome: "refused"; readonly sku: string; readonly code: string; readonly facts: Readonly<Record<string, string>> }

/**
 * Creates and changes many products by their own number, set-based: eight statements at most, whether ten rows or two
 * thousand (more belong into several calls). A number that comes twice is refused the second time; equal rows write nothing.
 */
export async function saveProducts(work: Work, rows: readonly ProductRow[], { reason }: { reason?: string } = {}): Promise<RowOutcome[]> {
  authorize(work, "network.product.manage")
  const read = rows.map((row) => ProductRow.safeParse(row))
  const good = read.flatMap((row) => (row.success ? [row.data] : []))
  const [known, categories] = await Promise.all([
    lockProductsBySku(work, good.map(({ sku }) => sku)),
    categoriesByCode(work, [...new Set(good.flatMap(({ category }) => category ?? []))]),
  ])
  const changes: Change[] = []
  const seen = new Set<string>()
  const outcomes = read.map((row, index): RowOutcome => {
    const sku = String(rows[index]?.sku ?? "")
    if (!row.success) return malformed(sku, row.error.issues[0])
    const key = normalizePartNumber(sku)
    if (seen.has(key)) return { outcome: "refused", sku, code: "catalog.sku_is_twice", facts: { sku } }
    seen.add(key)
    return outcomeOf(row.data as ProductChange, sku, known.get(key), categories, changes, work.now.epochMilliseconds)
  })
  await applyProducts(work, changes, await namesOf(work, changes, categories), reason)
  return outcomes
}

function malformed(sku: string, issue: { path: readonly PropertyKey[]; message: string } | undefined): RowOutcome {
  return { outcome: "refused", sku, code: "catalog.row_is_malformed", facts: { field: issue?.path.map(String).join(".") ?? "", problem: issue?.message ?? "" } }
}

function outcomeOf(row: ProductChange, sku: string, before: Product | undefined, categories: ReadonlyMap<string, Category>, changes: Change[], nowMillis: number): RowOutcome {
  const after = mergeProduct(before, row, row.category === undefined ? undefined : categories.get(row.category), before?.productId ?? newId(nowMillis))
  if (isRowRefusal(after)) return { outcome: "refused", sku, code: `catalog.${after.refused}`, facts: after.facts }
  if (before && !changesBetween(before, after)) return { outcome: "unchanged", productId: before.productId, sku }
  changes.push(before ? { before, after } : { after })
  return { outcome: before ? "updated" : "created", productId: after.productId, sku }
}

/** Rows that leave the category as it was still need its names, because people search by them. */
async function namesOf(work: Work, changes: readonly Change[], known: ReadonlyMap<string, Category>): Promise<ReadonlyMap<string, Category>> {
  const missing = [...new Set(changes.map(({ after }) => after.category))].filter((code) => !known.has(code))
  return missing.length === 0 ? known : new Map([...known, ...(await categoriesByCode(work, missing))])
}
