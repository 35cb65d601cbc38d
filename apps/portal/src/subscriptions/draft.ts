import type { Cadence, CatchUp, Collect, CreateSubscription, PricePolicy, Shift, StockOutPolicy, UsagePolicy } from "@entrepot/domain/subscriptions/contract"

export type DraftLine = {
  readonly productId: string; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string
  /** Of this line alone; the others have what holds for all. */
  readonly pricePolicy?: PricePolicy | undefined; readonly stockOut?: StockOutPolicy | undefined
  /** How reports of use may move its dates; null where they do not. */
  readonly usage?: UsagePolicy | null | undefined
  /** Where this line alone goes; without it, where the whole goes. */
  readonly shipToId?: string | undefined
  /** The cancelled line of an order that it was. */
  readonly was?: string | undefined
}
export type Origin = { readonly kind: "cart" } | { readonly kind: "order"; readonly orderId: string; readonly number: string } | { readonly kind: "lines" }

/** A subscription while somebody makes it. */
export type Draft = {
  readonly lines: readonly DraftLine[]; readonly name: string; readonly planId: string; readonly cadence: Cadence; readonly startsOn: string; readonly endsOn: string; readonly shipToId: string
  readonly poNumber: string; readonly pricePolicy: PricePolicy | undefined; readonly stockOut: StockOutPolicy | undefined; readonly shift: Shift | undefined; readonly catchUp: CatchUp | undefined
  readonly collect: Collect | undefined; readonly ceilingPercent: string | undefined; readonly noticeDays: number | undefined
}

/** As it was taken from cart or order it stays that; with another line it is lines of its own, and the cart keeps what is in it. */
export function isUntouched(origin: Origin, first: readonly DraftLine[], lines: readonly DraftLine[]): boolean {
  return origin.kind !== "lines" && first === lines
}

const DATES_SHOWN = 6
const MOST_MONTHS = 24
const DAYS_A_MONTH = 28

/** How many months ahead hold the next six dates; not more, since each date is priced. */
export function monthsAhead(cadence: Cadence): number {
  const days = cadence.on === "interval" ? cadence.every * { days: 1, weeks: 7, months: 31 }[cadence.unit] : cadence.on === "weekday" ? cadence.everyWeeks * 7 : cadence.everyMonths * 31
  return Math.min(MOST_MONTHS, Math.max(1, Math.ceil((days * DATES_SHOWN) / DAYS_A_MONTH)))
}

/** What is asked of the server. What was left open is not sent: plan and settings then decide. */
export function inputOf(draft: Draft, origin: Origin, untouched: boolean): Omit<CreateSubscription, "name"> {
  const { cadence, startsOn, poNumber, pricePolicy, stockOut, shift, catchUp, collect, ceilingPercent, noticeDays } = draft
  const lines = draft.lines.map(({ productId, unit, quantity, ...own }) => ({ productId, unit, quantity, ...(own.pricePolicy && { pricePolicy: own.pricePolicy }), ...(own.stockOut && { stockOut: own.stockOut }), ...(own.usage && { usage: own.usage }), ...(own.shipToId && { shipToId: own.shipToId }) }))
  const source = untouched && origin.kind === "cart" ? { kind: "cart" as const } : untouched && origin.kind === "order" ? { kind: "order" as const, orderId: origin.orderId } : { kind: "lines" as const, lines }
  return {
    source, cadence, startsOn, poNumber: poNumber.trim(), ...(draft.planId && { planId: draft.planId }), ...(draft.shipToId && { shipToId: draft.shipToId }), ...(draft.endsOn && { endsOn: draft.endsOn }),
    ...(pricePolicy && { pricePolicy }), ...(stockOut && { stockOut }), ...(shift && { shift }), ...(catchUp && { catchUp }), ...(collect && { collect }), ...(ceilingPercent && { ceilingPercent }),
    ...(noticeDays !== undefined && { noticeDays }),
  }
}
