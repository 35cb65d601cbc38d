import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { authorize } from "../tenancy/index.ts"
import type { Category } from "./product.ts"

/** `products` counts what can be bought, in the whole subtree. */
export type ListedCategory = Category & { readonly parent: string | null; readonly products: number }

/** The whole tree, parents before children, siblings by position and code. */
export async function listCategories(work: Work): Promise<ListedCategory[]> {
  authorize(work, "network.product.view")
  const { rows } = await sql<ListedCategory>`
    select c.category_id as "categoryId", c.parent_id as "parentId", c.code, c.path, c.names, c.position, a.code as parent,
           (select coalesce(sum(f.products), 0)::integer from catalog.facet_count f where f.network_id = c.network_id and f.category_path ^@ c.path) as products
      from catalog.category c left join catalog.category a on a.network_id = c.network_id and a.category_id = c.parent_id
     where c.network_id = ${work.scope.networkId} order by c.path`.execute(work.db)
  return treeOrder(rows)
}

function treeOrder(rows: readonly ListedCategory[]): ListedCategory[] {
  const below = groupByParent(rows)
  const walk = (parentId: string | null): ListedCategory[] =>
    [...(below.get(parentId) ?? [])].sort((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1)).flatMap((category) => [category, ...walk(category.categoryId)])
  return walk(null)
}

function groupByParent(rows: readonly ListedCategory[]): Map<string | null, ListedCategory[]> {
  const below = new Map<string | null, ListedCategory[]>()
  for (const row of rows) below.set(row.parentId, [...(below.get(row.parentId) ?? []), row])
  return below
}
