import type { Work } from "@entrepot/db"
import { add, currency, exceeds, isNegative, isZeroQuantity, money, moneyToJson, subtract, type Money, type MoneyJson, type Quantity } from "@entrepot/kernel"
import { activePolicies, decidersOf, isStranded, levelsNeeded, type Because, type LevelNeeded } from "../approvals/index.ts"
import { hardAvailable } from "../inventory/index.ts"
import { publicLine, seesMargins, type LinePrice } from "../pricing/index.ts"
import { actingAccount, authorize } from "../tenancy/index.ts"
import { creditView, judgementFacts, type CreditView } from "./credit.ts"
import { poVerdict, type CreditStanding, type LineProblem, type PoVerdict } from "./decide-submission.ts"
import { openBase, shipToOf, taxesOf, totalsOf, type Order, type OrderLine, type ShipTo } from "./order.ts"
import { findCart } from "./order.db.ts"
import { orderTaxes, type OrderTax } from "./order-taxes.ts"
import { factsOf, marginOf, nameIn, priceOrder, todayOf } from "./price-order.ts"
import { DECIDES } from "./proceed.ts"
import { promiseOf, suppliesOf, type LinePromise, type Supplies } from "./promise-stock.ts"

export type CartLine = {
  readonly lineId: string; readonly productId: string; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: Quantity; readonly baseQuantity: Quantity; readonly baseUnit: string
  readonly minimum: Quantity; readonly step: Quantity
  readonly shipToId: string | null; readonly requestedOn: string | null
  /** Null: ask for a price. */
  readonly unitPrice: string | null
  readonly price: LinePrice["price"]
  readonly net: MoneyJson; readonly tax: MoneyJson; readonly taxPercent: string
  readonly problems: readonly LineProblem[]
  /** Unreserved now, in base units, and when the whole line can leave. */
  readonly available: Quantity; readonly promise: LinePromise
  /** Only for who may see margins. */
  readonly marginPercent: number | null; readonly belowFloor: boolean
}

/** Who will have to agree before this becomes an order. `stranded`: nobody could, so it would be refused. */
export type CartApproval = { readonly level: string; readonly mode: "any" | "all"; readonly because: readonly Because[]; readonly approvers: readonly string[]; readonly bubbled: boolean; readonly stranded: boolean }

export type CartView = {
  readonly orderId: string | null; readonly version: number; readonly accountId: string; readonly accountName: string; readonly accountBlocked: boolean
  readonly poNumber: string; readonly poPolicy: "optional" | "required" | "unique"; readonly po: PoVerdict
  readonly requestedOn: string | null; readonly shipToId: string | null; readonly shipComplete: boolean; readonly note: string; readonly shipTos: readonly ShipTo[]
  readonly lines: readonly CartLine[]
  readonly net: MoneyJson; readonly tax: MoneyJson; readonly total: MoneyJson
  readonly taxes: readonly OrderTax[]
  readonly marginPercent: number | null
  readonly credit: Pick<CreditView, "limit" | "exposure" | "headroom"> & { readonly prepaid: boolean; readonly verdict: "fine" | "exceeds"; readonly missing: MoneyJson | null }
  readonly approvals: readonly CartApproval[]
  /** When everything can leave; null where a line has no supply in sight. */
  readonly readyOn: string | null
  readonly submit: { readonly possible: boolean; readonly disabledReason: string | null }
}

/**
 * The actor's cart with everything that submitting would judge, said before: live prices and taxes, what may not be sold and
 * why, what is there and when, credit, PO number, and who will have to agree. It locks nothing and works in a read; eight
 * statements in five round trips, whatever the number of lines. `person`: whose cart a machine asks about, by e-mail.
 */
export async function cartView(work: Work, locale?: string, person?: string): Promise<CartView | null> {
  authorize(work, "order.place")
  const found = await findCart(work, actingAccount(work), person)
  return found ? viewOf(work, locale ? { ...found, locale } : found) : null
}

async function viewOf(work: Work, cart: Order): Promise<CartView> {
  const shipToId = cart.shipToId ?? cart.shipTos.find((one) => one.isDefault && !one.archived)?.addressId ?? null
  const { order, problems, prices } = await priceOrder(work, { ...cart, shipToId })
  const [supplies, policies, { credit, usedBy, newAddress }] = await Promise.all([
    suppliesOf(work, order.lines.map((line) => line.productId)), activePolicies(work), judgementFacts(work, order, { lock: false }),
  ])
  const taxes = taxesOf(order)
  const lines = order.lines.map((line) => cartLine(work, order, line, { taxMinor: taxes.get(line.lineId) ?? 0n, answer: prices.get(line.lineId) as LinePrice, problems: problems.get(line.lineId) ?? [], supplies }))
  const approvals = await approvalsOf(work, order, order.lines.length > 0 ? levelsNeeded(policies, factsOf(order, newAddress)) : [])
  const po = poVerdict(order.buyer.poPolicy, order.poNumber, usedBy)
  const { net, tax, total, supply } = totalsOf(order, taxes)
  const why = disabledReason(order, lines, approvals, po, credit)
  return {
    orderId: order.orderId, version: order.version, accountId: order.accountId, accountName: order.buyer.name, accountBlocked: order.buyer.status === "blocked",
    poNumber: order.poNumber, poPolicy: order.buyer.poPolicy, po, requestedOn: order.requestedOn, shipToId, shipComplete: order.shipComplete, note: order.note,
    shipTos: order.shipTos.filter((one) => !one.archived), lines, net: moneyToJson(net), tax: moneyToJson(tax), total: moneyToJson(total), taxes: orderTaxes(order, taxes),
    marginPercent: seesMargins(work) && order.buyer.kind === "customer" ? marginOf(net.amount, supply.amount) : null,
    credit: creditOf(order, credit, total), approvals, readyOn: readyOn(lines), submit: { possible: why === null, disabledReason: why },
  }
}

type LineAnswers = { readonly taxMinor: bigint; readonly answer: LinePrice; readonly problems: readonly LineProblem[]; readonly supplies: Supplies }

function cartLine(work: Work, order: Order, line: OrderLine, { taxMinor, answer, problems, supplies }: LineAnswers): CartLine {
  const unit = currency(order.currency)
  const sees = seesMargins(work) && order.buyer.kind === "customer"
  const known = supplies.availability.get(line.productId)
  return {
    lineId: line.lineId, productId: line.productId, sku: line.sku, name: nameIn(answer.product.names, order.locale) || line.sku, unit: line.unit, quantity: line.quantity,
    baseQuantity: openBase(line), baseUnit: answer.product.baseUnit, minimum: answer.unitFacts.minimum, step: answer.unitFacts.step, shipToId: line.shipToId, requestedOn: line.requestedOn,
    unitPrice: line.unitPrice, price: (sees ? answer : publicLine(answer)).price, net: moneyToJson(money(line.netMinor, unit)), tax: moneyToJson(money(taxMinor, unit)), taxPercent: line.taxPercent, problems,
    available: known ? hardAvailable(known) : ("0" as Quantity),
    promise: promiseOf(supplies, { productId: line.productId, baseQuantity: openBase(line), today: todayOf(work, order), requestedOn: line.requestedOn ?? order.requestedOn }),
    marginPercent: sees && line.supplyPrice ? marginOf(line.netMinor, line.supplyMinor) : null, belowFloor: sees && answer.belowFloor,
  }
}

async function approvalsOf(work: Work, order: Order, levels: readonly LevelNeeded[]): Promise<readonly CartApproval[]> {
  const deciders = await decidersOf(work, { accountId: order.accountId, requestedBy: work.actor.id, permission: DECIDES }, levels)
  return levels.map((level, index) => {
    const of = deciders[index] ?? []
    return { level: level.name, mode: level.mode, because: level.because, approvers: [...new Set(of.map((decider) => decider.name))], bubbled: of.some((decider) => decider.bubbled), stranded: isStranded(level, of) }
  })
}

function creditOf(order: Order, credit: CreditStanding, total: Money): CartView["credit"] {
  const over = credit.limit && !order.buyer.prepaid && exceeds(add(credit.exposure, total), credit.limit) ? subtract(add(credit.exposure, total), credit.limit) : null
  return { ...creditView(credit), prepaid: order.buyer.prepaid, verdict: over && !isNegative(over) ? "exceeds" : "fine", missing: over && moneyToJson(over) }
}

function readyOn(lines: readonly CartLine[]): string | null {
  const days = lines.map((line) => line.promise.on)
  return days.length === 0 || days.includes(null) ? null : (days as string[]).reduce((last, day) => (day > last ? day : last))
}

/** The same reasons as `decideSubmission` gives, so that a button that can be pressed works. */
function disabledReason(order: Order, lines: readonly CartLine[], approvals: readonly CartApproval[], po: PoVerdict, credit: CreditStanding): string | null {
  if (lines.length === 0) return "order_is_empty"
  if (order.buyer.status === "blocked") return "account_is_blocked"
  if (credit.restricted && !order.buyer.prepaid) return "account_is_restricted"
  if (lines.some((line) => line.problems.length > 0 || isZeroQuantity(line.quantity))) return "lines_need_attention"
  if (order.lines.some((line) => !shipToOf(order, line))) return "lines_need_attention"
  if (po.code === "missing") return "po_number_is_missing"
  return approvals.some((approval) => approval.stranded) ? "nobody_can_approve" : null
}
