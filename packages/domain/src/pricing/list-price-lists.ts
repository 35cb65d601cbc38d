import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { quantity, Refusal, unitPrice, pageOf, type Quantity, type UnitPrice } from "@entrepot/kernel"
import { z } from "zod"
import { sidesOf } from "./authorize-side.ts"
import { GetPriceList, ListPriceLists } from "./contract.ts"
import { ownRows } from "./own-rows.ts"
import { getPriceListHead, type PriceListHead } from "./price-list.db.ts"

export type PriceListTarget = { readonly target: "account" | "group" | "tenant"; readonly accountId: string | null; readonly group: string | null; readonly name: string }
export type PriceListRow = PriceListHead & { readonly entries: number; readonly targets: readonly PriceListTarget[] }
export type PriceListEntryRow = { readonly productId: string; readonly sku: string; readonly names: Readonly<Record<string, string>>; readonly unit: string; readonly minQuantity: Quantity; readonly unitPrice: UnitPrice }

/** All lists of the sides that the actor manages, drafts first, then by name; one round trip. */
export async function listPriceLists(work: Work, input: ListPriceLists = {}): Promise<PriceListRow[]> {
  const { side, status } = ListPriceLists.parse(input)
  const sides = sidesOf(work).filter((one) => side === undefined || one === side)
  return priceListRows(work, sql`l.side = any (${sides}::text[]) and (${status ?? null}::text is null or l.status = ${status ?? null})`)
}

/** One list with whom it is for, and a page of its entries by SKU. */
export async function getPriceList(work: Work, input: GetPriceList): Promise<PriceListRow & { readonly rows: readonly PriceListEntryRow[]; readonly nextCursor: string | null }> {
  const { listId, cursor, limit } = GetPriceList.parse(input)
  await getPriceListHead(work, listId)
  const [head, rows] = await Promise.all([priceListRows(work, sql`l.list_id = ${listId}::uuid`), entryRows(work, listId, cursor, limit + 1)])
  const { page, last } = pageOf(rows, limit)
  return { ...head[0]!, rows: page.map(({ key: _key, ...row }) => ({ ...row, minQuantity: quantity(row.minQuantity), unitPrice: unitPrice(row.unitPrice) })), nextCursor: last ? JSON.stringify(last.key) : null }
}

async function priceListRows(work: Work, which: ReturnType<typeof sql>): Promise<PriceListRow[]> {
  const { rows } = await sql<PriceListRow>`
    select l.list_id as "listId", l.side, l.kind, l.name, l.currency, l.valid_from as "validFrom", l.valid_to as "validTo", l.status, l.exclusive, l.replaces_id as "replacesId", l.version,
           (select count(*)::int from pricing.price_list_entry e where ${ownRows(work, "e")} and e.list_id = l.list_id) as entries,
           (select coalesce(json_agg(json_build_object('target', x.target, 'accountId', x.target_account, 'group', x.target_group, 'name', coalesce(a.name, g.name, '')) order by a.name, g.name), '[]')
              from pricing.price_list_assignment x
              left join tenancy.account a on ${ownRows(work, "a")} and a.account_id = x.target_account
              left join tenancy.account_group g on ${ownRows(work, "g")} and g.code = x.target_group
             where ${ownRows(work, "x")} and x.list_id = l.list_id) as targets
      from pricing.price_list l where ${ownRows(work, "l")} and ${which}
     order by l.status = 'retired', l.status, l.name, l.version, l.list_id`.execute(work.db)
  return rows
}

type KeyedRow = { readonly productId: string; readonly sku: string; readonly names: Record<string, string>; readonly unit: string; readonly minQuantity: string; readonly unitPrice: string; readonly key: readonly [string, string, string] }

const EntryKey = z.tuple([z.string(), z.string(), z.string().regex(/^\d{1,12}(\.\d{1,6})?$/)])

/** The last key of the page before, as this module gave it out. Throws pricing.cursor_is_malformed. */
function readCursor(cursor: string): [string, string, string] {
  try {
    return EntryKey.parse(JSON.parse(cursor))
  } catch {
    throw new Refusal("pricing.cursor_is_malformed", "invalid")
  }
}

async function entryRows(work: Work, listId: string, cursor: string | undefined, limit: number): Promise<KeyedRow[]> {
  const [sku, unit, least] = cursor === undefined ? ["", "", "0"] : readCursor(cursor)
  const { rows } = await sql<KeyedRow>`
    select e.product_id as "productId", p.sku, p.names, e.unit, trim_scale(e.min_quantity)::text as "minQuantity", trim_scale(e.unit_price)::text as "unitPrice",
           json_build_array(p.sku_norm, e.unit, e.min_quantity::text) as key
      from pricing.price_list_entry e join catalog.product p on p.network_id = e.network_id and p.product_id = e.product_id
     where e.network_id = ${work.scope.networkId} and e.tenant_id = ${work.scope.tenantId} and e.list_id = ${listId}
       and (p.sku_norm, e.unit, e.min_quantity) > (${sku}::text, ${unit}::text, ${least}::numeric)
     order by p.sku_norm, e.unit, e.min_quantity limit ${limit}`.execute(work.db)
  return rows
}
