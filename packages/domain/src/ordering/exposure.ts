import { compareQuantities, isZeroQuantity, subtractQuantity, toMicros } from "@entrepot/kernel"
import { orderedBase, taxesOf, type Order, type OrderLine } from "./order.ts"
import { statusOf } from "./status.ts"

/**
 * What counts against the account's credit: everything that is open, and what was delivered and not yet invoiced. What was
 * invoiced counts as unpaid instead, until it is paid.
 */
export function exposureOf(order: Order): bigint {
  const status = statusOf(order)
  const counts = !order.buyer.prepaid && status !== "draft" && status !== "rejected" && status !== "cancelled" && status !== "closed"
  if (!counts) return 0n
  const taxes = taxesOf(order)
  return order.lines.reduce((sum, line) => sum + notInvoiced(line, line.netMinor + (taxes.get(line.lineId) ?? 0n)), 0n)
}

/** Rounded up, so that the last unit of a line counts until it is invoiced. */
function notInvoiced(line: OrderLine, grossMinor: bigint): bigint {
  const ordered = orderedBase(line)
  if (isZeroQuantity(line.invoicedBase) || isZeroQuantity(ordered)) return grossMinor
  if (compareQuantities(line.invoicedBase, ordered) >= 0) return 0n
  const open = toMicros(subtractQuantity(ordered, line.invoicedBase))
  const all = toMicros(ordered)
  return (grossMinor * open + all - 1n) / all
}
