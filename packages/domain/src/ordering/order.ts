import {
  addQuantity, currency, extend, fromBase, isZeroQuantity, money, quantity, subtractQuantity, taxDocument, toBase,
  type Money, type Quantity, type TaxMethod, type UnitPrice,
} from "@entrepot/kernel"
import type { SubjectFacts } from "../approvals/index.ts"
import type { TaxBasis } from "../pricing/index.ts"

export type ShipTo = {
  readonly addressId: string; readonly label: string; readonly recipient: string; readonly line1: string; readonly line2: string; readonly city: string; readonly region: string
  readonly postalCode: string; readonly country: string; readonly latitude: number | null; readonly longitude: number | null; readonly isDefault: boolean; readonly archived: boolean
}

type Buyer = {
  readonly accountId: string; readonly number: string; readonly name: string; readonly kind: "house" | "customer"; readonly accountGroup: string; readonly poPolicy: "optional" | "required" | "unique"
  readonly prepaid: boolean; readonly taxExempt: boolean; readonly status: "active" | "blocked"
}

/** One line. Money is minor units of the order's currency; `factor` base units make one unit. */
export type OrderLine = {
  readonly lineId: string
  readonly position: number
  readonly productId: string
  readonly sku: string
  readonly name: string
  readonly categoryPath: string
  readonly unit: string
  readonly factor: Quantity
  readonly quantity: Quantity
  readonly shippedBase: Quantity
  readonly cancelledBase: Quantity
  /** What of it stands on an invoice; billing's to say. */
  readonly invoicedBase: Quantity
  readonly shipToId: string | null
  readonly requestedOn: string | null
  readonly unitPrice: UnitPrice | null
  readonly netMinor: bigint
  readonly taxPercent: string
  /** Whose rate that is: a country, or a country and a region ("US-CA"). */
  readonly taxJurisdiction: string
  /** How it is taxed and why; null of a line that was priced before this was kept. */
  readonly taxBasis: TaxBasis | null
  readonly supplyPrice: UnitPrice | null
  readonly supplyMinor: bigint
  readonly snapshot: PriceSnapshot | null
  readonly promiseOn: string | null
  readonly promiseReason: string | null
  readonly pickedAt: string | null
  readonly cancelledAt: string | null
}

/** What an order line keeps of its price: a later change of lists and rules touches no submitted order. */
type PriceSnapshot = {
  readonly source: { readonly kind: string; readonly id: string; readonly name: string; readonly version: number }
  readonly explanation: unknown
  readonly on: string
  readonly belowFloor: boolean
  readonly taxCategory: string
}

type Hold = { readonly code: "credit_limit_exceeded"; readonly owner: string; readonly reason: string; readonly facts: Readonly<Record<string, string>> | null; readonly heldAt: string }
export type ApprovalState = "not_needed" | "pending" | "approved" | "rejected" | "expired"

export type Order = {
  readonly tenantId: number
  readonly accountId: string
  readonly orderId: string
  readonly number: string | null
  readonly userId: string
  readonly submittedBy: string | null
  readonly poNumber: string
  readonly requestedOn: string | null
  readonly shipToId: string | null
  readonly shipComplete: boolean
  readonly note: string
  readonly currency: string
  /** As the tenant had it when the order was submitted; its invoices go by it. */
  readonly taxRounding: TaxMethod
  readonly exposureMinor: bigint
  readonly approval: ApprovalState
  readonly approvalFacts: SubjectFacts | null
  readonly hold: Hold | null
  readonly creditClearedMinor: bigint | null
  readonly backordered: boolean
  readonly version: number
  readonly createdAt: string
  readonly submittedAt: string | null
  readonly confirmedAt: string | null
  readonly cancelledAt: string | null
  readonly closedAt: string | null
  readonly lines: readonly OrderLine[]
  readonly buyer: Buyer
  readonly zone: string
  readonly locale: string
  readonly shipTos: readonly ShipTo[]
}

export const ZERO = quantity("0")

/** Everything that was ordered of a line and not given up, in base units. */
export function orderedBase(line: Pick<OrderLine, "quantity" | "factor" | "cancelledBase">): Quantity {
  return subtractQuantity(toBase(line.quantity, line.factor), line.cancelledBase)
}

/** What is still to be shipped of a line, in base units: ordered less shipped, always. */
export function openBase(line: Pick<OrderLine, "quantity" | "factor" | "shippedBase" | "cancelledBase" | "cancelledAt">): Quantity {
  return line.cancelledAt ? ZERO : subtractQuantity(orderedBase(line), line.shippedBase)
}

export const isOpen = (line: OrderLine): boolean => !isZeroQuantity(openBase(line))
export const hasShipped = (line: Pick<OrderLine, "shippedBase">): boolean => !isZeroQuantity(line.shippedBase)

/** Gives up what is open of a line. Of one that shipped in part, the shipped part stays and is paid for. */
export function cancelled(line: OrderLine, at: string, code: string): OrderLine {
  const given = { ...line, cancelledBase: addQuantity(line.cancelledBase, openBase(line)), cancelledAt: at, promiseOn: null, promiseReason: null }
  return amountsOf(given, code)
}

/** The amounts of a line at its prices, each rounded once. Its tax is the whole order's to say: `taxesOf`. */
export function amountsOf(line: OrderLine, code: string): OrderLine {
  const unit = currency(code)
  const charged = fromBase(orderedBase(line), line.factor)
  const net = line.unitPrice ? extend(line.unitPrice, charged, unit) : money(0n, unit)
  const supply = line.supplyPrice ? extend(line.supplyPrice, charged, unit) : money(0n, unit)
  return { ...line, netMinor: net.amount, supplyMinor: supply.amount }
}

export type Totals = { readonly net: Money; readonly tax: Money; readonly total: Money; readonly supply: Money }

type Taxable = Pick<Order, "lines" | "currency" | "taxRounding">

/** The tax of each line by its id, in minor units, by the method of the order: by line, or of each rate and jurisdiction once. */
export function taxesOf({ lines, currency: code, taxRounding }: Taxable): ReadonlyMap<string, bigint> {
  const unit = currency(code)
  const taxed = taxDocument(lines.map((line) => ({ net: money(line.netMinor, unit), category: taxGroup(line), percent: line.taxPercent })), taxRounding, unit)
  return new Map(lines.map((line, index) => [line.lineId, taxed.lines[index]!.amount]))
}

/** What is rounded together, where a rate is rounded once. */
const taxGroup = (line: OrderLine) => `${line.taxJurisdiction} ${line.snapshot?.taxCategory ?? "standard"}`

export function totalsOf(order: Taxable, taxes = taxesOf(order)): Totals {
  const of = (amount: (line: OrderLine) => bigint) => money(order.lines.reduce((sum, line) => sum + amount(line), 0n), currency(order.currency))
  const [net, tax, supply] = [of((line) => line.netMinor), of((line) => taxes.get(line.lineId) ?? 0n), of((line) => line.supplyMinor)]
  return { net, tax, supply, total: money(net.amount + tax.amount, net.currency) }
}

/** Where a line goes: its own ship-to, or the order's. */
export function shipToOf(order: Pick<Order, "shipToId" | "shipTos">, line: Pick<OrderLine, "shipToId">): ShipTo | undefined {
  const id = line.shipToId ?? order.shipToId
  return order.shipTos.find((one) => one.addressId === id)
}
