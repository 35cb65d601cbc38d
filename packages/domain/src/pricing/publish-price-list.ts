import { sql } from "kysely"
import { audit, record, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { PriceListRef } from "./contract.ts"
import { ownRows } from "./own-rows.ts"
import { priceListPublished, priceListRetired } from "./events.ts"
import { lockDraftList, lockPriceList, setListStatus, type PriceListHead } from "./price-list.db.ts"

/**
 * Lets a draft hold, and retires what it revises, in one transaction. Refuses an empty list, one that is for nobody, and one
 * that says something else than another published list about the same product on the same rung: prices are argued about
 * here, never at the till.
 */
export async function publishPriceList(work: Work, { listId }: PriceListRef): Promise<void> {
  const list = await lockDraftList(work, listId)
  const { entries, targets, clash } = await factsForPublishing(work, list)
  if (entries === 0) throw new Refusal("pricing.price_list_is_empty", "rule", { name: list.name })
  if (targets === 0) throw new Refusal("pricing.price_list_is_for_nobody", "rule", { name: list.name })
  if (clash) throw new Refusal("pricing.price_list_overlaps", "rule", { name: list.name, ...clash })
  if (list.replacesId) await setListStatus(work, list.replacesId, "retired")
  await setListStatus(work, listId, "published")
  record(work, priceListPublished, { listId, name: list.name, replacedId: list.replacesId }, work.scope.tenantId)
  audit(work, { action: "pricing.price_list_published", subjectKind: "price_list", subjectId: listId, after: { name: list.name, version: list.version, replaces: list.replacesId, entries } })
}

/** Ends a published list, or throws a draft away. What was ordered under it keeps its price. */
export async function retirePriceList(work: Work, { listId }: PriceListRef): Promise<void> {
  const list = await lockPriceList(work, listId)
  if (list.status === "retired") return
  await setListStatus(work, listId, "retired")
  if (list.status === "published") record(work, priceListRetired, { listId, name: list.name }, work.scope.tenantId)
  audit(work, { action: "pricing.price_list_retired", subjectKind: "price_list", subjectId: listId, before: { status: list.status } })
}

type Publishing = { readonly entries: number; readonly targets: number; readonly clash: { other: string; sku: string } | null }

/**
 * Two contracts of one account may not name the same product, unit and quantity on the same day. Two lists may, because the
 * newer one holds; they may not start on the same day, because then nothing but an id would decide.
 */
async function factsForPublishing(work: Work, list: PriceListHead): Promise<Publishing> {
  const { rows } = await sql<Publishing>`
    select (select count(*)::int from pricing.price_list_entry e where ${ownRows(work, "e")} and e.list_id = ${list.listId}) as entries,
           (select count(*)::int from pricing.price_list_assignment x where ${ownRows(work, "x")} and x.list_id = ${list.listId}) as targets,
           (select json_build_object('other', o.name, 'sku', p.sku)
              from pricing.price_list o
              join pricing.price_list_assignment y on ${ownRows(work, "y")} and y.list_id = o.list_id
              join pricing.price_list_assignment x on ${ownRows(work, "x")} and x.list_id = ${list.listId} and x.target = y.target
               and x.target_account is not distinct from y.target_account and x.target_group is not distinct from y.target_group
              join pricing.price_list_entry e on ${ownRows(work, "e")} and e.list_id = ${list.listId}
              join pricing.price_list_entry f on ${ownRows(work, "f")} and f.list_id = o.list_id and f.product_id = e.product_id and f.unit = e.unit and f.min_quantity = e.min_quantity
              join catalog.product p on p.network_id = ${work.scope.networkId} and p.product_id = e.product_id
             where ${ownRows(work, "o")} and o.status = 'published' and o.side = ${list.side} and o.kind = ${list.kind} and o.list_id <> ${list.listId} and o.list_id is distinct from ${list.replacesId}::uuid
               and daterange(o.valid_from, o.valid_to, '[]') && daterange(${list.validFrom}::date, ${list.validTo}::date, '[]')
               and (o.kind = 'contract' or o.valid_from = ${list.validFrom}::date) limit 1) as clash`.execute(work.db)
  return rows[0]!
}
