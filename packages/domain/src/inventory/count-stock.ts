import { sql } from "kysely"
import { audit, record, type Work } from "@entrepot/db"
import { compareQuantities, isNegativeQuantity, isZeroQuantity, Refusal, subtractQuantity, type Quantity } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { alreadyBooked, bookMovements, lockBalances, openBalances, type BalanceNow, type Booked, type Reference, type UnitLine } from "./book.ts"
import { stockFreed } from "./events.ts"
import { totalsOf, type BookedStock } from "./receive-stock.ts"
import { networkOf } from "./scope.ts"

export type CountStock = {
  readonly warehouseId: string
  /** What is there, all of it: boxes and single pieces of one product are added up. Products that are not named are not touched. */
  readonly lines: readonly UnitLine[]
  /** The count sheet. The same one again, with the same lines, changes nothing. */
  readonly reference: string
  readonly note?: string | undefined
  readonly occurredAt?: string | undefined
}

/**
 * A count is an assertion: the movement is what was counted less what the books say at this moment, and a count that agrees is
 * kept on the card as well. Refuses `inventory.count_is_below_reserved` when less is there than was promised, with the
 * orders that it concerns, and books none of the lines; and all that a receipt refuses.
 */
export async function countStock(work: Work, count: CountStock): Promise<BookedStock> {
  authorize(work, "network.stock.count")
  const { warehouseId, note, occurredAt } = count
  const reference: Reference = { kind: "count", id: count.reference }
  const counted = totalsOf(await openBalances(work, warehouseId, count.lines))
  const { balances, before } = await lockBalances(work, warehouseId, [...counted.keys()], reference)
  if (before.length > 0) return replay(before, counted, count.reference)
  await refuseBelowReserved(work, warehouseId, [...counted].map(([productId, after]) => ({ ...balances.get(productId)!, after })))
  const entries = [...counted].map(([productId, total]) => ({ productId, change: subtractQuantity(total, balances.get(productId)!.onHand) }))
  const booked = await bookMovements(work, { warehouseId, cause: "count", reference, note, occurredAt, entries })
  announceFound(work, booked)
  audit(work, { action: "stock.counted", subjectKind: "warehouse", subjectId: warehouseId, tenantId: 0, after: { reference: count.reference, products: booked.length, differences: booked.filter(({ quantity: change }) => !isZeroQuantity(change)).length }, ...(note && { reason: note }) })
  return { replayed: false, lines: booked }
}

/** What was found can be promised to whoever waits. */
export function announceFound(work: Work, booked: readonly Booked[]): void {
  const found = booked.filter(({ quantity: change }) => !isZeroQuantity(change) && !isNegativeQuantity(change))
  if (found.length > 0) record(work, stockFreed, { productIds: found.map(({ productId }) => productId) }, 0)
}

function replay(before: readonly Booked[], counted: ReadonlyMap<string, Quantity>, reference: string): BookedStock {
  const same = before.length === counted.size && before.every(({ productId, onHandAfter }) => counted.get(productId) === onHandAfter)
  if (!same) throw alreadyBooked(reference)
  return { replayed: true, lines: before }
}

type Below = BalanceNow & { readonly after: Quantity }

/**
 * Less than what is promised cannot be on the shelf without breaking somebody's promise: that is for a person to decide. The
 * refusal carries the orders, the latest promise first, so that one of them can be moved to another warehouse, changed or
 * cancelled before the count is booked again.
 */
export async function refuseBelowReserved(work: Work, warehouseId: string, lines: readonly Below[]): Promise<void> {
  const below = lines.filter(({ reserved, after }) => compareQuantities(after, reserved) < 0)
  if (below.length === 0) return
  const { rows } = await sql<{ productId: string; sku: string; orders: { orderId: string; orderLineId: string; tenantId: number; quantity: string; picked: boolean }[] }>`
    select p.product_id as "productId", p.sku,
           (select coalesce(json_agg(json_build_object('orderId', r.order_id, 'orderLineId', r.order_line_id, 'tenantId', r.tenant_id, 'quantity', trim_scale(r.quantity)::text, 'picked', r.picked_at is not null) order by r.reservation_id desc), '[]')
              from inventory.reservation r
             where r.network_id = ${networkOf(work)} and r.product_id = p.product_id and r.warehouse_id = ${warehouseId} and r.settled_at is null) as orders
      from catalog.product p
     where p.network_id = ${networkOf(work)} and p.product_id = any(${below.map(({ productId }) => productId)}::uuid[])`.execute(work.db)
  const named = new Map(rows.map((row) => [row.productId, row]))
  const first = below[0]!
  throw new Refusal("inventory.count_is_below_reserved", "rule", {
    sku: named.get(first.productId)?.sku ?? "", counted: first.after, reserved: first.reserved, missing: subtractQuantity(first.reserved, first.after), products: below.length,
    lines: below.map(({ productId, after, reserved }) => ({ productId, sku: named.get(productId)?.sku ?? "", counted: after, reserved, missing: subtractQuantity(reserved, after), orders: named.get(productId)?.orders ?? [] })),
  })
}
