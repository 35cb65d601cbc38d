import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, currency, money, quantityVerdict, toDecimalString, type Money } from "@entrepot/kernel"
import type { SubjectFacts } from "../approvals/index.ts"
import { basisOf, jurisdictionOf, priceLines, saleTaxes, type LinePrice, type SaleAsk } from "../pricing/index.ts"
import type { LineProblem } from "./decide-submission.ts"
import { amountsOf, hasShipped, isOpen, shipToOf, totalsOf, type Order, type OrderLine } from "./order.ts"

/** By a line's id: what it is taxed at, whose rate that is, and why. */
export type LineRates = ReadonlyMap<string, Pick<OrderLine, "taxPercent" | "taxJurisdiction" | "taxBasis">>
const UNTAXED = { taxPercent: "0", taxJurisdiction: "", taxBasis: null }

/** An order at today's prices: its lines with their amounts, and what keeps each from being sold. */
export type PricedOrder = { readonly order: Order; readonly problems: ReadonlyMap<string, readonly LineProblem[]>; readonly prices: ReadonlyMap<string, LinePrice> }

const MOST_AT_ONCE = 500

/** The tenant's business date: prices, taxes and promises are questions with a day in them. */
export function todayOf(work: Work, { zone }: Pick<Order, "zone">): string {
  return businessDate(work.now, zone).toString()
}

/**
 * Prices an order's open lines, or those that `fresh` names, and taxes all of them; three round trips for up to 500 lines. A line
 * that is not asked for keeps the price that it has. Prices by the day of the order, never by the day of the request's server.
 */
export async function priceOrder(work: Work, order: Order, fresh: (line: OrderLine) => boolean = () => true): Promise<PricedOrder> {
  const on = todayOf(work, order)
  const open = order.lines.filter((line) => isOpen(line) && !hasShipped(line))
  const answers = await pricesOf(work, order, on, open)
  const prices = new Map(open.map((line, index) => [line.lineId, answers[index] as LinePrice]))
  return { ...applyPrices(order, on, prices, await ratesOf(work, order, on, open, prices), fresh), prices }
}

/** Puts prices and taxes that are known onto an order's lines, and says what keeps each of them from being sold. Pure. */
export function applyPrices(order: Order, on: string, prices: ReadonlyMap<string, LinePrice>, rates: LineRates, fresh: (line: OrderLine) => boolean = () => true): Omit<PricedOrder, "prices"> {
  const priced = order.lines.flatMap((line) => (prices.has(line.lineId) ? [line] : []))
  const problems = new Map(priced.map((line) => [line.lineId, problemsOf(order, line, prices.get(line.lineId) as LinePrice, fresh(line))]))
  const lines = order.lines.map((line) => {
    const price = prices.get(line.lineId)
    if (!price) return amountsOf(line, order.currency)
    const taxed = { ...line, ...(rates.get(line.lineId) ?? UNTAXED) }
    return amountsOf(fresh(line) || line.snapshot === null ? withPrice(taxed, price, on, order.locale) : taxed, order.currency)
  })
  return { order: { ...order, lines }, problems }
}

async function pricesOf(work: Work, order: Order, on: string, lines: readonly OrderLine[]): Promise<readonly LinePrice[]> {
  const pages = Array.from({ length: Math.ceil(lines.length / MOST_AT_ONCE) }, (_, page) => lines.slice(page * MOST_AT_ONCE, (page + 1) * MOST_AT_ONCE))
  return (await Promise.all(pages.map((page) => priceLines(work, { accountId: order.accountId, on, lines: page })))).flat()
}

export async function ratesOf(work: Work, order: Order, on: string, lines: readonly OrderLine[], prices: ReadonlyMap<string, LinePrice>): Promise<LineRates> {
  return (await ratesOfOrders(work, [{ ...order, lines }], on, [prices]))[0]!
}

/** The tax rates of the lines of some orders: each buyer, destination and tax category is asked once, in two statements. */
export async function ratesOfOrders(work: Work, orders: readonly Order[], on: string, prices: readonly ReadonlyMap<string, LinePrice>[]): Promise<readonly LineRates[]> {
  const asks = new Map<string, SaleAsk>()
  const keys = orders.map((order, index) => order.lines.map((line) => {
    const shipTo = shipToOf(order, line)
    const ask = { accountId: order.accountId, addressId: shipTo?.addressId, country: shipTo?.country ?? "", region: shipTo?.region ?? "", postalCode: shipTo?.postalCode ?? "", city: shipTo?.city ?? "", taxCategory: prices[index]!.get(line.lineId)?.product.taxCategory ?? "" }
    const key = `${ask.accountId}\n${ask.addressId ?? ""}\n${ask.country}\n${ask.region}\n${ask.postalCode}\n${ask.city}\n${ask.taxCategory}`
    if (!asks.has(key)) asks.set(key, ask)
    return key
  }))
  const rates = (await saleTaxes(work, [...asks.values()], on)).map((tax) => ({ taxPercent: tax.percent, taxJurisdiction: jurisdictionOf(tax), taxBasis: basisOf(tax) }))
  const rateOf = new Map([...asks.keys()].map((key, index) => [key, rates[index]!]))
  return orders.map((order, index) => new Map(keys[index]!.map((key, line) => [order.lines[line]!.lineId, rateOf.get(key)!])))
}

function withPrice(line: OrderLine, { price, supply, product, unitFacts, belowFloor }: LinePrice, on: string, locale: string): OrderLine {
  return {
    ...line, sku: product.sku, name: nameIn(product.names, locale) || product.sku, categoryPath: product.categoryPath, factor: unitFacts.factor,
    unitPrice: price?.unitPrice ?? null, supplyPrice: supply?.unitPrice ?? null,
    snapshot: price && { source: price.source, explanation: price.explanation, on, belowFloor, taxCategory: product.taxCategory },
  }
}

export function nameIn(names: Readonly<Record<string, string>>, locale: string): string {
  return names[locale] ?? names.en ?? Object.values(names)[0] ?? ""
}

/** What keeps a line from being sold. A line that was agreed before is held to its quantity rule and catalogue only when it is new or changed. */
function problemsOf(order: Order, line: OrderLine, { price, product, unitFacts }: LinePrice, fresh: boolean): readonly LineProblem[] {
  const problems: LineProblem[] = []
  const successor = product.successorId ? { successorId: product.successorId } : {}
  if (!shipToOf(order, line) || shipToOf(order, line)?.archived) problems.push({ code: "ship_to_missing" })
  if (!fresh) return problems
  if (!product.entitled) problems.push({ code: "not_entitled" })
  else if (product.status === "draft" || product.status === "discontinued") problems.push({ code: "not_sold", ...successor })
  else if (!unitFacts.sellable) problems.push({ code: "unit_not_sold" })
  else if (price === null) problems.push({ code: "request_a_price" })
  const verdict = quantityVerdict(line.quantity, unitFacts)
  if (!verdict.ok) problems.push({ code: verdict.reason, ...(verdict.roundDown && { roundDown: verdict.roundDown }), ...(verdict.roundUp && { roundUp: verdict.roundUp }) })
  return problems
}

/**
 * What the order says about itself to whoever has to agree. `newAddress`: something goes where nothing went before. A house
 * account sells to nobody: its margin counts as whole, so that no rule on margin stops it.
 */
export function factsOf(order: Order, newAddress: boolean): SubjectFacts {
  const lines = order.lines.filter((line) => line.netMinor !== 0n || isOpen(line))
  const { total, net } = totalsOf(order)
  const house = order.buyer.kind === "house"
  const cost = lines.reduce((sum, line) => sum + (line.supplyPrice ? line.supplyMinor : line.netMinor), 0n)
  return {
    total: majorOf(total), currency: order.currency, margin: house ? 100 : marginOf(net.amount, cost), new_address: newAddress, account_group: order.buyer.accountGroup, po: order.poNumber,
    ship_to: { country: lines.map((line) => shipToOf(order, line)?.country).find((one) => one !== undefined) ?? "" },
    below_floor: lines.some((line) => line.snapshot?.belowFloor),
    lines: lines.map((line) => ({
      sku: line.sku, category: line.categoryPath, quantity: Number(line.quantity), net: majorOf(money(line.netMinor, currency(order.currency))),
      margin: house ? 100 : line.supplyPrice ? marginOf(line.netMinor, line.supplyMinor) : 0, below_floor: line.snapshot?.belowFloor ?? false,
    })),
  }
}

const majorOf = (value: Money) => Number(toDecimalString(value))

/** Percent of the net that stays, to two places; 0 of nothing. */
export function marginOf(net: bigint, cost: bigint): number {
  return net === 0n ? 0 : Number(((net - cost) * 10_000n) / net) / 100
}

/** Whether one of the order's ship-tos is neither the account's default nor has ever been delivered to. */
export const newAddressOf = (order: Order) => {
  const ids = [...new Set(order.lines.filter(isOpen).flatMap((line) => shipToOf(order, line) ?? []).filter((shipTo) => !shipTo.isDefault).map((shipTo) => shipTo.addressId))]
  return sql<boolean>`exists (select from unnest(${ids}::uuid[]) asked (address_id) where not exists (
    select from ordering.order_line l join ordering.order seen on (seen.network_id, seen.tenant_id, seen.account_id, seen.order_id) = (l.network_id, l.tenant_id, l.account_id, l.order_id)
     where l.network_id = ctx.network_id() and l.tenant_id = ${order.tenantId} and l.account_id = ${order.accountId} and l.ship_to_id = asked.address_id
       and l.order_id <> ${order.orderId} and seen.status not in ('draft', 'rejected', 'cancelled')))`
}

