import { sql } from "kysely"
import { audit, json, record, scoped, scopedDelete, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { newId, Refusal, type JsonValue } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { indexed } from "./apply-products.ts"
import { CategoryRow, DeleteCategory, SaveCategory } from "./contract.ts"
import { categoryMoved } from "./events.ts"
import { productsOfCategories } from "./product.db.ts"
import type { Category } from "./product.ts"
import { indexProducts } from "./search-index.db.ts"

/** A new category. Refuses `catalog.category_code_is_taken`, and `catalog.category_not_found` for an unknown parent. */
export async function createCategory(work: Work, input: CategoryRow): Promise<Category> {
  authorize(work, "network.product.manage")
  const { code, parent, names, position } = CategoryRow.parse(input)
  const all = await lockCategories(work)
  if (all.some((category) => category.code === code)) throw new Refusal("catalog.category_code_is_taken", "conflict", { code })
  const above = parent === null ? undefined : categoryOf(all, parent)
  const category = { categoryId: newId(work.now.epochMilliseconds), parentId: above?.categoryId ?? null, code, path: `${above?.path ?? ""}${code}.`, names, position }
  await scopedInsert(work, "catalog.category", { category_id: category.categoryId, parent_id: category.parentId, code, path: category.path, names: json(names), position }).execute()
  auditCategory(work, "catalog.category_created", category.categoryId, undefined, category)
  return category
}

/**
 * Renames a category or hangs it elsewhere. A move takes its whole subtree along: categories, products, counts and the
 * catalogue rules of every tenant, in one transaction. Refuses `catalog.category_makes_a_cycle`.
 */
export async function saveCategory(work: Work, input: SaveCategory): Promise<Category> {
  authorize(work, "network.product.manage")
  const { categoryId, code, parent, names, position } = SaveCategory.parse(input)
  const all = await lockCategories(work)
  const before = all.find((category) => category.categoryId === categoryId)
  if (!before) throw new Refusal("catalog.category_not_found", "not_found", { category: categoryId })
  if (all.some((category) => category.code === code && category.categoryId !== categoryId)) throw new Refusal("catalog.category_code_is_taken", "conflict", { code })
  const above = parent === null ? undefined : categoryOf(all, parent)
  if (above?.path.startsWith(before.path)) throw new Refusal("catalog.category_makes_a_cycle", "rule", { category: before.code, parent: above.code })
  const after = { ...before, code, names, position, parentId: above?.categoryId ?? null, path: `${above?.path ?? ""}${code}.` }
  if (JSON.stringify(after) === JSON.stringify(before)) return before
  if (after.path !== before.path) await movePaths(work, before, after)
  await scopedUpdate(work, "catalog.category").set({ code, parent_id: after.parentId, names: json(names), position }).where("category_id", "=", categoryId).execute()
  if (JSON.stringify(names) !== JSON.stringify(before.names)) await indexProducts(work, (await productsOfCategories(work, [categoryId])).map((product) => indexed(product, names)))
  auditCategory(work, "catalog.category_changed", categoryId, before, after)
  return after
}

/** Refuses `catalog.category_is_in_use` while products, subcategories or catalogue rules stand on it. */
export async function deleteCategory(work: Work, input: DeleteCategory): Promise<void> {
  authorize(work, "network.product.manage")
  const { categoryId } = DeleteCategory.parse(input)
  const before = (await lockCategories(work)).find((category) => category.categoryId === categoryId)
  if (!before) throw new Refusal("catalog.category_not_found", "not_found", { category: categoryId })
  const network = work.scope.networkId
  const { rows: [use] } = await sql<{ products: number; categories: number; rules: number }>`
    select (select count(*)::integer from catalog.product where network_id = ${network} and category_id = ${categoryId}) as products,
           (select count(*)::integer from catalog.category where network_id = ${network} and parent_id = ${categoryId}) as categories,
           (select count(*)::integer from catalog.segment_rule where network_id = ${network} and category_path = ${before.path}) as rules`.execute(work.db)
  if (use && use.products + use.categories + use.rules > 0) throw new Refusal("catalog.category_is_in_use", "rule", { category: before.code, ...use })
  await scopedDelete(work, "catalog.category").where("category_id", "=", categoryId).execute()
  auditCategory(work, "catalog.category_deleted", categoryId, before, undefined)
}

/** The tree is small and its paths depend on each other: one steward at a time. */
async function lockCategories(work: Work): Promise<Category[]> {
  await sql`select pg_advisory_xact_lock(hashtext('catalog.category'), ${work.scope.networkId}::integer)`.execute(work.db)
  return (await scoped(work, "catalog.category").select(["category_id as categoryId", "parent_id as parentId", "code", "path", "names", "position"]).execute()) as Category[]
}

function categoryOf(all: readonly Category[], code: string): Category {
  const category = all.find((candidate) => candidate.code === code)
  if (!category) throw new Refusal("catalog.category_not_found", "not_found", { category: code })
  return category
}

async function movePaths(work: Work, { categoryId, path: from }: Category, { path: to }: Category): Promise<void> {
  const network = work.scope.networkId
  const rest = sql`${to} || substr(category_path, ${from.length + 1}::integer)`
  await sql`update catalog.category set path = ${to} || substr(path, ${from.length + 1}::integer) where network_id = ${network} and path ^@ ${from}`.execute(work.db)
  await sql`update catalog.product set category_path = ${rest} where network_id = ${network} and category_path ^@ ${from}`.execute(work.db)
  await sql`update catalog.facet_count set category_path = ${rest} where network_id = ${network} and category_path ^@ ${from}`.execute(work.db)
  await sql`update catalog.segment_rule set category_path = ${rest}, version = version + 1 where network_id = ${network} and category_path ^@ ${from}`.execute(work.db)
  record(work, categoryMoved, { categoryId, from, to })
}

function auditCategory(work: Work, action: string, categoryId: string, before: Category | undefined, after: Category | undefined): void {
  audit(work, { action, subjectKind: "category", subjectId: categoryId, tenantId: 0, ...(before ? { before: before as unknown as JsonValue } : {}), ...(after ? { after: after as unknown as JsonValue } : {}) })
}
