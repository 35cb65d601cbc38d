import { compareQuantities, isNegativeQuantity, multiplyQuantity, quantity, subtractQuantity, toBase, type Quantity } from "@entrepot/kernel"
import { hardAvailable, planningAvailable, promiseDate, PLAIN_WEEK, type Availability, type PromiseDate } from "../inventory/index.ts"
import type { UnitFacts } from "../pricing/index.ts"
import type { StockStatus } from "./contract.ts"
import type { WarehouseFacts } from "./storefront-row.db.ts"

/** Stock as a buyer reads it, in base units. */
export type StockView = {
  readonly status: StockStatus
  /** Can leave the shelf now. */
  readonly available: Quantity
  /** Also counts what is announced, less what others wait for. */
  readonly planningAvailable: Quantity
  /** The first day on which there will be some again; only where there is none now. */
  readonly nextOn?: string
}

export type WarehouseStock = { readonly warehouseId: string; readonly code: string; readonly name: string; readonly country: string; readonly available: Quantity; readonly expected: readonly { readonly on: string; readonly quantity: Quantity }[] }

const ZERO = quantity("0")
/** With less than this many least orders left, a product is low. */
const LOW_ORDERS = quantity("5")

export function stockView(availability: Availability, units: readonly UnitFacts[], today: string): StockView {
  const available = atLeastZero(hardAvailable(availability))
  const planning = atLeastZero(planningAvailable(availability))
  if (available !== ZERO) {
    const low = multiplyQuantity(leastOrder(units), LOW_ORDERS)
    return { status: compareQuantities(available, low) < 0 ? "low" : "in_stock", available, planningAvailable: planning }
  }
  const arrival = availability.expected.map(({ on }) => on).sort().find((on) => compareQuantities(planningAvailable(availability, on), ZERO) > 0)
  if (arrival === undefined) return { status: "out", available, planningAvailable: planning }
  return { status: "on_order", available, planningAvailable: planning, nextOn: arrival < today ? today : arrival }
}

/** The same, shelf by shelf, for the page of one product. */
export function stockByWarehouse({ stock, expected }: Availability, warehouses: readonly WarehouseFacts[]): WarehouseStock[] {
  return warehouses.flatMap(({ handlingDays: _handling, ...warehouse }) => {
    const held = stock.find((row) => row.warehouseId === warehouse.warehouseId)
    const coming = expected.filter((row) => row.warehouseId === warehouse.warehouseId)
    if (!held && coming.length === 0) return []
    const available = held ? atLeastZero(subtractQuantity(quantity(held.onHand), quantity(held.reserved))) : ZERO
    return [{ ...warehouse, available, expected: coming.map((row) => ({ on: row.on, quantity: quantity(row.quantity) })) }]
  })
}

/** When so many base units could leave. The slowest of the warehouses that may have to give some says how long it takes. */
export function promiseFor(availability: Availability, base: Quantity, today: string, warehouses: readonly WarehouseFacts[]): PromiseDate {
  const giving = new Set([...availability.stock, ...availability.expected].map(({ warehouseId }) => warehouseId))
  const handlingDays = Math.max(0, ...warehouses.filter(({ warehouseId }) => giving.has(warehouseId)).map((warehouse) => warehouse.handlingDays))
  return promiseDate({ availability, quantity: base, today, handlingDays, calendar: PLAIN_WEEK })
}

/** The fewest base units that can be ordered at all. */
function leastOrder(units: readonly UnitFacts[]): Quantity {
  const orders = units.filter(({ sellable }) => sellable).map(({ minimum, factor }) => toBase(quantity(minimum), quantity(factor)))
  return orders.reduce<Quantity | undefined>((least, order) => (least === undefined || compareQuantities(order, least) < 0 ? order : least), undefined) ?? quantity("1")
}

function atLeastZero(value: Quantity): Quantity {
  return isNegativeQuantity(value) ? ZERO : value
}
