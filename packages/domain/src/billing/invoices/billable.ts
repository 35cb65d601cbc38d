import type { Work } from "@entrepot/db"
import { addQuantity, compareQuantities, currency, extend, fromBase, isZeroQuantity, quantity, smallerQuantity, subtractQuantity, toBase, type Quantity } from "@entrepot/kernel"
import type { InvoiceableLine, InvoiceableOrder } from "../../ordering/index.ts"
import { jurisdictionOf, taxRates } from "../../pricing/index.ts"
import type { PartyAddress } from "../contract.ts"
import type { BilledLine } from "./compose.ts"

export type Part = { readonly line: InvoiceableLine; readonly baseQuantity: Quantity }

const NOTHING = quantity("0")

/** Of what a shipment holds, what has left and stands on no invoice yet. A line may be in it several times. */
export function shippedParts(order: Pick<InvoiceableOrder, "lines">, shipped: readonly { readonly orderLineId: string; readonly baseQuantity: string }[]): Part[] {
  return order.lines.flatMap((line) => {
    const left = shipped.filter((one) => one.orderLineId === line.lineId).reduce((sum, one) => addQuantity(sum, quantity(one.baseQuantity)), NOTHING)
    return partOf(line, smallerQuantity(left, subtractQuantity(line.shippedBase, line.invoicedBase)))
  })
}

/** Everything that is ordered and stands on no invoice yet. */
export function orderedParts(order: Pick<InvoiceableOrder, "lines">): Part[] {
  return order.lines.flatMap((line) => partOf(line, subtractQuantity(subtractQuantity(toBase(line.quantity, line.factor), line.cancelledBase), line.invoicedBase)))
}

function partOf(line: InvoiceableLine, baseQuantity: Quantity): Part[] {
  return compareQuantities(baseQuantity, NOTHING) > 0 ? [{ line, baseQuantity }] : []
}

/**
 * What a part of a line costs: the line up to and with it, less the line up to it, each rounded once. So the parts of a line
 * add up to the line, however it ships.
 */
export function netOfPart({ line, baseQuantity }: Part, code: string): bigint {
  return netUpTo(line, addQuantity(line.invoicedBase, baseQuantity), code) - netUpTo(line, line.invoicedBase, code)
}

function netUpTo(line: InvoiceableLine, base: Quantity, code: string): bigint {
  return line.unitPrice ? extend(line.unitPrice, fromBase(base, line.factor), currency(code)).amount : 0n
}

/** Parts of nothing: lines that stand on earlier invoices and not on this one. Their rounding goes on where a rate is rounded once. */
function earlierParts(order: Pick<InvoiceableOrder, "lines">, parts: readonly Part[]): Part[] {
  return order.lines.filter((line) => !isZeroQuantity(line.invoicedBase) && !parts.some((part) => part.line.lineId === line.lineId)).map((line) => ({ line, baseQuantity: NOTHING }))
}

/** Where a line goes, as the order says; the order's own ship-to otherwise. */
export function shipToOf(order: Pick<InvoiceableOrder, "shipToId" | "shipTos">, line: Pick<InvoiceableLine, "shipToId">): PartyAddress | null {
  const found = order.shipTos.find((one) => one.addressId === (line.shipToId ?? order.shipToId))
  return found ? { recipient: found.recipient, line1: found.line1, line2: found.line2, postalCode: found.postalCode, city: found.city, region: found.region, country: found.country } : null
}

/**
 * The parts at the prices, rates and reasons that the order keeps, and what carries its rounding on. What the rates of an older order are made of is
 * looked up, in one statement.
 */
export async function billedLines(work: Work, order: InvoiceableOrder, billed: readonly Part[]): Promise<BilledLine[]> {
  const parts = [...billed, ...earlierParts(order, billed)]
  const asks = parts.map(({ line }) => {
    const to = shipToOf(order, line)
    return { country: to?.country ?? "", region: to?.region ?? "", postalCode: to?.postalCode ?? "", city: to?.city ?? "", taxCategory: line.snapshot?.taxCategory ?? "standard", on: line.snapshot?.on ?? order.submittedAt?.slice(0, 10) ?? "" }
  })
  const kept = parts.every(({ line }) => line.taxBasis !== null)
  const rates = kept ? [] : await taxRates(work, asks, asks[0]?.on ?? work.now.toString().slice(0, 10))
  return parts.map((part, index) => {
    const { line, baseQuantity } = part
    const [rate, basis] = [rates[index], line.taxBasis]
    const jurisdiction = line.taxJurisdiction || (rate ? jurisdictionOf(rate) : "") || (order.shipTos[0]?.country ?? "")
    return {
      orderLineId: line.lineId, productId: line.productId, sku: line.sku, name: line.name, unit: line.unit, quantity: fromBase(baseQuantity, line.factor), baseQuantity, unitPrice: line.unitPrice ?? "0",
      netMinor: netOfPart(part, order.currency), beforeMinor: netUpTo(line, line.invoicedBase, order.currency), taxCategory: asks[index]!.taxCategory, taxPercent: line.taxPercent, jurisdiction, taxLabel: basis?.label ?? rate?.label ?? "",
      taxParts: basis?.parts ?? (rate?.percent === line.taxPercent ? rate.parts : []), taxTreatment: basis?.treatment ?? null, deliveryTerms: basis?.terms ?? null, period: null,
    }
  })
}
