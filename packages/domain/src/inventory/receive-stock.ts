import { sql } from "kysely"
import { json, record, type Work } from "@entrepot/db"
import { addQuantity, quantity, type Quantity } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { alreadyBooked, bookMovements, lockBalances, openBalances, type BaseLine, type Booked, type Reference, type UnitLine } from "./book.ts"
import { stockReceived } from "./events.ts"
import { networkOf } from "./scope.ts"

export type ReceiveStock = {
  readonly warehouseId: string
  /** In any of the product's units; several lines of one product arrive together. `expectedId`: the announced receipt that this is. */
  readonly lines: readonly (UnitLine & { readonly expectedId?: string | undefined })[]
  /** The delivery note. The same one again, with the same lines, changes nothing. */
  readonly reference: string
  readonly note?: string | undefined
  readonly occurredAt?: string | undefined
}

export type BookedStock = {
  /** It was booked before; nothing was changed. */
  readonly replayed: boolean
  readonly lines: readonly Booked[]
}

/** So that an announcement stays small however many lines an import receives. */
const PRODUCTS_PER_EVENT = 500

/**
 * Books goods that arrived. A handful of statements, however many lines. Announces `inventory.stock_received` to the network, so that
 * backorders are filled. Refuses `inventory.warehouse_not_found`, `inventory.unit_is_unknown`,
 * `inventory.reference_is_booked` (conflict: the same reference with other lines).
 */
export async function receiveStock(work: Work, receipt: ReceiveStock): Promise<BookedStock> {
  authorize(work, "network.stock.receive")
  const { warehouseId } = receipt
  const reference: Reference = { kind: "receipt", id: receipt.reference }
  const lines = await openBalances(work, warehouseId, receipt.lines)
  const totals = totalsOf(lines)
  const { before } = await lockBalances(work, warehouseId, [...totals.keys()], reference)
  if (before.length > 0) return replay(before, totals, receipt.reference)
  const entries = [...totals].map(([productId, change]) => ({ productId, change }))
  const booked = await bookMovements(work, { warehouseId, cause: "receipt", reference, note: receipt.note, occurredAt: receipt.occurredAt, entries })
  await settleExpected(work, lines.flatMap(({ expectedId, productId, baseQuantity }) => (expectedId ? [{ expectedId, productId, baseQuantity }] : [])))
  const productIds = booked.map(({ productId }) => productId)
  for (let from = 0; from < productIds.length; from += PRODUCTS_PER_EVENT) record(work, stockReceived, { warehouseId, productIds: productIds.slice(from, from + PRODUCTS_PER_EVENT) }, 0)
  return { replayed: false, lines: booked }
}

/** Base units per product. */
export function totalsOf(lines: readonly BaseLine[]): Map<string, Quantity> {
  const totals = new Map<string, Quantity>()
  for (const { productId, baseQuantity } of lines) totals.set(productId, addQuantity(totals.get(productId) ?? quantity("0"), baseQuantity))
  return totals
}

function replay(before: readonly Booked[], totals: ReadonlyMap<string, Quantity>, reference: string): BookedStock {
  const same = before.length === totals.size && before.every(({ productId, quantity: moved }) => totals.get(productId) === moved)
  if (!same) throw alreadyBooked(reference)
  return { replayed: true, lines: before }
}

/** What was announced and has arrived is no longer expected; what is missing of it still is. */
async function settleExpected(work: Work, arrived: readonly { readonly expectedId: string; readonly productId: string; readonly baseQuantity: Quantity }[]): Promise<void> {
  if (arrived.length === 0) return
  const rows = json(arrived.map(({ expectedId, productId, baseQuantity }) => ({ expected_id: expectedId, product_id: productId, arrived: baseQuantity })))
  await sql`
    update inventory.expected_receipt e
       set received = e.received + a.arrived, version = e.version + 1,
           received_at = case when e.received + a.arrived >= e.quantity then ${work.now.toString()}::timestamptz end
      from (select expected_id, product_id, sum(arrived) as arrived from jsonb_to_recordset(${rows}::jsonb) as l(expected_id uuid, product_id uuid, arrived numeric) group by expected_id, product_id) a
     where e.network_id = ${networkOf(work)} and e.expected_id = a.expected_id and e.product_id = a.product_id and e.received_at is null and e.cancelled_at is null`.execute(work.db)
}
