import { sql } from "kysely"
import { scoped, type Work } from "@entrepot/db"
import { isZeroQuantity, type Quantity } from "@entrepot/kernel"
import { availabilityOf, PLAIN_WEEK, promiseDate, reserve, type Availability, type ReserveResult } from "../inventory/index.ts"
import { openBase, shipToOf, type Order, type OrderLine } from "./order.ts"
import { todayOf } from "./price-order.ts"
import type { Backorder } from "./save-order.db.ts"

/** What is known of the supply of some products: availability by product, handling days by warehouse. */
export type Supplies = { readonly availability: ReadonlyMap<string, Availability>; readonly handlingDays: ReadonlyMap<string, number> }

/** Availability and warehouses' handling days, in one round trip. */
export async function suppliesOf(work: Work, productIds: readonly string[]): Promise<Supplies> {
  const { rows } = await sql<{ products: { productId: string; availability: Availability }[]; warehouses: { warehouseId: string; handlingDays: number }[] }>`
    select (select coalesce(json_agg(json_build_object('productId', p.product_id, 'availability', ${availabilityOf("p")})), '[]')
              from catalog.product p where p.network_id = ${work.scope.networkId} and p.product_id = any (${[...new Set(productIds)]}::uuid[])) as products,
           (select coalesce(json_agg(json_build_object('warehouseId', w.warehouse_id, 'handlingDays', w.handling_days)), '[]')
              from inventory.warehouse w where w.network_id = ${work.scope.networkId} and w.active) as warehouses`.execute(work.db)
  const { products, warehouses } = rows[0]!
  return {
    availability: new Map(products.map((row) => [row.productId, row.availability])),
    handlingDays: new Map(warehouses.map((row) => [row.warehouseId, row.handlingDays])),
  }
}

export type LinePromise = { readonly on: string | null; readonly reason: "in_stock" | "expected_receipt" | "no_supply" | "requested_date" }

/** The warehouses' handling days alone: for lines whose stock is reserved already, nothing else decides their day. */
async function handlingDaysOf(work: Work): Promise<Supplies> {
  const rows = await scoped(work, "inventory.warehouse").select(["warehouse_id", "handling_days"]).where("active", "=", true).execute()
  return { availability: new Map(), handlingDays: new Map(rows.map((row) => [row.warehouse_id, row.handling_days])) }
}

/** When so much of a product can leave, given what is there. Nothing leaves before the day that the buyer asked for. */
export function promiseOf({ availability, handlingDays }: Supplies, ask: { readonly productId: string; readonly baseQuantity: Quantity; readonly today: string; readonly requestedOn: string | null; readonly from?: readonly string[] }): LinePromise {
  const known = availability.get(ask.productId) ?? { stock: [], expected: [], waiting: "0" }
  const sources = ask.from ?? [...known.stock.map((one) => one.warehouseId), ...known.expected.map((one) => one.warehouseId)]
  const days = Math.max(1, ...sources.map((warehouseId) => handlingDays.get(warehouseId) ?? 1))
  const promised = promiseDate({ availability: ask.from ? inHand(ask.from[0] ?? "", ask.baseQuantity) : known, quantity: ask.baseQuantity, today: ask.today, handlingDays: days, calendar: PLAIN_WEEK })
  return promised.on !== null && ask.requestedOn !== null && ask.requestedOn > promised.on ? { on: ask.requestedOn, reason: "requested_date" } : promised
}

/** What is reserved for the line already is there, whatever else is. */
const inHand = (warehouseId: string, quantity: Quantity): Availability => ({ stock: [{ warehouseId, onHand: quantity, reserved: "0" }], expected: [], waiting: "0" })

export type Promised = { readonly order: Order; readonly put: readonly Backorder[] }

/**
 * Reserves stock for some lines of an order, and promises a day for each: what there is leaves after the warehouse's handling,
 * what there is not waits, with the day on which it is expected. Two round trips, and a third where a line is short: how much is
 * left and expected is then read after the reservation.
 */
export async function promiseStock(work: Work, order: Order, lines: readonly OrderLine[]): Promise<Promised> {
  if (lines.length === 0) return { order, put: [] }
  const reserved = reserve(work, {
    orderId: order.orderId, tenantId: order.tenantId, accountId: order.accountId, shipComplete: order.shipComplete,
    lines: lines.map((line) => ({ orderLineId: line.lineId, productId: line.productId, baseQuantity: openBase(line), destination: shipToOf(order, line) ?? { country: "" } })),
  })
  const [results, inStock] = await Promise.all([reserved, handlingDaysOf(work)])
  const supplies = results.every((result) => isZeroQuantity(result.short)) ? inStock : await suppliesOf(work, lines.map((line) => line.productId))
  const resultOf = new Map(results.map((result) => [result.orderLineId, result]))
  const promised = new Map(lines.map((line) => [line.lineId, promiseFor(work, order, line, resultOf.get(line.lineId), supplies)]))
  const put = lines.flatMap((line) => {
    const { short } = resultOf.get(line.lineId) ?? { short: openBase(line) }
    return isZeroQuantity(short) ? [] : [{ lineId: line.lineId, productId: line.productId, baseQuantity: short, promiseOn: promised.get(line.lineId)?.on ?? null }]
  })
  return { order: { ...order, lines: order.lines.map((line) => withPromise(line, promised.get(line.lineId))) }, put }
}

function promiseFor(work: Work, order: Order, line: OrderLine, result: ReserveResult | undefined, supplies: Supplies): LinePromise {
  const ask = { productId: line.productId, today: todayOf(work, order), requestedOn: line.requestedOn ?? order.requestedOn }
  const short = result?.short ?? openBase(line)
  if (!isZeroQuantity(short)) return promiseOf(supplies, { ...ask, baseQuantity: short })
  return promiseOf(supplies, { ...ask, baseQuantity: openBase(line), from: (result?.allocations ?? []).map((part) => part.warehouseId) })
}

function withPromise(line: OrderLine, promise: LinePromise | undefined): OrderLine {
  return promise ? { ...line, promiseOn: promise.on, promiseReason: promise.reason } : line
}
