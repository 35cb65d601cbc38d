import { sql, type RawBuilder } from "kysely"
import { audit, scopedUpdate, type Work } from "@entrepot/db"
import { addQuantity, normalizePartNumber, quantity, Refusal, subtractQuantity, pageOf, type Quantity } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { ListStock, SetReorderPoint } from "./contract.ts"
import { networkOf } from "./scope.ts"

export type StockRow = {
  readonly productId: string
  readonly sku: string
  readonly names: Readonly<Record<string, string>>
  readonly baseUnit: string
  /** What it can be received and counted in. */
  readonly units: readonly { readonly unit: string; readonly factor: string }[]
  readonly status: string
  /** Over the warehouses that were asked about, in base units. */
  readonly onHand: Quantity
  readonly reserved: Quantity
  readonly available: Quantity
  readonly expected: Quantity
  readonly waiting: Quantity
  readonly low: boolean
  readonly warehouses: readonly { readonly warehouseId: string; readonly onHand: Quantity; readonly reserved: Quantity; readonly reorderPoint: Quantity }[]
}
export type StockPage = { readonly rows: readonly StockRow[]; readonly next: string | null }

type Row = Omit<StockRow, "onHand" | "reserved" | "available"> & { readonly skuNorm: string }

/**
 * Stock by product, in the order of part numbers, one statement a page. Which products is decided first, by whole scans where
 * the filter has to look at every balance; the numbers are gathered for the page alone. Ask for the next page with `next`.
 */
export async function listStock(work: Work, ask: ListStock): Promise<StockPage> {
  authorize(work, "network.stock.view")
  const { search, after, limit } = ask
  const networkId = networkOf(work)
  const place = ask.warehouseId ?? null
  const { rows } = await sql<Row>`
    with page as (
      select p.network_id, p.product_id, p.sku, p.sku_norm, p.names, p.base_unit, p.status from catalog.product p
       where p.network_id = ${networkId} and p.status <> 'draft' and p.sku_norm ^@ ${normalizePartNumber(search)} and p.sku_norm > ${after ?? ""} and ${chosenBy(networkId, ask)}
       order by p.sku_norm limit ${limit + 1})
    select p.product_id as "productId", p.sku, p.sku_norm as "skuNorm", p.names, p.base_unit as "baseUnit", p.status, coalesce(s.low, false) as low, s.warehouses,
           (select coalesce(json_agg(json_build_object('unit', u.unit, 'factor', trim_scale(u.factor)::text) order by u.factor, u.unit), '[]') from catalog.product_unit u
             where u.network_id = p.network_id and u.product_id = p.product_id) as units,
           (select coalesce(trim_scale(sum(e.quantity - e.received)), 0)::text from inventory.expected_receipt e
             where e.network_id = p.network_id and e.product_id = p.product_id and e.received_at is null and e.cancelled_at is null and (${place}::uuid is null or e.warehouse_id = ${place})) as expected,
           coalesce(trim_scale(w.quantity), 0)::text as waiting
      from page p
      left join inventory.waiting() w on w.product_id = p.product_id
      cross join lateral (
        select bool_or(b.reorder_point > 0 and b.on_hand - b.reserved <= b.reorder_point) as low,
               coalesce(json_agg(json_build_object('warehouseId', b.warehouse_id, 'onHand', trim_scale(b.on_hand)::text, 'reserved', trim_scale(b.reserved)::text, 'reorderPoint', trim_scale(b.reorder_point)::text) order by b.warehouse_id), '[]') as warehouses
          from inventory.balance b
         where b.network_id = p.network_id and b.product_id = p.product_id and (${place}::uuid is null or b.warehouse_id = ${place})) s
     order by p.sku_norm`.execute(work.db)
  const { page, last } = pageOf(rows, limit)
  return { rows: page.map(({ skuNorm: _key, ...row }) => ({ ...row, ...totalsOver(row.warehouses) })), next: last?.skuNorm ?? null }
}

function chosenBy(networkId: number, { filter, warehouseId }: ListStock): RawBuilder<unknown> {
  const balances = sql`from inventory.balance b where b.network_id = ${networkId} ${warehouseId ? sql`and b.warehouse_id = ${warehouseId}` : sql``}`
  switch (filter) {
    case "all": return sql`true`
    case "low": return sql`p.product_id in (select b.product_id ${balances} and b.reorder_point > 0 and b.on_hand - b.reserved <= b.reorder_point)`
    case "out": return sql`not exists (select 1 ${balances} and b.product_id = p.product_id and b.on_hand > b.reserved)`
    case "waiting": return sql`p.product_id in (select product_id from inventory.waiting() where quantity > 0)`
  }
}

function totalsOver(warehouses: StockRow["warehouses"]): Pick<StockRow, "onHand" | "reserved" | "available"> {
  const zero = quantity("0")
  const onHand = warehouses.reduce((total, here) => addQuantity(total, here.onHand), zero)
  const reserved = warehouses.reduce((total, here) => addQuantity(total, here.reserved), zero)
  return { onHand, reserved, available: subtractQuantity(onHand, reserved) }
}

/** When what is unreserved falls to this many base units, it is time to buy. Refuses `inventory.stock_not_found`. */
export async function setReorderPoint(work: Work, { productId, warehouseId, baseQuantity }: SetReorderPoint): Promise<void> {
  authorize(work, "network.stock.count")
  const set = await scopedUpdate(work, "inventory.balance").set({ reorder_point: quantity(baseQuantity) })
    .where("product_id", "=", productId).where("warehouse_id", "=", warehouseId).returning("product_id").executeTakeFirst()
  if (!set) throw new Refusal("inventory.stock_not_found", "not_found")
  audit(work, { action: "stock.reorder_point_set", subjectKind: "product", subjectId: productId, tenantId: 0, after: { warehouseId, baseQuantity: quantity(baseQuantity) } })
}
