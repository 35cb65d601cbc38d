import type { Work } from "@entrepot/db"
import { isZeroQuantity, quantity, toBase, type Money, type Quantity } from "@entrepot/kernel"
import { activePolicies, levelsNeeded } from "../approvals/index.ts"
import { hardAvailable, planningAvailable, type Availability } from "../inventory/index.ts"
import type { LinePrice } from "../pricing/index.ts"
import type { LineProblem } from "./decide-submission.ts"
import { totalsOf, type Order, type OrderLine } from "./order.ts"
import { applyPrices, factsOf, ratesOfOrders, todayOf } from "./price-order.ts"
import { suppliesOf, type Supplies } from "./promise-stock.ts"
import { atPolicyPrice, priceKey, standingBuyers, standingOrder, standingPrices, type StandingBuyer, type StandingLine, type StandingPrice } from "./standing-line.ts"
import { bySpan } from "./standing-spans.ts"

/** What would come on some day: the lines of an order, for whom and where to. `source` is what its prices are named after. */
export type StandingBasket = {
  readonly accountId: string; readonly userId: string; readonly shipToId: string | null; readonly lines: readonly StandingLine[]; readonly priceOf: StandingPrice
  /** The first days of prices that begin and the last ones of prices that end: `priceOf` says the same on every day between two of them. */
  readonly firstDays: readonly string[]; readonly lastDays: readonly string[]
  readonly source: { readonly id: string; readonly name: string; readonly version: number }
}
/** One order that would come on a day. `key` finds the answer again. Asks that give the very same list of lines are priced once. */
export type StandingAsk = StandingBasket & { readonly key: string; readonly on: string }
export type StandingQuoteLine = {
  readonly line: OrderLine; readonly current: LinePrice; readonly problems: readonly LineProblem[]
  /** In base units: what the line takes, what is unreserved now, and what is in sight by the day. */
  readonly wanted: Quantity; readonly now: Quantity; readonly byThen: Quantity
}
export type StandingQuote = { readonly lines: readonly StandingQuoteLine[]; readonly net: Money; readonly tax: Money; readonly total: Money; readonly supply: Money; readonly unpriced: boolean; readonly levels: readonly string[]; readonly house: boolean }

/** What an order would be on a day. Worked out when it is asked for, and once for all days on which it is the same. */
export type QuoteOn = (day: string) => StandingQuote

/**
 * What orders of the future would be at today's prices: amounts, taxes, stock in sight and whose approval they need. Works in a read. Three
 * round trips however many are asked; statements grow with the accounts asked for, never with their orders.
 */
export async function quoteStanding(work: Work, asks: readonly StandingAsk[]): Promise<ReadonlyMap<string, StandingQuote>> {
  const baskets: StandingBasket[] = []
  const byLines = new Map<readonly StandingLine[], number[]>()
  const places = asks.map((ask) => {
    const alike = byLines.get(ask.lines) ?? []
    const known = alike.find((place) => isSame(baskets[place]!, ask))
    if (known !== undefined) return known
    byLines.set(ask.lines, [...alike, baskets.length])
    return baskets.push(ask) - 1
  })
  const quotes = await quoteBaskets(work, baskets)
  return new Map(asks.flatMap(({ key, on }, index) => {
    const quoteOn = quotes[places[index]!]
    return quoteOn ? [[key, quoteOn(on)] as const] : []
  }))
}

const isSame = (one: StandingBasket, other: StandingBasket): boolean =>
  one.priceOf === other.priceOf && one.accountId === other.accountId && one.shipToId === other.shipToId && one.source.id === other.source.id && one.source.version === other.source.version && one.source.name === other.source.name

/** The same for many days of a few baskets, in the order in which they are given: a year of dates costs little more than its first. Nothing where the account is not known. */
export async function quoteBaskets(work: Work, baskets: readonly StandingBasket[]): Promise<readonly (QuoteOn | undefined)[]> {
  if (baskets.length === 0) return []
  const accountIds = [...new Set(baskets.map((one) => one.accountId))]
  const [buyers, supplies, policies] = await Promise.all([
    standingBuyers(work, accountIds), suppliesOf(work, baskets.flatMap(({ lines }) => lines.map((line) => line.productId))), activePolicies(work),
  ])
  const found = new Map<StandingBasket, QuoteOn>()
  await Promise.all(accountIds.map(async (accountId) => {
    const [buyer, ofIt] = [buyers.get(accountId), baskets.filter((one) => one.accountId === accountId)]
    if (buyer) for (const [index, quoteOn] of (await ofAccount(work, buyer, ofIt, supplies, policies)).entries()) found.set(ofIt[index]!, quoteOn)
  }))
  return baskets.map((one) => found.get(one))
}

type Policies = Awaited<ReturnType<typeof activePolicies>>

async function ofAccount(work: Work, buyer: StandingBuyer, baskets: readonly StandingBasket[], supplies: Supplies, policies: Policies): Promise<readonly QuoteOn[]> {
  const today = todayOf(work, buyer)
  const prices = await standingPrices(work, buyer.accountId, today, baskets.flatMap(({ lines }) => lines), { explained: false })
  const now = work.now.toString()
  const orders = baskets.map(({ source, userId, shipToId, lines }) => standingOrder(now, buyer, { orderId: source.id, userId, shipToId, poNumber: "", requestedOn: null, note: "" }, lines))
  const current = baskets.map(({ lines }) => new Map(lines.map((line) => [line.lineId, prices.get(priceKey(line))!])))
  const rates = await ratesOfOrders(work, orders, today, current)
  const inSight = supplySight(supplies)
  return baskets.map((basket, index) => {
    const at = { ...applyPrices(orders[index]!, today, current[index]!, rates[index]!), current: current[index]! }
    return bySpan({ from: [...basket.lines.flatMap(({ productId }) => inSight(productId).arrivals), ...basket.firstDays], after: basket.lastDays }, (day) => quoteOf(basket, at, day, inSight, policies))
  })
}

/** A basket at today's prices, before its lines' own policies. */
type Priced = { readonly order: Order; readonly problems: ReadonlyMap<string, readonly LineProblem[]>; readonly current: ReadonlyMap<string, LinePrice> }

function quoteOf({ lines: wanted, source, priceOf }: StandingBasket, { order, problems, current }: Priced, on: string, inSight: (productId: string) => Sight, policies: Policies): StandingQuote {
  const lines = order.lines.map((line, index) => atPolicyPrice(line, current.get(line.lineId)!, priceOf(wanted[index]!, current.get(line.lineId)!, on), source, order.currency))
  const whole = { ...order, lines }
  return {
    ...totalsOf(whole), house: order.buyer.kind === "house", unpriced: lines.some((line) => line.unitPrice === null), levels: lines.length === 0 || policies.length === 0 ? [] : levelsNeeded(policies, factsOf(whole, false)).map((level) => level.name),
    lines: lines.map((line) => ({ line, current: current.get(line.lineId)!, problems: (problems.get(line.lineId) ?? []).filter((one) => one.code !== "request_a_price" || line.unitPrice === null), ...takenFrom(inSight(line.productId), line, on) })),
  }
}

const NONE = quantity("0")

type Sight = { readonly now: Quantity; readonly byThen: (day: string) => Quantity; readonly arrivals: readonly string[] }
const NOTHING_IN_SIGHT: Sight = { now: NONE, byThen: () => NONE, arrivals: [] }

/** What is there of each product and comes by a day, added up once however many lines take it. */
function supplySight({ availability }: Supplies): (productId: string) => Sight {
  const known = new Map<string, Sight>()
  return (productId) => {
    const found = known.get(productId) ?? sightOf(availability.get(productId))
    known.set(productId, found)
    return found
  }
}

function sightOf(known: Availability | undefined): Sight {
  if (!known) return NOTHING_IN_SIGHT
  const arrivals = [...new Set(known.expected.map(({ on }) => on))]
  return { now: hardAvailable(known), byThen: bySpan({ from: arrivals, after: [] }, (day) => planningAvailable(known, day)), arrivals }
}

type LineSupply = Pick<StandingQuoteLine, "wanted" | "now" | "byThen">

export function supplyOf(supplies: Supplies, line: Pick<OrderLine, "productId" | "quantity" | "factor">, on: string): LineSupply {
  return takenFrom(sightOf(supplies.availability.get(line.productId)), line, on)
}

function takenFrom({ now, byThen }: Sight, { quantity: wanted, factor }: Pick<OrderLine, "quantity" | "factor">, on: string): LineSupply {
  return { wanted: isZeroQuantity(factor) ? wanted : toBase(wanted, factor), now, byThen: byThen(on) }
}
