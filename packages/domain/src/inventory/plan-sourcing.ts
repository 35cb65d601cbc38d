import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { addQuantity, isZeroQuantity, quantity, type Quantity } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { allocate, type DemandLine, type LineAllocation, type SourceWarehouse, type SourcingRule, type StockLevel } from "./allocate.ts"
import { rulesJson, warehousesJson } from "./reserve.ts"
import { networkOf } from "./scope.ts"

/** An order to be tried. `held`: what it has reserved itself, which counts as free for it. */
export type TriedOrder = {
  readonly orderId: string
  readonly shipComplete: boolean
  readonly lines: readonly DemandLine[]
  readonly held: readonly { readonly productId: string; readonly warehouseId: string; readonly quantity: Quantity }[]
}

export type SourcingOutcome = { readonly shipments: number; readonly short: number; readonly lines: readonly LineAllocation[] }
export type TriedSourcing = { readonly orderId: string; readonly current: SourcingOutcome; readonly proposed: SourcingOutcome; readonly differs: boolean }

/**
 * A dry run: how each of these orders would be sourced by the rules as they are, and by `rules`, against what is unreserved at
 * this moment. Each order is tried alone. Nothing is locked or changed; two orders for the last unit both get it here.
 */
export async function planSourcing(work: Work, { orders, rules }: { readonly orders: readonly TriedOrder[]; readonly rules: readonly SourcingRule[] }): Promise<TriedSourcing[]> {
  authorize(work, "network.stock.view")
  const networkId = networkOf(work)
  const productIds = [...new Set(orders.flatMap(({ lines }) => lines.map(({ productId }) => productId)))]
  const { rows } = await sql<{ stock: StockLevel[]; warehouses: SourceWarehouse[]; rules: SourcingRule[] }>`
    select (select coalesce(json_agg(json_build_object('productId', b.product_id, 'warehouseId', b.warehouse_id, 'available', trim_scale(b.on_hand - b.reserved)::text)), '[]')
              from inventory.balance b where b.network_id = ${networkId} and b.product_id = any(${productIds}::uuid[])) as stock,
           ${warehousesJson(networkId)} as warehouses, ${rulesJson(networkId)} as rules`.execute(work.db)
  const { stock, warehouses, rules: inForce } = rows[0]!
  return orders.map((order) => {
    const supply = { warehouses, stock: withHeld(stock, order) }
    const tried = (by: readonly SourcingRule[]) => outcomeOf(allocate(order.lines, supply, by, order.shipComplete))
    const [current, proposed] = [tried(inForce), tried(rules)]
    return { orderId: order.orderId, current, proposed, differs: JSON.stringify(placesOf(current)) !== JSON.stringify(placesOf(proposed)) }
  })
}

function withHeld(stock: readonly StockLevel[], { held }: TriedOrder): StockLevel[] {
  const levels = new Map(stock.map((level) => [`${level.warehouseId} ${level.productId}`, level]))
  for (const { productId, warehouseId, quantity: own } of held) {
    const key = `${warehouseId} ${productId}`
    levels.set(key, { productId, warehouseId, available: addQuantity(levels.get(key)?.available ?? quantity("0"), own) })
  }
  return [...levels.values()]
}

/** `shipments` counts the warehouses that it leaves from. */
function outcomeOf(lines: readonly LineAllocation[]): SourcingOutcome {
  const places = new Set(lines.flatMap(({ allocations }) => allocations.map(({ warehouseId }) => warehouseId)))
  return { shipments: places.size, short: lines.filter(({ short }) => !isZeroQuantity(short)).length, lines }
}

function placesOf({ lines }: SourcingOutcome) {
  return lines.map(({ allocations, short }) => ({ allocations, short }))
}
