import type { Work } from "@entrepot/db"
import { isZeroQuantity, Refusal } from "@entrepot/kernel"
import { cartView, orderView, type OrderView } from "../ordering/index.ts"
import { actingAccount, authorize } from "../tenancy/index.ts"
import { OfferLines, type CreateSubscription } from "./contract.ts"
import type { LeftOutLine, OfferedLine, SourceOffer } from "./views.ts"

type WantedLine = Extract<ReturnType<typeof CreateSubscription.parse>["source"], { kind: "lines" }>["lines"][number]
/** `shipToId` is a line's own: null goes where the whole goes. */
export type Wanted = Omit<WantedLine, "shipToId"> & { readonly shipToId: string | null }
export type SourceLines = { readonly lines: readonly Wanted[]; readonly shipToId: string | null; readonly cartOrderId: string | null; readonly leftOut: readonly LeftOutLine[] }

/** What a subscription is made of: lines by hand, the actor's cart, or an order. What was cancelled of an order is told apart. */
export async function sourceLines(work: Work, source: ReturnType<typeof CreateSubscription.parse>["source"]): Promise<SourceLines> {
  if (source.kind === "lines") return { lines: source.lines.map((line) => ({ ...line, shipToId: line.shipToId ?? null })), shipToId: null, cartOrderId: null, leftOut: [] }
  const { offer, cartOrderId } = source.kind === "cart" ? await ofCart(work, source.person) : { offer: await ofOrder(work, source.orderId), cartOrderId: null }
  return { lines: offer.lines.map(({ productId, unit, quantity, shipToId }) => ({ productId, unit, quantity, shipToId })), shipToId: offer.shipToId, cartOrderId, leftOut: offer.leftOut }
}

/**
 * What a cart or an order offers to whoever would subscribe to it: the lines that it has, each with its own ship-to, and those that were cancelled,
 * with as much as was ordered and why they went. Refuses `ordering.order_not_found`.
 */
export async function offerLines(work: Work, input: OfferLines): Promise<SourceOffer> {
  authorize(work, "subscription.manage")
  const source = OfferLines.parse(input)
  return source.kind === "cart" ? (await ofCart(work)).offer : ofOrder(work, source.orderId)
}

const own = (shipToId: string | null, head: string | null) => (shipToId === head ? null : shipToId)

async function ofCart(work: Work, person?: string): Promise<{ readonly offer: SourceOffer; readonly cartOrderId: string | null }> {
  const cart = await cartView(work, undefined, person)
  const lines = (cart?.lines ?? []).map(({ productId, sku, name, unit, quantity, shipToId }): OfferedLine => ({ productId, sku, name, unit, quantity, shipToId: own(shipToId, null) }))
  return { offer: { number: null, poNumber: cart?.poNumber ?? "", shipToId: cart?.shipToId ?? null, lines, leftOut: [] }, cartOrderId: cart?.orderId ?? null }
}

async function ofOrder(work: Work, orderId: string): Promise<SourceOffer> {
  const order = await orderView(work, { orderId })
  if (order.accountId !== actingAccount(work)) throw new Refusal("ordering.order_not_found", "not_found")
  const head = order.shipTo?.addressId ?? null
  const offered = order.lines.map((line): OfferedLine & { readonly line: OrderView["lines"][number] } => ({
    productId: line.productId, sku: line.sku, name: line.name, unit: line.unit, quantity: line.quantity, shipToId: own(line.shipTo?.addressId ?? null, head), line,
  }))
  const plain = ({ line: _line, ...one }: (typeof offered)[number]): OfferedLine => one
  return {
    number: order.number, poNumber: order.poNumber, shipToId: head, lines: offered.filter(({ line }) => line.cancelledAt === null).map(plain),
    leftOut: offered.filter(({ line }) => line.cancelledAt !== null).map((one) => ({ ...plain(one), lineId: one.line.lineId, ...whyGone(order, one.line) })),
  }
}

/** Whoever cancels says why; whoever changes an order takes a line off it without a word. */
function whyGone({ timeline }: Pick<OrderView, "timeline">, line: OrderView["lines"][number]): Pick<LeftOutLine, "because" | "reason" | "at" | "shipped"> {
  const at = new Date(line.cancelledAt!).toISOString()
  const told = timeline.find((fact) => (fact.kind === "cancelled" || fact.kind === "lines_cancelled") && new Date(fact.at).toISOString() === at)
  const { reason } = told?.detail ?? {}
  return { because: told ? "cancelled" : "taken_off", reason: typeof reason === "string" ? reason : "", at, shipped: isZeroQuantity(line.shipped) ? null : line.shipped }
}

/** The lines of each ship-to, the whole's own first. `head`: where lines go that say nothing; `usual` is what an account without a choice has. */
export function byShipTo(lines: readonly Wanted[], head: string | null, usual: string | null): readonly { readonly shipToId: string | null; readonly lines: readonly Wanted[] }[] {
  const whole = head ?? usual
  const groups = new Map<string | null, Wanted[]>([[whole, []]])
  for (const line of lines) {
    const to = line.shipToId ?? whole
    groups.set(to, [...(groups.get(to) ?? []), line])
  }
  return [...groups].filter(([, of]) => of.length > 0).map(([to, of]) => ({ shipToId: to === whole ? head : to, lines: of }))
}
