import type { Work } from "@entrepot/db"
import { isZeroQuantity, quantity, toBase, type Money, type Quantity } from "@entrepot/kernel"
import { activePolicies, levelsNeeded } from "../approvals/index.ts"
import { hardAvailable, planningAvailable } from "../inventory/index.ts"
import type { LinePrice } from "../pricing/index.ts"
import type { LineProblem } from "./decide-submission.ts"
import { totalsOf, type Order, type OrderLine } from "./order.ts"
import { applyPrices, factsOf, taxesOf, todayOf } from "./price-order.ts"
import { suppliesOf, type Supplies } from "./promise-stock.ts"
import { atPolicyPrice, priceKey, standingBuyers, standingOrder, standingPrices, type StandingBuyer, type StandingLine, type StandingPrice } from "./standing-line.ts"

/** One order that would come on a day. `key` finds the answer again; `source` is what its prices are named after. */
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
  const accounts = [...new Set(asks.map((ask) => ask.accountId))]
  const [buyers, supplies, policies] = await Promise.all([standingBuyers(work, accounts), suppliesOf(work, asks.flatMap((ask) => ask.lines.map((line) => line.productId))), activePolicies(work)])
  const quotes = await Promise.all(accounts.map(async (accountId) => {
    const buyer = buyers.get(accountId)
    return buyer ? ofAccount(work, buyer, asks.filter((ask) => ask.accountId === accountId), supplies, policies) : []
  }))
  return new Map(quotes.flat())
}

type Policies = Awaited<ReturnType<typeof activePolicies>>

async function ofAccount(work: Work, buyer: StandingBuyer, asks: readonly StandingAsk[], supplies: Supplies, policies: Policies): Promise<[string, StandingQuote][]> {
  const today = todayOf(work, buyer)
  const prices = await standingPrices(work, buyer.accountId, today, asks.flatMap((ask) => ask.lines))
  const orders = asks.map((ask) => standingOrder(work, buyer, { orderId: ask.key, userId: ask.userId, shipToId: ask.shipToId, poNumber: "", requestedOn: ask.on, note: "" }, ask.lines))
  const taxes = await taxesOfAll(work, orders, asks, prices, today)
  return asks.map((ask, index) => [ask.key, quote(orders[index]!, ask, prices, taxes[index]!, supplies, policies, today)])
}

/** Lines of all orders as one list, so that each destination and tax category is asked once. */
async function taxesOfAll(work: Work, orders: readonly Order[], asks: readonly StandingAsk[], prices: ReadonlyMap<string, LinePrice>, today: string): Promise<readonly ReadonlyMap<string, string>[]> {
  const all = orders.flatMap((order, index) => order.lines.map((line) => ({ ...line, lineId: `${index} ${line.lineId}` })))
  const priceOf = new Map(asks.flatMap((ask, index) => ask.lines.map((line) => [`${index} ${line.lineId}`, prices.get(priceKey(line))!] as const)))
  const found = orders[0] ? await taxesOf(work, orders[0], today, all, priceOf) : new Map<string, string>()
  return orders.map((order, index) => new Map(order.lines.map((line) => [line.lineId, found.get(`${index} ${line.lineId}`) ?? "0"])))
}

function quote(order: Order, ask: StandingAsk, prices: ReadonlyMap<string, LinePrice>, taxes: ReadonlyMap<string, string>, supplies: Supplies, policies: Policies, today: string): StandingQuote {
  const current = new Map(ask.lines.map((line) => [line.lineId, prices.get(priceKey(line))!]))
  const { order: priced, problems } = applyPrices(order, today, current, taxes)
  const byId = new Map(ask.lines.map((line) => [line.lineId, line]))
  const lines = priced.lines.map((line) => atPolicyPrice(line, current.get(line.lineId)!, ask.priceOf(byId.get(line.lineId)!, current.get(line.lineId)!), ask.source, order.currency))
  const whole = { ...priced, lines }
  return {
    ...totalsOf(whole), house: order.buyer.kind === "house", unpriced: lines.some((line) => line.unitPrice === null), levels: lines.length === 0 ? [] : levelsNeeded(policies, factsOf(whole, false)).map((level) => level.name),
    lines: lines.map((line) => ({ line, current: current.get(line.lineId)!, problems: (problems.get(line.lineId) ?? []).filter((one) => one.code !== "request_a_price" || line.unitPrice === null), ...supplyOf(supplies, line, ask.on) })),
  }
}

const NONE = quantity("0")

export function supplyOf(supplies: Supplies, line: Pick<OrderLine, "productId" | "quantity" | "factor">, on: string): { readonly wanted: Quantity; readonly now: Quantity; readonly byThen: Quantity } {
  const known = supplies.availability.get(line.productId)
  const wanted = isZeroQuantity(line.factor) ? line.quantity : toBase(line.quantity, line.factor)
  return known ? { wanted, now: hardAvailable(known), byThen: planningAvailable(known, on) } : { wanted, now: NONE, byThen: NONE }
}
