import type { Work } from "@entrepot/db"
import { isZeroQuantity, quantity, toBase, type Money, type Quantity, type UnitPrice } from "@entrepot/kernel"
import { activePolicies, levelsNeeded } from "../approvals/index.ts"
import { hardAvailable, planningAvailable } from "../inventory/index.ts"
import type { LinePrice } from "../pricing/index.ts"
import type { LineProblem } from "./decide-submission.ts"
import { totalsOf, type Order, type OrderLine } from "./order.ts"
import { applyPrices, factsOf, taxesOf, todayOf } from "./price-order.ts"
import { suppliesOf, type Supplies } from "./promise-stock.ts"
import { atPolicyPrice, priceKey, standingBuyers, standingOrder, standingPrices, type StandingBuyer, type StandingLine, type StandingPrice } from "./standing-line.ts"

/**
 * One order that would come on a day. `key` finds the answer again; `source` is what its prices are named after. Asks that give the very
 * same list of lines are priced once: a year of dates costs little more than its first.
 */
export type StandingAsk = {
  readonly key: string; readonly accountId: string; readonly userId: string; readonly shipToId: string | null; readonly on: string
  readonly lines: readonly StandingLine[]; readonly priceOf: StandingPrice; readonly source: { readonly id: string; readonly name: string; readonly version: number }
}
export type StandingQuoteLine = {
  readonly line: OrderLine; readonly current: LinePrice; readonly problems: readonly LineProblem[]
  /** In base units: what the line takes, what is unreserved now, and what is in sight by the day. */
  readonly wanted: Quantity; readonly now: Quantity; readonly byThen: Quantity
}
export type StandingQuote = { readonly lines: readonly StandingQuoteLine[]; readonly net: Money; readonly tax: Money; readonly total: Money; readonly supply: Money; readonly unpriced: boolean; readonly levels: readonly string[]; readonly house: boolean }

/**
 * What orders of the future would be at today's prices: amounts, taxes, stock in sight and whose approval they need. Works in a read. Three
 * round trips however many are asked; statements grow with the accounts asked for, never with their orders.
 */
export async function quoteStanding(work: Work, asks: readonly StandingAsk[]): Promise<ReadonlyMap<string, StandingQuote>> {
  if (asks.length === 0) return new Map()
  const baskets = basketsOf(asks)
  const [buyers, supplies, policies] = await Promise.all([
    standingBuyers(work, [...baskets.keys()]), suppliesOf(work, [...baskets.values()].flat().flatMap(({ lines }) => lines.map((line) => line.productId))), activePolicies(work),
  ])
  const quotes = await Promise.all([...baskets].map(async ([accountId, ofIt]) => {
    const buyer = buyers.get(accountId)
    return buyer ? ofAccount(work, buyer, ofIt, supplies, policies) : []
  }))
  return new Map(quotes.flat())
}

/** Dates that take the same lines to the same place for the same subscription. They differ in the day alone. */
type Basket = Pick<StandingAsk, "lines" | "shipToId" | "source"> & { readonly asks: StandingAsk[] }

function basketsOf(asks: readonly StandingAsk[]): ReadonlyMap<string, readonly Basket[]> {
  const byLines = new Map<readonly StandingLine[], Basket[]>()
  const byAccount = new Map<string, Basket[]>()
  for (const ask of asks) {
    const { lines, shipToId, source, accountId } = ask
    const alike = byLines.get(lines) ?? []
    const same = alike.find((one) => one.shipToId === shipToId && one.source.id === source.id && one.source.version === source.version && one.source.name === source.name && one.asks[0]?.accountId === accountId)
    if (same) same.asks.push(ask)
    else {
      const basket = { lines, shipToId, source, asks: [ask] }
      byLines.set(lines, [...alike, basket])
      byAccount.set(accountId, [...(byAccount.get(accountId) ?? []), basket])
    }
  }
  return byAccount
}

type Policies = Awaited<ReturnType<typeof activePolicies>>

async function ofAccount(work: Work, buyer: StandingBuyer, baskets: readonly Basket[], supplies: Supplies, policies: Policies): Promise<[string, StandingQuote][]> {
  const today = todayOf(work, buyer)
  const prices = await standingPrices(work, buyer.accountId, today, baskets.flatMap(({ lines }) => lines))
  const now = work.now.toString()
  const orders = baskets.map(({ asks: [first], lines }) => standingOrder(now, buyer, { orderId: first!.key, userId: first!.userId, shipToId: first!.shipToId, poNumber: "", requestedOn: first!.on, note: "" }, lines))
  const taxes = await taxesOfAll(work, orders, baskets, prices, today)
  return baskets.flatMap((basket, index) => quotesOf(basket, priced(orders[index]!, basket, prices, taxes[index]!, today), supplies, policies))
}

/** Lines of all orders as one list, so that each destination and tax category is asked once. */
async function taxesOfAll(work: Work, orders: readonly Order[], baskets: readonly Basket[], prices: ReadonlyMap<string, LinePrice>, today: string): Promise<readonly ReadonlyMap<string, string>[]> {
  const all = orders.flatMap((order, index) => order.lines.map((line) => ({ ...line, lineId: `${index} ${line.lineId}` })))
  const priceOf = new Map(baskets.flatMap(({ lines }, index) => lines.map((line) => [`${index} ${line.lineId}`, prices.get(priceKey(line))!] as const)))
  const found = orders[0] ? await taxesOf(work, orders[0], today, all, priceOf) : new Map<string, string>()
  return orders.map((order, index) => new Map(order.lines.map((line) => [line.lineId, found.get(`${index} ${line.lineId}`) ?? "0"])))
}

/** A basket at today's prices, before its lines' own policies. */
type Priced = { readonly order: Order; readonly problems: ReadonlyMap<string, readonly LineProblem[]>; readonly current: ReadonlyMap<string, LinePrice> }

function priced(order: Order, { lines }: Basket, prices: ReadonlyMap<string, LinePrice>, taxes: ReadonlyMap<string, string>, today: string): Priced {
  const current = new Map(lines.map((line) => [line.lineId, prices.get(priceKey(line))!]))
  return { ...applyPrices(order, today, current, taxes), current }
}

/** One quote per set of prices and arrivals: the day may end a locked price and bring a delivery, and changes nothing else. */
function quotesOf(basket: Basket, at: Priced, supplies: Supplies, policies: Policies): [string, StandingQuote][] {
  const made: { readonly prices: readonly (UnitPrice | null)[]; readonly arrived: readonly number[]; readonly quote: StandingQuote }[] = []
  return basket.asks.map((ask) => {
    const prices = basket.lines.map((line) => ask.priceOf(line, at.current.get(line.lineId)!, ask.on))
    const arrived = basket.lines.map(({ productId }) => arrivedBy(supplies, productId, ask.on))
    const known = made.find((one) => same(one.prices, prices) && same(one.arrived, arrived))
    if (known) return [ask.key, known.quote]
    const quote = quoteOf(basket, at, prices, ask.on, supplies, policies)
    made.push({ prices, arrived, quote })
    return [ask.key, quote]
  })
}

const same = <T>(left: readonly T[], right: readonly T[]): boolean => left.every((value, index) => value === right[index])

/** How many of a product's announced deliveries are there by a day. */
function arrivedBy({ availability }: Supplies, productId: string, on: string): number {
  let arrived = 0
  for (const one of availability.get(productId)?.expected ?? []) if (one.on <= on) arrived += 1
  return arrived
}

function quoteOf({ lines: wanted, source }: Basket, { order, problems, current }: Priced, prices: readonly (UnitPrice | null)[], on: string, supplies: Supplies, policies: Policies): StandingQuote {
  const priceOf = new Map(wanted.map((line, index) => [line.lineId, prices[index]!]))
  const lines = order.lines.map((line) => atPolicyPrice(line, current.get(line.lineId)!, priceOf.get(line.lineId) ?? null, source, order.currency))
  const whole = { ...order, lines }
  return {
    ...totalsOf(whole), house: order.buyer.kind === "house", unpriced: lines.some((line) => line.unitPrice === null), levels: lines.length === 0 ? [] : levelsNeeded(policies, factsOf(whole, false)).map((level) => level.name),
    lines: lines.map((line) => ({ line, current: current.get(line.lineId)!, problems: (problems.get(line.lineId) ?? []).filter((one) => one.code !== "request_a_price" || line.unitPrice === null), ...supplyOf(supplies, line, on) })),
  }
}

const NONE = quantity("0")

export function supplyOf(supplies: Supplies, line: Pick<OrderLine, "productId" | "quantity" | "factor">, on: string): { readonly wanted: Quantity; readonly now: Quantity; readonly byThen: Quantity } {
  const known = supplies.availability.get(line.productId)
  const wanted = isZeroQuantity(line.factor) ? line.quantity : toBase(line.quantity, line.factor)
  return known ? { wanted, now: hardAvailable(known), byThen: planningAvailable(known, on) } : { wanted, now: NONE, byThen: NONE }
}
