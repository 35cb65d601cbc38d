import { sql } from "kysely"
import { audit, json, scoped, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { CategoryRow } from "./contract.ts"

export type SavedCategories = { readonly created: number; readonly known: number }

/**
 * Makes sure that these categories exist, parents before children in any order; what is known stays as it is, because a
 * steward may have moved or renamed it since. For imports and templates: two statements. Refuses
 * `catalog.category_not_found` for a parent that is neither known nor among the rows, or that hangs below itself.
 */
export async function saveCategories(work: Work, input: readonly CategoryRow[]): Promise<SavedCategories> {
  authorize(work, "network.product.manage")
  const rows = input.map((row) => CategoryRow.parse(row))
  await sql`select pg_advisory_xact_lock(hashtext('catalog.category'), ${work.scope.networkId}::integer)`.execute(work.db)
  const known = new Map((await scoped(work, "catalog.category").select(["category_id", "code", "path"]).execute()).map((row) => [row.code, row]))
  const fresh = inOrder(rows, known, work.now.epochMilliseconds)
  if (fresh.length > 0) {
    await sql`
      insert into catalog.category (network_id, category_id, parent_id, code, path, names, position)
      select ${work.scope.networkId}, category_id, parent_id, code, path, names, position
        from jsonb_to_recordset(${json(fresh)}::jsonb) as r (category_id uuid, parent_id uuid, code text, path text, names jsonb, position integer)`.execute(work.db)
    for (const row of fresh) audit(work, { action: "catalog.category_created", subjectKind: "category", subjectId: row.category_id, tenantId: 0, after: { code: row.code, path: row.path, names: row.names } })
  }
  return { created: fresh.length, known: rows.length - fresh.length }
}

type Known = { readonly category_id: string; readonly path: string }
type Fresh = { readonly category_id: string; readonly parent_id: string | null; readonly code: string; readonly path: string; readonly names: Record<string, string>; readonly position: number }

function inOrder(rows: readonly ReturnType<typeof CategoryRow.parse>[], known: ReadonlyMap<string, Known>, nowMillis: number): Fresh[] {
  const fresh = new Map<string, Fresh>()
  let waiting = rows.filter(({ code }) => !known.has(code))
  while (waiting.length > 0) {
    const ready = waiting.filter(({ parent }) => parent === null || known.has(parent) || fresh.has(parent))
    if (ready.length === 0) throw new Refusal("catalog.category_not_found", "not_found", { category: waiting[0]!.parent ?? "" })
    for (const { code, parent, names, position } of ready) {
      const above = parent === null ? undefined : (known.get(parent) ?? fresh.get(parent))
      if (!fresh.has(code)) fresh.set(code, { category_id: newId(nowMillis), parent_id: above?.category_id ?? null, code, path: `${above?.path ?? ""}${code}.`, names, position })
    }
    waiting = waiting.filter(({ code }) => !fresh.has(code))
  }
  return [...fresh.values()]
}
