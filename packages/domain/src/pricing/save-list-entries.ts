import { sql } from "kysely"
import { audit, json, type Work } from "@entrepot/db"
import { quantity, Refusal, unitPrice } from "@entrepot/kernel"
import { SaveListEntries } from "./contract.ts"
import { lockDraftList, touchList } from "./price-list.db.ts"

/**
 * Sets and removes rows of a draft, everything or nothing, in five statements however many rows there are. Refuses a row that
 * stands twice, a unit that the product is not sold in, and a bigger quantity that would cost more than a smaller one.
 */
export async function saveListEntries(work: Work, input: SaveListEntries): Promise<{ set: number; removed: number }> {
  const { listId, set, remove } = SaveListEntries.parse(input)
  const list = await lockDraftList(work, listId)
  const rows = set.map((row) => ({ ...row, minQuantity: quantity(row.minQuantity), unitPrice: unitPrice(row.unitPrice) }))
  refuseTwice(rows)
  await refuseUnknownUnits(work, rows)
  const removed = await removeRows(work, listId, remove)
  await upsertRows(work, list.listId, list.side, rows)
  await refuseRisingTiers(work, listId, rows.map(({ productId }) => productId))
  await touchList(work, listId)
  audit(work, { action: "pricing.price_list_entries_saved", subjectKind: "price_list", subjectId: listId, after: { set: rows.length, removed } })
  return { set: rows.length, removed }
}

type Row = { readonly productId: string; readonly unit: string; readonly minQuantity: string; readonly unitPrice: string }

function refuseTwice(rows: readonly Row[]): void {
  const seen = new Set<string>()
  for (const { productId, unit, minQuantity } of rows) {
    const key = `${productId} ${unit} ${minQuantity}`
    if (seen.has(key)) throw new Refusal("pricing.price_is_twice", "invalid", { productId, unit, quantity: minQuantity })
    seen.add(key)
  }
}

async function refuseUnknownUnits(work: Work, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const { rows: [odd] } = await sql<{ unit: string; sku: string | null }>`
    select r.unit, p.sku from unnest(${rows.map(({ productId }) => productId)}::uuid[], ${rows.map(({ unit }) => unit)}::text[]) as r (product_id, unit)
      left join catalog.product p on p.network_id = ${work.scope.networkId} and p.product_id = r.product_id
      left join catalog.product_unit u on u.network_id = ${work.scope.networkId} and u.product_id = r.product_id and u.unit = r.unit
     where u.unit is null limit 1`.execute(work.db)
  if (odd) throw odd.sku === null ? new Refusal("pricing.product_not_found", "not_found") : new Refusal("pricing.unit_unknown", "rule", { sku: odd.sku, unit: odd.unit })
}

async function removeRows(work: Work, listId: string, rows: readonly { productId: string; unit: string; minQuantity: string }[]): Promise<number> {
  if (rows.length === 0) return 0
  const { numAffectedRows } = await sql`
    delete from pricing.price_list_entry e using unnest(${rows.map(({ productId }) => productId)}::uuid[], ${rows.map(({ unit }) => unit)}::text[], ${rows.map(({ minQuantity }) => minQuantity)}::numeric[]) as r (product_id, unit, least)
     where e.network_id = ${work.scope.networkId} and e.tenant_id = ${work.scope.tenantId} and e.list_id = ${listId} and e.product_id = r.product_id and e.unit = r.unit and e.min_quantity = r.least`.execute(work.db)
  return Number(numAffectedRows ?? 0)
}

async function upsertRows(work: Work, listId: string, side: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into pricing.price_list_entry (network_id, tenant_id, list_id, side, product_id, unit, min_quantity, unit_price)
    select ${work.scope.networkId}, ${work.scope.tenantId}, ${listId}::uuid, ${side}, r.* from jsonb_to_recordset(${json(rows)}::jsonb) as r ("productId" uuid, unit text, "minQuantity" numeric, "unitPrice" numeric)
        on conflict (network_id, tenant_id, product_id, list_id, unit, min_quantity) do update set unit_price = excluded.unit_price`.execute(work.db)
}

async function refuseRisingTiers(work: Work, listId: string, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return
  const { rows: [rise] } = await sql<{ sku: string; unit: string; least: string }>`
    select p.sku, t.unit, trim_scale(t.min_quantity)::text as least
      from (select e.product_id, e.unit, e.min_quantity, e.unit_price > lag(e.unit_price) over (partition by e.product_id, e.unit order by e.min_quantity) as rises
              from pricing.price_list_entry e where e.network_id = ${work.scope.networkId} and e.tenant_id = ${work.scope.tenantId} and e.list_id = ${listId} and e.product_id = any (${productIds}::uuid[])) t
      join catalog.product p on p.network_id = ${work.scope.networkId} and p.product_id = t.product_id
     where t.rises limit 1`.execute(work.db)
  if (rise) throw new Refusal("pricing.tier_rises", "rule", { sku: rise.sku, unit: rise.unit, quantity: rise.least })
}
