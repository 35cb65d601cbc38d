import { audit, record, type Work } from "@entrepot/db"
import { currency, money, type Facts } from "@entrepot/kernel"
import { activePolicies, levelsNeeded } from "../approvals/index.ts"
import type { LinePrice } from "../pricing/index.ts"
import type { OrderStatus } from "./contract.ts"
import { judgementFacts } from "./credit.ts"
import { decideSubmission, poVerdict, type LineProblem, type Step } from "./decide-submission.ts"
import { orderSubmitted } from "./events.ts"
import { totalsOf, type Order, type Totals } from "./order.ts"
import { applyPrices, factsOf, ratesOf, todayOf, type LineRates } from "./price-order.ts"
import { about, proceed } from "./proceed.ts"
import { suppliesOf, type Supplies } from "./promise-stock.ts"
import { supplyOf, type StandingQuoteLine } from "./quote-standing.ts"
import { saveOrder } from "./save-order.db.ts"
import { atPolicyPrice, priceKey, standingBuyers, standingOrder, standingPrices, type StandingHead, type StandingLine, type StandingPrice } from "./standing-line.ts"
import { statusOf } from "./status.ts"

/** What was decided of the candidates: these lines, or nothing for now, and why. */
export type StandingDecision = { readonly lines: readonly StandingLine[] } | { readonly hold: string; readonly facts: Facts }

export type PlaceStandingOrder = StandingHead & {
  readonly accountId: string
  readonly source: { readonly id: string; readonly name: string; readonly version: number }
  /** Everything that may be in it, substitutes too: all are priced in one question. */
  readonly candidates: readonly StandingLine[]
  readonly priceOf: (line: StandingLine, current: LinePrice) => ReturnType<StandingPrice>
  /** Pure: which of the candidates go, given what each costs and what of it is there. */
  readonly decide: (quoted: ReadonlyMap<string, StandingQuoteLine>) => StandingDecision
  /** Pure: whether the whole may cost that. */
  readonly agree: (totals: Totals) => { readonly hold: string; readonly facts: Facts } | null
}

export type StandingPlaced =
  | { readonly placed: true; readonly orderId: string; readonly number: string; readonly status: OrderStatus; readonly totals: Totals; readonly currency: string }
  | { readonly placed: false; readonly hold: string; readonly facts: Facts }

/**
 * Places an order that nobody clicks for: prices the candidates, lets the caller choose among them and agree to the sum, and then judges and
 * does what `submitOrder` does: credit, approval, number, stock. A hold that comes before an order writes nothing. The order's
 * id is the caller's business key. About a dozen statements in six round trips, whatever the number of lines.
 */
export async function placeStandingOrder(work: Work, ask: PlaceStandingOrder): Promise<StandingPlaced> {
  const [buyers, supplies, policies] = await Promise.all([standingBuyers(work, [ask.accountId]), suppliesOf(work, ask.candidates.map((line) => line.productId)), activePolicies(work)])
  const buyer = buyers.get(ask.accountId)
  if (!buyer) throw new Error(`The account ${ask.accountId} of a standing order is not of this tenant.`)
  const on = todayOf(work, buyer)
  const prices = await standingPrices(work, ask.accountId, on, ask.candidates, { explained: true })
  const all = standingOrder(work.now.toString(), buyer, ask, ask.candidates)
  const decision = ask.decide(quoted(all, ask, prices, supplies, on))
  if ("hold" in decision) return { placed: false, ...decision }
  const chosen = standingOrder(work.now.toString(), buyer, ask, decision.lines)
  const priceOf = new Map(decision.lines.map((line) => [line.lineId, prices.get(priceKey(line)) ?? prices.get(priceKey(ask.candidates.find((one) => one.lineId === line.lineId) ?? line))!]))
  const [rates, judged] = await Promise.all([ratesOf(work, chosen, on, chosen.lines, priceOf), judgementFacts(work, chosen)])
  const { order, problems } = atPolicyPrices(chosen, decision.lines, ask, priceOf, rates, on)
  const disagreed = ask.agree(totalsOf(order))
  if (disagreed) return { placed: false, ...disagreed }
  const facts = factsOf(order, judged.newAddress)
  const step = stepOf(order, problems, judged, levelsNeeded(policies, facts))
  return "refused" in step ? { placed: false, hold: step.refused, facts: step.facts } : save(work, { ...order, approvalFacts: facts }, step, ask)
}

/** Every candidate as a line of its own at its price, without taxes. */
function quoted(all: Order, ask: PlaceStandingOrder, prices: ReadonlyMap<string, LinePrice>, supplies: Supplies, on: string): ReadonlyMap<string, StandingQuoteLine> {
  const priceOf = new Map(ask.candidates.map((line) => [line.lineId, prices.get(priceKey(line))!]))
  const { order, problems } = atPolicyPrices(all, ask.candidates, ask, priceOf, new Map(), on)
  return new Map(order.lines.map((line) => [line.lineId, { line, current: priceOf.get(line.lineId)!, problems: problems.get(line.lineId) ?? [], ...supplyOf(supplies, line, ask.requestedOn ?? on) }]))
}

type Problems = ReadonlyMap<string, readonly LineProblem[]>

function atPolicyPrices(order: Order, standing: readonly StandingLine[], ask: PlaceStandingOrder, priceOf: ReadonlyMap<string, LinePrice>, rates: LineRates, on: string): { order: Order; problems: Problems } {
  const { order: priced, problems } = applyPrices(order, on, priceOf, rates)
  const byId = new Map(standing.map((line) => [line.lineId, line]))
  const lines = priced.lines.map((line) => atPolicyPrice(line, priceOf.get(line.lineId)!, ask.priceOf(byId.get(line.lineId)!, priceOf.get(line.lineId)!), ask.source, order.currency))
  const left = new Map(lines.map((line) => [line.lineId, (problems.get(line.lineId) ?? []).filter((one) => one.code !== "request_a_price" || line.unitPrice === null)]))
  return { order: { ...priced, lines }, problems: left }
}

function stepOf(order: Order, problems: Problems, judged: Awaited<ReturnType<typeof judgementFacts>>, levels: ReturnType<typeof levelsNeeded>): Step | { readonly refused: string; readonly facts: Facts } {
  return decideSubmission({
    lines: order.lines.map((line) => ({ sku: line.sku, problems: problems.get(line.lineId) ?? [] })), accountBlocked: order.buyer.status === "blocked",
    // The same PO number stands on every order of a subscription, and whoever subscribed said so.
    po: poVerdict(order.buyer.poPolicy, order.poNumber, null), usedPoAccepted: true, expectedTotal: null,
    total: money(totalsOf(order).total.amount, currency(order.currency)), prepaid: order.buyer.prepaid, credit: judged.credit, cleared: null, levels,
  })
}

async function save(work: Work, order: Order, step: Step, { source }: PlaceStandingOrder): Promise<StandingPlaced> {
  const { order: decided, facts, put, announce } = await proceed(work, order, step)
  const saved = await saveOrder(work, { order: decided, facts: [{ kind: "submitted", detail: { subscription: source.name } }, ...facts], ...(put.length > 0 && { queue: { put, drop: [] } }) })
  record(work, orderSubmitted, { ...about(saved), status: statusOf(saved) }, saved.tenantId)
  announce(saved)
  audit(work, { action: "order.submitted", subjectKind: "order", subjectId: saved.orderId, after: { number: saved.number ?? "", status: statusOf(saved), subscription: source.name } })
  return { placed: true, orderId: saved.orderId, number: saved.number ?? "", status: statusOf(saved), totals: totalsOf(saved), currency: saved.currency }
}
