import { audit, type Work } from "@entrepot/db"
import { addQuantity, isNegativeQuantity, isZeroQuantity, negateQuantity, quantity, Refusal, type Quantity } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { alreadyBooked, bookMovements, lockBalances, openBalances, type Reference, type UnitLine } from "./book.ts"
import { announceFound, refuseBelowReserved } from "./count-stock.ts"
import { networkOf } from "./scope.ts"
import type { BookedStock } from "./receive-stock.ts"

export type CorrectStock = {
  readonly warehouseId: string
  /** What is to be added, or with a minus taken away. */
  readonly line: UnitLine
  readonly reason: string
  readonly reference: string
}

/**
 * Adds or takes away with a reason: breakage, a find, a wrong booking. Refuses `inventory.correction_is_zero`,
 * `inventory.correction_needs_a_reason`, `inventory.count_is_below_reserved` when it would take what is promised, and all
 * that a receipt refuses.
 */
export async function correctStock(work: Work, { warehouseId, line, reason, reference: id }: CorrectStock): Promise<BookedStock> {
  authorize(work, "network.stock.count")
  if (reason.trim() === "") throw new Refusal("inventory.correction_needs_a_reason", "invalid")
  const asked = quantity(line.quantity)
  if (isZeroQuantity(asked)) throw new Refusal("inventory.correction_is_zero", "invalid")
  const reference: Reference = { kind: "correction", id }
  const [opened] = await openBalances(work, warehouseId, [line])
  const change = opened!.baseQuantity
  const { balances, before } = await lockBalances(work, warehouseId, [line.productId], reference)
  if (before.length > 0) {
    if (before[0]!.productId !== line.productId || before[0]!.quantity !== change) throw alreadyBooked(id)
    return { replayed: true, lines: before }
  }
  const balance = balances.get(line.productId)!
  await refuseBelowReserved(work, warehouseId, [{ ...balance, after: addQuantity(balance.onHand, change) }])
  const booked = await bookMovements(work, { warehouseId, cause: "correction", reference, note: reason, entries: [{ productId: line.productId, change }] })
  announceFound(work, booked)
  audit(work, { action: "stock.corrected", subjectKind: "product", subjectId: line.productId, tenantId: 0, reason, after: { warehouseId, change } })
  return { replayed: false, lines: booked }
}

/**
 * A picker did not find what the books say is there, or found it broken: it leaves the books. Its promise has been withdrawn
 * before, so nothing that is promised is touched. For fulfilment alone; `id` names the shipment.
 */
export async function writeOff(work: Work, { warehouseId, id, reason, lines }: { readonly warehouseId: string; readonly id: string; readonly reason: string; readonly lines: readonly { readonly productId: string; readonly baseQuantity: Quantity }[] }): Promise<void> {
  if (lines.some(({ baseQuantity }) => isNegativeQuantity(baseQuantity))) throw new RangeError("A write-off takes away")
  await bookMovements(work, { warehouseId, cause: "correction", reference: { kind: "short_pick", id }, note: reason, entries: lines.map(({ productId, baseQuantity }) => ({ productId, change: negateQuantity(baseQuantity) })) })
  for (const { productId, baseQuantity } of lines) audit(work, { action: "stock.written_off", subjectKind: "product", subjectId: productId, tenantId: 0, reason, after: { warehouseId, change: negateQuantity(baseQuantity), network: networkOf(work) } })
}
