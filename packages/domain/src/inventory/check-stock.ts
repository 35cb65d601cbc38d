import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { networkOf } from "./scope.ts"

/** A balance that does not say what its facts say. All in base units. */
export type StockDifference = {
  readonly productId: string
  readonly warehouseId: string
  readonly onHand: string
  /** The sum of the movements, and what the last of them left on hand. */
  readonly moved: string
  readonly lastOnHand: string
  readonly reserved: string
  /** The sum of the open reservations. */
  readonly promised: string
  readonly movements: number
  readonly counted: number
}

/**
 * The proof: every balance equals the sum of its movements, its stock card is numbered without a gap, and what is reserved
 * equals the sum of the open reservations. Answers what does not agree; nothing, when all is well. Reads all of the network.
 */
export async function checkStock(work: Work): Promise<StockDifference[]> {
  const networkId = networkOf(work)
  const { rows } = await sql<StockDifference>`
    with moved as (
      select product_id, warehouse_id, sum(quantity) as moved, count(*)::int as counted, max(position) as last, (array_agg(on_hand_after order by position desc))[1] as last_on_hand
        from inventory.movement where network_id = ${networkId} group by product_id, warehouse_id),
    promised as (
      select product_id, warehouse_id, sum(quantity) as promised from inventory.reservation where network_id = ${networkId} and settled_at is null group by product_id, warehouse_id)
    select b.product_id as "productId", b.warehouse_id as "warehouseId", trim_scale(b.on_hand)::text as "onHand", trim_scale(coalesce(m.moved, 0))::text as moved,
           trim_scale(coalesce(m.last_on_hand, 0))::text as "lastOnHand", trim_scale(b.reserved)::text as reserved, trim_scale(coalesce(r.promised, 0))::text as promised,
           b.movements, coalesce(m.counted, 0) as counted
      from inventory.balance b
      left join moved m on m.product_id = b.product_id and m.warehouse_id = b.warehouse_id
      left join promised r on r.product_id = b.product_id and r.warehouse_id = b.warehouse_id
     where b.network_id = ${networkId}
       and (b.on_hand <> coalesce(m.moved, 0) or b.on_hand <> coalesce(m.last_on_hand, 0) or b.reserved <> coalesce(r.promised, 0)
            or b.movements <> coalesce(m.counted, 0) or b.movements <> coalesce(m.last, 0))
     order by b.product_id, b.warehouse_id limit 1000`.execute(work.db)
  return rows
}
