import { sql } from "kysely"
import { audit, scoped, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import type { PriceListRef } from "./contract.ts"
import { lockPriceList } from "./price-list.db.ts"

/**
 * Starts the next version of a published list: a draft with the same head, entries and assignments, which takes its place when
 * it is published. Until then nothing changes. The same list is revised once at a time; the open draft is answered again.
 */
export async function revisePriceList(work: Work, { listId }: PriceListRef): Promise<{ listId: string }> {
  const list = await lockPriceList(work, listId)
  if (list.status !== "published") throw new Refusal("pricing.price_list_is_not_published", "rule", { name: list.name, status: list.status })
  const open = await scoped(work, "pricing.price_list").select("list_id").where("replaces_id", "=", listId).where("status", "=", "draft").executeTakeFirst()
  if (open) return { listId: open.list_id }
  const draftId = newId()
  const own = sql`network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and list_id = ${listId}`
  await sql`insert into pricing.price_list (network_id, tenant_id, list_id, side, kind, name, currency, valid_from, valid_to, exclusive, replaces_id, version, created_at)
    select network_id, tenant_id, ${draftId}::uuid, side, kind, name, currency, valid_from, valid_to, exclusive, list_id, version + 1, ${work.now.toString()}::timestamptz from pricing.price_list where ${own}`.execute(work.db)
  await sql`insert into pricing.price_list_entry (network_id, tenant_id, list_id, side, product_id, unit, min_quantity, unit_price)
    select network_id, tenant_id, ${draftId}::uuid, side, product_id, unit, min_quantity, unit_price from pricing.price_list_entry where ${own}`.execute(work.db)
  await sql`insert into pricing.price_list_assignment (network_id, tenant_id, list_id, side, assignment_id, target, target_account, target_group)
    select network_id, tenant_id, ${draftId}::uuid, side, gen_random_uuid(), target, target_account, target_group from pricing.price_list_assignment where ${own}`.execute(work.db)
  audit(work, { action: "pricing.price_list_revised", subjectKind: "price_list", subjectId: draftId, before: { listId, version: list.version } })
  return { listId: draftId }
}
